"""``samenwijzer goals-sheet``: look at the columns, ask, bring in."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from samenwijzer.cli.main import main
from samenwijzer.practice.goals.models import Framework, Goal

pytestmark = pytest.mark.django_db
TEXT = "Nr;Doel;Notitie\n1;Tellen tot 20.;x\n2;Optellen tot 20.;\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "leerplan.csv"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: object, answer: str = ""):
    arguments = ("goals-sheet", *arguments, "--title", "Leerplan Y")
    return CliRunner(env={"COLUMNS": "200"}).invoke(main, list(map(str, arguments)), input=answer)


def test_a_preview_shows_the_columns_and_changes_nothing(file: Path) -> None:
    result = run(file, "--preview")
    assert result.exit_code == 0
    assert "tekst van het doel" in result.output and "Notitie" in result.output
    assert not Framework.objects.exists()


def test_it_asks_first_and_brings_in(file: Path) -> None:
    assert run(file, answer="n\n").exit_code == 0
    assert not Framework.objects.exists()
    assert run(file, answer="y\n").exit_code == 0
    assert Framework.objects.get().identifier == "leerplan-y"
    assert "Alles staat er al" in run(file, "--yes").output


def test_columns_can_be_chosen(file: Path) -> None:
    assert run(file, "--column", "text=Notitie", "--yes").exit_code == 1
    assert not Goal.objects.exists()
    assert run(file, "--column", "tekst=Doel").exit_code == 1
    assert run(file, "--column", "examples=Notitie", "--yes").exit_code == 0
    assert Goal.objects.get(code="1").note == "x"
