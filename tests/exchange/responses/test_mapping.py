"""Skills become the goals chosen for them, from a file that is checked, and are remembered for the next file."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from samenwijzer.exchange.responses.content import Responses, named
from samenwijzer.exchange.responses.layouts import LAYOUTS
from samenwijzer.exchange.responses.mapping import read_mapping, skill_lines, skills_of, write_mapping
from samenwijzer.exchange.responses.plan import ResponsesPlan, carry_out, plan
from samenwijzer.foundation.problems import FileRefused
from samenwijzer.learning.evidence.models import EvidenceGoal
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent
from samenwijzer.practice.goals.models import Framework, Goal

pytestmark = pytest.mark.django_db
HEADER = "user_id,item_id,timestamp,correct,skill_id\n"


@pytest.fixture
def goals() -> dict[str, Goal]:
    for name in ("wiskunde", "taal"):
        rows = tuple(GoalContent(f"{name}-{n}", None, {"nl": f"{name} {n}"}, code=f"C{n}") for n in (1, 2))
        save_framework(framework=FrameworkContent(name, "1", {"nl": name}, "curriculum", "draft", rows), by=None)
    return {goal.identifier: goal for goal in Goal.objects.all()}


def responses(folder: Path, rows: str) -> Responses:
    path = folder / "oefeningen.csv"
    path.write_text(HEADER + rows)
    return LAYOUTS["generic"].read(path)


def planned(found: Responses, chosen: dict[str, int | None]) -> ResponsesPlan:
    day = date(2026, 9, 1)
    return plan(found, under=None, name="Oefening", day=day, today=date(2026, 9, 2), chosen=chosen)


def test_chosen_goals_get_the_responses_and_the_next_file_needs_no_choosing(tmp_path, goals) -> None:
    first = responses(tmp_path, "a,i,1,1,7\na,j,2,0,8\n")
    chosen: dict[str, int | None] = {"7": goals["wiskunde-1"].pk, "8": None}
    carry_out(planned(first, chosen), by=None)
    assert EvidenceGoal.objects.filter(goal=goals["wiskunde-1"]).count() == 1
    sample = Framework.objects.get(status=Framework.Status.SAMPLE)
    assert sample.goals.get().identifier == "8"
    assert sample.owner is not None and sample.owner.name == "Oefening"
    second = planned(responses(tmp_path, "a,k,3,1,7\na,l,4,1,9\n"), {})
    assert second.goals == {"7": goals["wiskunde-1"].pk}
    assert second.skills == ("9",)
    assert any("Van 2 vaardigheden zijn er 1 een doel dat je koos" in remark for remark in second.preview.remarks)


def test_the_next_file_of_the_same_programme_needs_no_choosing_whatever_its_name(tmp_path, goals) -> None:
    first = named(responses(tmp_path, "a,i,1,1,7\n"), "Rekenspel")
    carry_out(planned(first, {"7": goals["wiskunde-1"].pk}), by=None)
    path = tmp_path / "week 2.csv"
    path.write_text(HEADER + "a,i,9,1,7\n")
    second = planned(named(LAYOUTS["generic"].read(path), "Rekenspel"), {})
    assert (second.goals, second.people.learners) == ({"7": goals["wiskunde-1"].pk}, ())
    assert planned(LAYOUTS["generic"].read(path), {}).goals == {}
    counted = tmp_path / "reeks.txt"
    counted.write_text("1\n7\n1\n")
    assert named(LAYOUTS["sequences"].read(counted), "Rekenspel").dataset == "reeks"


def test_a_response_about_two_skills_that_are_one_goal_counts_once(tmp_path, goals) -> None:
    path = tmp_path / "kdd.tsv"
    names = "Anon Student Id,Problem Hierarchy,Problem Name,Problem View,Step Name,First Transaction Time"
    values = "a,U,P,1,S,2006-10-26 09:51:58.0,1,x~~y"
    header = f"{names},Correct First Attempt,KC(Default)"
    path.write_text("\n".join(line.replace(",", "\t") for line in (header, values)))
    both = {"x": goals["taal-1"].pk, "y": goals["taal-1"].pk}
    carry_out(planned(LAYOUTS["kdd"].read(path), both), by=None)
    assert EvidenceGoal.objects.count() == 1


def test_the_file_of_skills_goes_out_and_in_again(tmp_path, goals) -> None:
    found = responses(tmp_path, "a,i,1,1,7\na,j,2,0,8\na,k,3,0,8\n")
    out = StringIO(newline="")
    write_mapping(skill_lines(skills_of(found), {"7": goals["taal-2"].pk}), out)
    path = tmp_path / "skills.csv"
    path.write_text(out.getvalue(), newline="")
    assert [line.partition(",")[0] for line in out.getvalue().splitlines()] == ["skill", "8", "7"]
    assert read_mapping(path, skills_of(found)) == {"8": None, "7": goals["taal-2"].pk}


@pytest.mark.parametrize(
    ("row", "field"),
    [("7,,,,C1,", "goal"), ("7,,,,nergens,", "goal"), ("99,,,,,", "skill"), ("7,,,,,\n7,,,,,", "skill")],
    ids=["a code of two goals", "a goal that is not there", "a skill that is not there", "a skill twice"],
)
def test_a_wrong_row_is_told(tmp_path, goals, row: str, field: str) -> None:
    found = responses(tmp_path, "a,i,1,1,7\n")
    path = tmp_path / "skills.csv"
    path.write_text(f"skill,name,responses,framework,goal,statement\n{row}\n")
    with pytest.raises(FileRefused) as caught:
        read_mapping(path, skills_of(found))
    (problem,) = caught.value.problems
    assert problem.field == field and problem.line == (3 if "\n" in row else 2) and problem.remedy


def test_a_code_is_enough_where_the_framework_stands_beside_it(tmp_path, goals) -> None:
    found = responses(tmp_path, "a,i,1,1,7\n")
    path = tmp_path / "skills.csv"
    path.write_text("skill,name,responses,framework,goal,statement\n7,,,taal,C1,\n")
    assert read_mapping(path, skills_of(found)) == {"7": goals["taal-1"].pk}
