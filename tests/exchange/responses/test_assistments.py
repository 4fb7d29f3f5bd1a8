"""Responses of a tutoring system in: people without a name, classes, goals and evidence, once."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from samenwijzer.exchange.responses import plan as planning
from samenwijzer.exchange.responses.assistments import read
from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.problems import FileRefused
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.network.access.models import Account
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.actions import create_people
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "responses" / "raw"
TODAY = date(2026, 11, 22)
DAY = date(2026, 11, 20)
NAME = "Oefendata"
FIELDS = (
    "order_id", "user_id", "problem_id", "correct", "student_class_id", "teacher_id", "school_id", "skill_id",
    "skill_name", "answer_text",
)  # fmt: skip
ROWS = [
    (30, 1, 900, 1, 7, 5, 3, "1.0", "Table", "twee"),
    (10, 1, 901, 0, 7, 5, 3, "1.0", "Table", ""),
    (20, 2, 900, 1, 7, 5, 3, "2.0", "Box, whisker", ""),
    (40, 2, 902, 1, 8, 6, 3, "1.0", "Table", ""),
    (40, 2, 902, 1, 8, 6, 3, "2.0", "Box, whisker", ""),
]


@pytest.fixture
def write(tmp_path):
    def write(rows=ROWS, fields=FIELDS):
        path = tmp_path / "responses.csv"
        with path.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows([fields, *rows])
        return path

    return write


def plan(path, *, under=None, name=NAME, day=DAY):
    return planning.plan(read(path), under=under, name=name, day=day, today=TODAY)


def bring_in(path, **places):
    done = plan(path, **places)
    preview = done.preview
    planning.carry_out(done, by=None)
    return preview


@pytest.mark.django_db
def test_a_file_becomes_classes_people_goals_and_evidence(write):
    preview = bring_in(write())
    assert [count.new for count in preview.counts] == [1, 1, 2, 2, 2, 2, 5, 2, 4]
    assert {unit.name: unit.parent and unit.parent.name for unit in Unit.objects.all()} == {
        "Oefendata": None,
        "School 3": "Oefendata",
        "Klas 7": "School 3",
        "Klas 8": "School 3",
    }
    assert set(map(str, Person.objects.all())) == {"Leerling 1", "Leerling 2", "Leraar 5", "Leraar 6"}
    assert set(Account.objects.values_list("username", flat=True)) == {"leraar-5", "leraar-6"}
    learners = Membership.objects.filter(active(TODAY), role=LEARNER).values_list("person__family_name", "unit__name")
    assert set(learners) == {("1", "Klas 7"), ("2", "Klas 7"), ("2", "Klas 8")}


@pytest.mark.django_db
def test_responses_keep_their_order_on_the_day_given(write):
    bring_in(write())
    eight = datetime(2026, 11, 20, 8, tzinfo=ZoneInfo("Europe/Brussels"))
    rows = Evidence.objects.order_by("seen_at")
    assert [(row.item, row.outcome, row.seen_at - eight) for row in rows] == [
        ("901", 0.0, timedelta(0)),
        ("900", 1.0, timedelta(seconds=1)),
        ("900", 1.0, timedelta(seconds=2)),
        ("902", 1.0, timedelta(seconds=3)),
    ]
    assert {row.kind for row in rows} == {Evidence.Kind.ITEM_RESPONSE}


@pytest.mark.django_db
def test_rows_of_one_response_with_several_skills_are_one_piece_of_evidence(write):
    bring_in(write())
    goals = Evidence.objects.get(item="902").goals.order_by("identifier")
    assert [goal.full_statement for goal in goals] == ["Table", "Box, whisker"]


@pytest.mark.django_db
def test_a_second_time_nothing_changes_whatever_day_is_chosen(write):
    path = write()
    bring_in(path)
    events = AuditEvent.objects.count()
    assert bring_in(path, day=TODAY).is_empty
    assert (AuditEvent.objects.count(), Evidence.objects.count()) == (events, 4)


@pytest.mark.django_db
def test_a_longer_file_adds_only_what_is_new(write):
    bring_in(write())
    longer = [*ROWS, (50, 9, 903, 0, 7, 5, 3, "3", "Mean", "")]
    preview = bring_in(write(longer))
    assert [count.new for count in preview.counts] == [0, 0, 0, 1, 0, 0, 1, 1, 1]
    assert Goal.objects.count() == 3 and Evidence.objects.count() == 5


@pytest.mark.django_db
def test_a_class_with_learners_of_two_schools_stands_under_the_school_of_most(write):
    rows = [*ROWS, (60, 3, 900, 1, 7, 5, 4, "1", "Table", "")]
    preview = bring_in(write(rows))
    assert Unit.objects.get(name="Klas 7").parent.name == "School 3"
    guest = Person.objects.get(family_name="3")
    assert set(guest.memberships.values_list("unit__name", flat=True)) == {"Klas 7", "School 4"}
    assert any(remark.startswith("1 ") for remark in preview.remarks)
    assert bring_in(write(rows)).is_empty


@pytest.mark.django_db
def test_it_lands_in_a_school_group_that_stands_or_one_made_under_a_network(write):
    network = create_unit(kind="network", name="Net", parent=None, by=None)
    bring_in(write(), under=network)
    group = Unit.objects.get(kind="school_group")
    assert (group.name, group.parent) == (NAME, network)
    assert bring_in(write(), under=group).is_empty


@pytest.mark.django_db
def test_it_does_not_land_in_a_school_nor_twice_in_different_places(write):
    school = create_unit(kind="school", name="School", parent=None, by=None)
    with pytest.raises(Refused):
        plan(write(), under=school)
    bring_in(write())
    with pytest.raises(Refused, match=NAME):
        plan(write(), name="Elders")
    assert not Unit.objects.filter(name="Elders").exists()


@pytest.mark.django_db
def test_responses_are_not_given_in_the_future(write):
    with pytest.raises(Refused):
        plan(write(), day=TODAY + timedelta(days=1))


@pytest.mark.django_db
def test_a_username_of_somebody_else_refuses_the_file(write):
    (person,) = create_people(people=[Person(given_name="Ander", family_name="Mens")], by=None)
    Account.objects.create(person=person, username="leraar-5")
    with pytest.raises(FileRefused):
        plan(write())


@pytest.mark.django_db
def test_columns_without_purpose_are_named(write):
    assert [each.column for each in plan(write()).preview.unused] == ["answer_text"]


def with_row(*row):
    return [*ROWS, row]


FAULTS = {
    "a ragged row": (with_row(50, 1, 900, 1), 7, ""),
    "a row too long": (with_row(*ROWS[0], "x"), 7, ""),
    "no number": (with_row("x", 1, 900, 1, 7, 5, 3, 1, "Table", ""), 7, "order_id"),
    "no learner": (with_row(50, "", 900, 1, 7, 5, 3, 1, "Table", ""), 7, "user_id"),
    "half correct": (with_row(50, 1, 900, 0.5, 7, 5, 3, 1, "Table", ""), 7, "correct"),
    "no skill": (with_row(50, 1, 900, 1, 7, 5, 3, "", "Table", ""), 7, "skill_id"),
    "the same response twice": (with_row(*ROWS[0]), 7, "order_id"),
    "one number for two learners": (with_row(30, 2, 900, 1, 7, 5, 3, 1, "Table", ""), 7, "order_id"),
    "one skill with two names": (with_row(50, 1, 900, 1, 7, 5, 3, 1, "Other", ""), 7, "skill_name"),
    "nothing but a header": ([], None, ""),
}


@pytest.mark.parametrize(("rows", "line", "field"), FAULTS.values(), ids=FAULTS.keys())
def test_a_wrong_row_refuses_the_file_with_its_line(write, rows, line, field):
    told = []
    for language in ("en", "nl"):
        with translation.override(language), pytest.raises(FileRefused) as caught:
            read(write(rows))
        told.append(caught.value.problems)
    assert [(problem.line, problem.field) for problem in told[0]] == [(line, field)]
    assert told[0][0].what != told[1][0].what and told[0][0].remedy != told[1][0].remedy


def test_a_missing_column_is_told(write):
    with pytest.raises(FileRefused) as caught:
        read(write(fields=("order", *FIELDS[1:])))
    assert caught.value.problems[0].field == "order_id"


@pytest.mark.django_db
@pytest.mark.real_data
@pytest.mark.skipif(not DATA.exists(), reason="the data folder beside the repository is absent")
def test_the_real_fragment_comes_in_whole_and_once():
    path = DATA / "assistments2009_raw_fragment.csv"
    preview = bring_in(path)
    assert [count.new for count in preview.counts] == [1, 28, 54, 902, 30, 30, 1143, 2, 10791]
    assert Evidence.objects.filter(outcome=1).count() == 8029
    assert bring_in(path).is_empty
