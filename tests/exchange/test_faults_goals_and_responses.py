"""Faults planted in files of goals and responses: each is an error a school secretary can act on.

It names the file, the line or the place, the field, what is wrong and how to mend it, in Dutch and in English, and
nothing changes.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from samenwijzer.exchange.case import plan as case_plan
from samenwijzer.exchange.case import reading as case_reading
from samenwijzer.exchange.goal_sheets import plan as sheet_plan
from samenwijzer.exchange.goal_sheets import reading as sheet_reading
from samenwijzer.exchange.responses import plan as responses_plan
from samenwijzer.exchange.responses.layouts import LAYOUTS
from samenwijzer.exchange.responses.mapping import read_mapping, skills_of
from samenwijzer.foundation.problems import FileRefused
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Framework, Goal

pytestmark = pytest.mark.django_db
DAY, TODAY = date(2026, 11, 20), date(2026, 11, 22)

CASE = {
    "CFDocument": {"identifier": "doc", "title": "Wiskunde", "language": "nl"},
    "CFItems": [{"identifier": "a", "fullStatement": "Tellen."}, {"identifier": "b", "fullStatement": "Meten."}],
    "CFAssociations": [
        {
            "associationType": "isChildOf",
            "originNodeURI": {"identifier": "b", "uri": "urn:b", "title": "b"},
            "destinationNodeURI": {"identifier": "a", "uri": "urn:a", "title": "a"},
        }
    ],
}
SHEET = "Doel;Code;Fase\nTellen tot 10.;G.1;L1\nTellen tot 20.;G.2;L1\n"
ASSISTMENTS = (
    "order_id,user_id,problem_id,correct,student_class_id,teacher_id,school_id,skill_id,skill_name\n"
    "1,64525,1,1,13241,22763,73,1,Table\n2,64525,2,0,13241,22763,73,1,Table\n"
)
KDD = "\n".join(
    "\t".join(row)
    for row in (
        ("Anon Student Id", "Problem Hierarchy", "Problem Name", "Problem View", "Step Name",
         "First Transaction Time", "Correct First Attempt", "KC(Default)"),
        ("s1", "Unit 1", "P1", "1", "x=1", "2006-10-26 09:51:58.0", "1", "Entering"),
        ("s1", "Unit 1", "P1", "1", "x=2", "2006-10-26 09:52:58.0", "0", "Entering"),
    )
)  # fmt: skip
GENERIC = "user_id,item_id,timestamp,correct,skill_id\n1,a,10,1,7\n1,b,20,0,7\n"
SEQUENCES = "2\n7,8\n1,0\n3\n7,7,8\n0,1,1\n"
OULAD = {
    "assessment.csv": "code_module,code_presentation,id_assessment,assessment_type,date\nAAA,2013J,1,TMA,19\n",
    "student_assessment.csv": "id_assessment,id_student,date_submitted,is_banked,score\n1,11,18,0,78\n1,12,18,0,60\n",
}
SKILLS = "skill,name,responses,framework,goal,statement\n7,7,2,,,\n"


def case(change: Callable[[Any], Any]) -> str:
    content = json.loads(json.dumps(CASE))
    change(content)
    return json.dumps(content)


@dataclass(frozen=True)
class Fault:
    """A file with one fault, and what must be said of it: the file, the line (CASE has none) and the field."""

    kind: str
    text: str
    line: int | None
    field: str
    file: str = ""


FAULTS = {
    "goals: a goal without text": Fault(
        "case", case(lambda c: c["CFItems"][1].pop("fullStatement")), None, "CFItems[2].fullStatement"
    ),
    "goals: the same identifier twice": Fault(
        "case", case(lambda c: c["CFItems"].append(c["CFItems"][0])), None, "CFItems[3].identifier"
    ),
    "goals: a parent that is not there": Fault(
        "case",
        case(lambda c: c["CFAssociations"][0]["destinationNodeURI"].update(identifier="zz")),
        None,
        "CFAssociations[1].destinationNodeURI",
    ),
    "goals: a package cut off halfway": Fault("case", json.dumps(CASE, indent=1)[:-40], 27, ""),
    "curriculum: a row without a goal": Fault("sheet", SHEET.replace("Tellen tot 20.", ""), 3, "Doel"),
    "curriculum: a row with a separator too many": Fault("sheet", SHEET.replace("20.;", "20.;x;"), 3, ""),
    "curriculum: the same goal twice": Fault("sheet", SHEET + "Tellen tot 20.;G.2;L1\n", 4, "Doel"),
    "curriculum: a code that never ends": Fault("sheet", SHEET.replace("G.2", "G" * 70), 3, "Code"),
    "curriculum: letters that are not UTF-8": Fault("sheet-latin", SHEET.replace("20.", "20 één."), 3, ""),
    "responses: a mark that is neither right nor wrong": Fault(
        "assistments", ASSISTMENTS.replace("2,64525,2,0", "2,64525,2,5"), 3, "correct"
    ),
    "responses: a skill with two names": Fault(
        "assistments", ASSISTMENTS.replace("2,0,13241,22763,73,1,Table", "2,0,13241,22763,73,1,Tabel"), 3, "skill_name"
    ),
    "responses: a column that lacks": Fault("generic", GENERIC.replace("correct", "goed"), 1, "correct"),
    "responses: a ragged row": Fault("generic", GENERIC.replace("1,b,20,0,7", "1,b,20,0"), 3, ""),
    "responses: the same response twice": Fault("generic", GENERIC + "1,a,10,1,7\n", 4, "timestamp"),
    "responses: a moment nobody can read": Fault(
        "kdd", KDD.replace("2006-10-26 09:52:58.0", "26 oktober"), 3, "First Transaction Time"
    ),
    "responses: a step twice": Fault("kdd", KDD.replace("x=2", "x=1"), 3, "Step Name"),
    "responses: fewer marks than skills": Fault("sequences", SEQUENCES.replace("0,1,1", "0,1"), 4, ""),
    "responses: a score above 100": Fault("oulad", "1,12,18,0,160", 3, "score", "student_assessment.csv"),
    "responses: an assessment nobody described": Fault(
        "oulad", "9,12,18,0,60", 3, "id_assessment", "student_assessment.csv"
    ),
    "skills: a goal that is not there": Fault("skills", SKILLS.replace(",,,\n", ",,nergens,\n"), 2, "goal"),
    "skills: a skill of another file": Fault("skills", SKILLS + "99,x,1,,,\n", 3, "skill"),
}


def bring_in(kind: str, path: Path) -> None:
    """Do what the command and the screen do with a file of this kind."""
    if kind == "case":
        case_plan.carry_out(case_plan.plan(case_reading.read(path)), by=None)
    elif kind == "skills":
        responses = path.with_name("r.csv")
        responses.write_text(GENERIC, encoding="utf-8")
        read_mapping(path, skills_of(LAYOUTS["generic"].read(responses)))
    elif kind.startswith("sheet"):
        about = sheet_reading.About("x", "Leerplan X", "1")
        sheet_plan.carry_out(sheet_plan.plan(sheet_reading.read(path, about=about, chosen={})), by=None)
    else:
        read = LAYOUTS[kind].read(path)
        plan = responses_plan.plan(read, under=None, name="Oefening", day=DAY, today=TODAY)
        responses_plan.carry_out(plan, by=None)


def written(folder: Path, kind: str, text: str) -> Path:
    if kind == "oulad":
        for name, content in OULAD.items():
            (folder / name).write_text(content, encoding="utf-8")
        scores = folder / "student_assessment.csv"
        scores.write_text(scores.read_text().replace("1,12,18,0,60", text))
        return folder
    path = folder / ("goals.json" if kind == "case" else "file.csv")
    path.write_text(text, encoding="latin-1" if kind == "sheet-latin" else "utf-8")
    return path


def everything() -> list[int]:
    return [model.objects.count() for model in (Framework, Goal, Unit, Person, Evidence)]


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_planted_fault_is_told_so_that_one_can_act_on_it(fault: Fault, tmp_path: Path) -> None:
    path = written(tmp_path, fault.kind, fault.text)
    told = []
    for language in ("nl", "en"):
        with translation.override(language), pytest.raises(FileRefused) as caught:
            bring_in(fault.kind, path)
        told.append(caught.value.problems)
    for problems in told:
        (problem,) = problems
        assert (problem.file, problem.line, problem.field) == (fault.file or path.name, fault.line, fault.field)
    assert told[0][0].what != told[1][0].what and told[0][0].remedy != told[1][0].remedy
    assert everything() == [0, 0, 0, 0, 0]


@pytest.mark.parametrize("kind", ["case", "sheet", "assistments", "kdd", "generic", "sequences", "oulad", "skills"])
def test_without_the_fault_the_same_file_comes_in(kind: str, tmp_path: Path) -> None:
    sound = {
        "case": json.dumps(CASE), "sheet": SHEET, "assistments": ASSISTMENTS, "kdd": KDD, "generic": GENERIC,
        "sequences": SEQUENCES, "oulad": "1,12,18,0,60", "skills": SKILLS,
    }  # fmt: skip
    bring_in(kind, written(tmp_path, kind, sound[kind]))
    assert kind == "skills" or Goal.objects.exists()
