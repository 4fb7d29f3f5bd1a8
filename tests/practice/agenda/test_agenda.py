"""A team meets, decides, says who does what by when, and looks back on whether it worked."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.notices.queries import waiting
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.practice.agenda import rules
from samenwijzer.practice.agenda.actions import (
    agree,
    decide,
    drop_action,
    end_agreement,
    end_meeting,
    finish_action,
    hand_on,
    look_back,
    note_present,
    plan_meeting,
    raise_point,
    take_action,
)
from samenwijzer.practice.agenda.board import board_of, keep_quiet, post
from samenwijzer.practice.agenda.calendar_file import calendar_of
from samenwijzer.practice.agenda.deadlines import deadlines_of
from samenwijzer.practice.agenda.models import Action, Agreement, Meeting
from samenwijzer.practice.agenda.queries import (
    actions_about,
    agreements_of,
    meeting_page,
    meetings_of,
    open_actions,
    to_look_back,
)
from tests.worlds import World, people, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return small_world(learners=2)


def meeting_in(world: World, **about: object) -> Meeting:
    by = world.viewer(world.teacher)
    return plan_meeting(title="Kort overleg", begins_at=timezone.now(), unit=world.group.pk, by=by)


def test_a_decision_becomes_an_action_with_an_owner_and_a_day_and_is_looked_back_on(world: World) -> None:
    colleague = people(["Bo Maas"], "teacher", world.group, timezone.localdate())[0]
    lotte, bo = world.viewer(world.teacher), world.viewer(colleague)
    meeting = meeting_in(world)
    noor = Reference("people.person", str(world.learners[0].pk))
    point = raise_point(meeting=meeting.uid, text="Breuken optellen", about=[noor], by=lotte)
    decide(point=point.pk, decision="Verlengde instructie", by=lotte)
    due = lotte.on + timedelta(days=3)
    action = take_action(
        what="Verlengde instructie", owner=colleague.pk, due=due, meeting=meeting.uid, point=point.pk, by=lotte
    )
    note_present(meeting=meeting.uid, present={world.teacher.pk: True, colleague.pk: False}, by=lotte)
    agree(unit=world.group.pk, text="We beginnen op tijd", meeting=meeting.uid, by=lotte)
    assert "Verlengde instructie" in waiting(person=colleague.pk).get().text

    page = meeting_page(viewer=bo, meeting=meeting.uid)
    assert [(one.decision, one.about.get().learner) for one in page.points] == [
        ("Verlengde instructie", world.learners[0])
    ]
    assert [(one.owner, one.due, one.is_open) for one in page.actions] == [(colleague, due, True)]
    assert actions_about(viewer=bo, references=[noor])[noor] == [action]
    assert page.agreements[0] in agreements_of(viewer=bo, unit=world.group.pk)
    assert {(one.person, one.present) for one in page.people} == {(world.teacher, True), (colleague, False)}

    end_meeting(meeting=meeting.uid, by=lotte)
    with pytest.raises(Refused, match="over"):
        raise_point(meeting=meeting.uid, text="Nog iets", by=lotte)
    assert to_look_back(viewer=bo, unit=world.group.pk) == []
    finish_action(action=action.uid, by=bo)
    assert to_look_back(viewer=bo, unit=world.group.pk) == [action]
    assert look_back(action=action.uid, outcome=Action.Outcome.WORKED, by=bo).outcome == "worked"
    assert to_look_back(viewer=bo, unit=world.group.pk) == []
    assert open_actions(viewer=bo, unit=world.group.pk) == []
    assert [len(some) for some in meetings_of(viewer=bo, unit=world.group.pk)] == [0, 1]


def test_who_is_not_in_the_team_sees_nothing_and_a_learner_is_known_to_its_guides_only(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lotte = world.viewer(world.teacher)
    student = people(["Jo Stage"], "student_teacher", world.group, timezone.localdate())[0]
    meeting = meeting_in(world)
    noor = [Reference("people.person", str(world.learners[0].pk))]
    point = raise_point(meeting=meeting.uid, text="Lezen", about=noor, by=lotte)
    open_point = raise_point(meeting=meeting.uid, text="Uitstap", by=lotte)
    take_action(what="Leesmaatje", owner=lotte.person_id, due=lotte.on, meeting=meeting.uid, point=point.pk, by=lotte)
    for outsider in (world.colleague, world.other_teacher, world.general_director, world.learners[0], world.head):
        with pytest.raises(NotVisible):
            meeting_page(viewer=world.viewer(outsider), meeting=meeting.uid)
        assert open_actions(viewer=world.viewer(outsider)) == []

    def read_by_student() -> tuple[list[object], list[object]]:
        page = meeting_page(viewer=world.viewer(student), meeting=meeting.uid)
        return list(page.points), list(page.actions)

    assert read_by_student() == ([open_point], [])
    with pytest.raises(NotVisible):
        raise_point(meeting=meeting.uid, text="Iets", about=noor, by=world.viewer(student))
    with monkeypatch.context() as broken:
        everybody = type(world.teacher).objects.all()
        broken.setattr(rules, "visible_learners", lambda viewer: everybody)
        assert read_by_student() != ([open_point], [])


def test_people_meet_among_themselves_and_an_action_changes_hands_or_is_let_go(world: World) -> None:
    lotte, an, els = (world.viewer(one) for one in (world.teacher, world.head, world.care_coordinator))
    talk = plan_meeting(title="Gesprek", begins_at=timezone.now(), people=[world.teacher.pk], by=an)
    assert meeting_page(viewer=lotte, meeting=talk.uid).people[0].person == world.head
    with pytest.raises(NotVisible):
        meeting_page(viewer=els, meeting=talk.uid)
    with pytest.raises(Refused, match="team"):
        take_action(what="Iets", owner=els.person_id, due=an.on, meeting=talk.uid, by=an)

    action = take_action(what="Rooster nakijken", owner=an.person_id, due=an.on, unit=world.school.pk, by=an)
    assert open_actions(viewer=lotte, unit=world.school.pk) == [action]
    with pytest.raises(NotVisible):
        finish_action(action=action.uid, by=lotte)
    hand_on(action=action.uid, to=lotte.person_id, by=an)
    assert [one.owner_id for one in deadlines_of(viewer=lotte) if one.title == action.what] == [lotte.person_id]
    drop_action(action=action.uid, by=lotte)
    assert open_actions(viewer=an) == []
    drop_action(action=action.uid, by=lotte, drop=False)
    with pytest.raises(Refused, match="dag"):
        hand_on(action=action.uid, to=an.person_id, due=an.on - timedelta(days=1), by=an)
    agreement = agree(unit=world.school.pk, text="Deuren open", by=an)
    end_agreement(agreement=agreement.pk, by=an)
    assert not Agreement.objects.filter(ended_on=None).exists()
    file = calendar_of(viewer=lotte)
    assert file.count("BEGIN:VEVENT") == 2
    assert "SUMMARY:Rooster nakijken" in file and all(len(line.encode()) <= 75 for line in file.split("\r\n"))


def test_lists_ask_the_same_number_of_queries_however_long(world: World, django_assert_max_num_queries: object) -> None:
    team = create_unit(kind="core_team", name="Kernteam", parent=world.school, by=None)
    adult = people(["Bo Maas"], "teacher", team, timezone.localdate())[0]
    bo = world.viewer(adult)
    meeting = plan_meeting(title="Kort", begins_at=timezone.now(), unit=team.pk, by=bo)
    for number in range(12):
        point = raise_point(meeting=meeting.uid, text=f"Punt {number}", by=bo)
        take_action(what="Doen", owner=bo.person_id, due=bo.on, meeting=meeting.uid, point=point.pk, by=bo)
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        page = meeting_page(viewer=bo, meeting=meeting.uid)
        assert len(page.points) == len(page.actions) == 12
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert len(deadlines_of(viewer=bo)) == 13


@pytest.mark.demand("D-145")
def test_a_message_written_in_quiet_hours_waits_until_morning(world: World) -> None:
    bo = world.viewer(people(["Bo Maas"], "teacher", world.group, timezone.localdate())[0])
    lotte, team = world.viewer(world.teacher), world.group.pk
    day = timezone.localdate()

    def at(clock: str, days: int = 0) -> datetime:
        return timezone.make_aware(datetime.combine(day + timedelta(days=days), time.fromisoformat(clock)))

    def read(viewer: Viewer, moment: datetime) -> list[str]:
        return [one.text for one in board_of(viewer=viewer, unit=team, at=moment).messages]

    post(unit=team, text="Overdag", by=lotte, at=at("15:00"))
    post(unit=team, text="Laat", by=lotte, at=at("21:30"))
    assert read(bo, at("15:00")) == ["Overdag"]
    assert read(bo, at("22:00")) == ["Overdag"]
    assert read(lotte, at("22:00")) == ["Laat", "Overdag"]
    assert read(bo, at("07:29", 1)) == ["Overdag"]
    assert read(bo, at("07:30", 1)) == ["Laat", "Overdag"]
    keep_quiet(unit=team, begins=time(20), ends=time(6), by=bo)
    post(unit=team, text="Vroeg", by=bo, at=at("05:00", 2))
    assert "Vroeg" not in read(lotte, at("05:59", 2))
    assert "Vroeg" in read(lotte, at("06:00", 2))
    with pytest.raises(NotVisible):
        board_of(viewer=world.viewer(world.colleague), unit=team)
