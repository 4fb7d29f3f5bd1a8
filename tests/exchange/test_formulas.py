"""No table that goes out holds text a spreadsheet would compute (CWE-1236): every export, tried with such text."""

import ast
import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

import samenwijzer
from samenwijzer.exchange.formulas import guarded, restored
from samenwijzer.exchange.oneroster.export import export_roster
from samenwijzer.exchange.responses.layouts import LAYOUTS
from samenwijzer.exchange.responses.mapping import SkillLine, write_mapping
from samenwijzer.network.people.models import Person
from samenwijzer.network.rights import extracts as extracting
from tests.worlds import World, seen

EVIL = "=HYPERLINK(0)"
BEGINS = ("=", "+", "-", "@", "\t", "\r")
#: Writes numbers, moments, pseudonyms and choices of the product only: no words of anybody.
WITHOUT_WORDS = {"network/rights/extracts.py", "network/rights/questions.py"}
ESTIMATES = "learning_progress.Estimate"
Export = Callable[[World, Path], str]


def rosters(world: World, folder: Path) -> str:
    Person.objects.update(given_name=EVIL, family_name=EVIL)
    written = export_roster(unit=world.school, on=timezone.localdate(), by=None)
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def skills(world: World, folder: Path) -> str:
    out = io.StringIO()
    world.goals["add"].statement = {"nl": EVIL, "en": EVIL}
    write_mapping([SkillLine(EVIL, EVIL, 3, world.goals["add"])], out)
    return out.getvalue()


def rest(world: World, folder: Path) -> str:
    path, out = folder / "in.csv", io.StringIO()
    path.write_text(f"user_id,item_id,timestamp,correct,skill_id,{EVIL}\n{EVIL},{EVIL},1,no,7,{EVIL}\n1,1,2,1,7,x\n")
    layout = LAYOUTS["generic"]
    layout.write_rest(path, layout.read_good_rows(path)[1], out)
    return out.getvalue()


def extracts(world: World, folder: Path) -> str:
    for learner in world.learners:
        seen(learner, world.goals["add"], [0.0, 1.0])
    question = "Groeit het optellen van breuken?"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extracting, "SMALLEST_GROUP", 1)
        return str(extracting.take_extract(table=ESTIMATES, question=question, by=world.viewer(world.analyst)).content)


@pytest.mark.parametrize("export", [rosters, skills, rest, extracts], ids=lambda one: one.__name__)
def test_no_cell_of_an_export_is_computed(world: World, tmp_path: Path, export: Export) -> None:
    text = export(world, tmp_path)
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert len(cells) > 5
    assert [cell for cell in cells if cell.startswith(BEGINS) and not _is_number(cell)] == []
    if export is not extracts:
        assert f"'{EVIL}" in cells


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_whatever_writes_a_table_guards_it() -> None:
    room = Path(samenwijzer.__file__).parent
    writers, bare = set(), set()
    for path in room.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "csv" not in text:
            continue
        called = {
            node.func.attr
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if isinstance(node.func.value, ast.Name) and node.func.value.id == "csv"
        }
        if called & {"writer", "DictWriter"}:
            writers.add(name := path.relative_to(room).as_posix())
            if "guarded" not in text and name not in WITHOUT_WORDS:
                bare.add(name)
    assert len(writers) >= 4
    assert bare == set()


@given(st.text())
def test_what_is_guarded_comes_back_as_it_was(text: str) -> None:
    assert restored(guarded(text)) == text
    assert not guarded(text).startswith(BEGINS)
