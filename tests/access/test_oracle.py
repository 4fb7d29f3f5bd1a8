"""The rules against the oracle: everybody of a small whole network, histories of grants and endings, planted faults."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from pytest_django import DjangoDbBlocker

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.care import rules as care_rules
from samenwijzer.learning.care.models import CareTrack
from samenwijzer.network.access import rules, viewer
from samenwijzer.network.access.actions import end_involvement, involve, open_support
from samenwijzer.network.access.models import Involvement, SupportSession
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.organisation.actions import add_members, create_unit, end_memberships
from samenwijzer.network.organisation.models import Membership, Unit
from samenwijzer.network.organisation.pack import Sees
from samenwijzer.network.people.actions import add_guardians, create_people
from samenwijzer.network.people.models import Guardianship, Person
from tests.access.oracle import Oracle, Visible

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
LAST_YEAR = date(2025, 9, 1)
IN_CLASS = ("teacher", "mentor", "internship_mentor", "remedial_teacher", "psychological_assistant", "paramedic",
            "student_teacher")  # fmt: skip
IN_SCHOOL = ("care_coordinator", "pupil_counsellor", "head", "pedagogical_coordinator", "school_secretary",
             "ict_coordinator", "researcher", "pbd_adviser")  # fmt: skip
ABOVE = ("general_director", "codi_dico", "data_expert", "board_member", "data_protection_officer", "spoc", "head",
         "care_coordinator")  # fmt: skip
LEARNERS_A_CLASS = 28
#: How many histories of grants and endings are tried: ``HISTORIES=200 pytest tests/access/test_oracle.py -k history``.
HISTORIES = int(os.environ.get("HISTORIES", "6"))
FIELDS = ("sees", "records", "secret", "wards", "linked", "care", "protected")


class Network:
    """Three schools of three classes, every role of facts.md §2.1 somewhere, and each of its endings."""

    def __init__(self) -> None:
        network = create_unit(kind="network", name="N", parent=None, by=None)
        group = create_unit(kind="school_group", name="G", parent=network, by=None)
        self.clb = create_unit(kind="clb", name="CLB", parent=group, by=None)
        self.lsc = create_unit(kind="lsc", name="LSC", parent=group, by=None)
        self.rows: list[Membership] = []
        self.learners: list[Person] = []
        self.schools = [create_unit(kind="school", name=f"S{n}", parent=group, by=None) for n in range(3)]
        for school in self.schools:
            for letter in "ABC":
                self._fill(create_unit(kind="class", name=letter, parent=school, by=None))
            for role in IN_SCHOOL:
                self._put(role, school)
        for role in ABOVE:
            self._put(role, group)
        self.desk = self._put("support_staff", network)
        self.central = self._put("central_staff", network)
        partner = create_unit(kind="partner", name="P", parent=self.schools[0], by=None)
        self.tied = [(self._put("clb_staff", self.clb), self.clb, "clb_staff"),
                     (self._put("learning_supporter", self.lsc), self.lsc, "learning_supporter"),
                     (self._put("partner_contact", partner), partner, "partner_contact")]  # fmt: skip
        self._end_some()
        add_members(memberships=self.rows, by=None)
        self._tie()

    def _put(self, role: str, unit: Unit) -> Person:
        person = create_people(people=[Person(given_name=role, family_name=str(unit.pk))], by=None)[0]
        self.rows.append(Membership(person=person, unit=unit, role=role, starts=LAST_YEAR))
        return person

    def _fill(self, unit: Unit) -> None:
        children = create_people(
            people=[Person(given_name="L", family_name=str(n)) for n in range(LEARNERS_A_CLASS)], by=None
        )
        self.rows += [Membership(person=one, unit=unit, role="learner", starts=LAST_YEAR) for one in children]
        self.learners += children
        for role in IN_CLASS:
            self._put(role, unit)

    def _end_some(self) -> None:
        """Let every ninth learner have left, and one of each role of the last school leave, stay, or come tomorrow."""
        for n, row in enumerate(row for row in self.rows if row.role == "learner"):
            row.ends = [None, TODAY, TODAY - timedelta(days=1)][n % 3] if n % 9 < 3 else None
        last = [row for row in self.rows if row.role != "learner" and row.unit.path.startswith(self.schools[2].path)]
        for n, row in enumerate(last):
            row.starts = TODAY + timedelta(days=1) if n % 4 == 0 else row.starts
            row.ends = TODAY - timedelta(days=1) if n % 4 == 1 else None

    def _tie(self) -> None:
        parents = create_people(people=[Person(given_name="G", family_name=str(n)) for n in range(20)], by=None)
        ends = [None, TODAY, TODAY - timedelta(days=1)]
        wards = [
            Guardianship(guardian=one, learner=self.learners[7 * n], starts=LAST_YEAR, ends=ends[n % 3])
            for n, one in enumerate(parents)
        ]
        add_guardians(guardianships=wards, by=None)
        for n, learner in enumerate(self.learners[:24]):
            person, unit, role = self.tied[n % 3]
            starts = TODAY + timedelta(days=1) if n % 8 == 7 else LAST_YEAR
            until = TODAY - timedelta(days=1) if n % 4 == 2 else TODAY + timedelta(days=9)
            other = self.lsc if n % 6 == 5 else unit  # an involvement in a unit the person is not in
            Involvement.objects.create(
                person=person, learner=learner, unit=other, role=role, reason="x", starts=starts, ends=until
            )
        self._note_care()
        self._look_along(self.desk)
        self._look_along(self.central)  # a session of somebody who is not of the desk lends nothing

    def _note_care(self) -> None:
        """Open a care file about every third learner, a protected track about every second, a plan of every class."""
        values = {"template": "care-hgw", "version": "1", "by": self.desk}
        tracks = [CareTrack(learner=one, **values) for one in self.learners[::3]]
        tracks += [CareTrack(learner=one, protected=True, **values) for one in self.learners[::2]]
        classes = Unit.objects.filter(kind="class", path__startswith="/")
        tracks += [CareTrack(group=one, **values) for one in classes]
        CareTrack.objects.bulk_create(tracks)

    def _look_along(self, person: Person) -> None:
        now, hour = timezone.now(), timedelta(hours=1)
        for school, begun in zip(self.schools, (now - hour / 2, now - 2 * hour, now + hour), strict=True):
            SupportSession.objects.create(
                person=person, unit=school, reason="x", starts_at=begun, ends_at=begun + hour, allowed_by=person
            )


@pytest.fixture(scope="module")
def network(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Network]:
    """Build the network once, in a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Network()
        transaction.set_rollback(True)


def said(who: Viewer) -> Visible:
    """Return what the rules of the product say."""
    ids = {
        name: set(query(who).values_list("pk", flat=True))
        for name, query in (
            ("sees", rules.visible_learners),
            ("records", rules.writable_learners),
            ("secret", rules.secret_learners),
            ("wards", rules.wards),
            ("linked", rules.linked_learners),
        )
    }
    tracks = list(care_rules.readable_tracks(who).values_list("pk", "protected"))
    protected = {pk for pk, is_protected in tracks if is_protected}
    return Visible(**ids, care={pk for pk, _is in tracks} - protected, protected=protected)


def differences(oracle: Oracle, people: list[int], on: date) -> Iterator[str]:
    """Say one by one where rules and oracle disagree about what these people may."""
    for person in people:
        wanted, have = oracle.answer(person, on, timezone.now()), said(viewer_of(person_id=person, on=on))
        for name in FIELDS:
            if getattr(wanted, name) != getattr(have, name):
                yield f"{person} {name}: {getattr(wanted, name) ^ getattr(have, name)}"


def adults(network: Network) -> list[int]:
    """Return some learners, and everybody who is none."""
    learners = [one.pk for one in network.learners]
    return [*learners[::40], *Person.objects.exclude(pk__in=learners).values_list("pk", flat=True)]


def test_rules_and_oracle_agree_about_everybody(network: Network) -> None:
    everybody = list(Person.objects.values_list("pk", flat=True))
    pairs = len(everybody) ** 2
    assert pairs > 100_000
    with CaptureQueriesContext(connection) as queries:
        assert list(differences(Oracle(), everybody, TODAY)) == []
    assert len(queries) <= 8 * len(everybody) + 10


def test_every_kind_of_access_and_of_ending_occurs_in_the_network(network: Network) -> None:
    oracle = Oracle()
    answers = [oracle.answer(person, TODAY, timezone.now()) for person in adults(network)]
    for name in FIELDS:
        assert any(getattr(one, name) for one in answers), name
    assert oracle.answer(network.desk.pk, TODAY, timezone.now()).sees
    assert not oracle.answer(network.central.pk, TODAY, timezone.now()).sees


Fault = Callable[[pytest.MonkeyPatch], None]


def _reach(patch: Callable[[Viewer, bool, bool, Any], Q]) -> Fault:
    def plant(monkeypatch: pytest.MonkeyPatch) -> None:
        real = rules._reach

        def faulty(who: Viewer, *, writing: bool = False, secrecy: bool = False) -> Q:
            return patch(who, writing, secrecy, real)

        monkeypatch.setattr(rules, "_reach", faulty)

    return plant


def _everybody_of_the_school(who: Viewer, writing: bool, secrecy: bool, real: Any) -> Q:
    condition = real(who, writing=writing, secrecy=secrecy)
    for one in who.functions_that_see(Sees.LEARNERS):
        condition |= Q(unit__path__startswith=one.unit_path.rsplit("/", 2)[0])
    return condition


def _involved_without_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(who: Viewer, function: Any, *, learner: str) -> Any:
        rows = Involvement.objects.filter(person=who.person_id, learner=OuterRef(learner))
        return rows.filter(unit=function.unit_id, role=function.role)

    monkeypatch.setattr(rules, "_involvements", faulty)


def _involved_outside_the_own_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(who: Viewer, function: Any, *, learner: str) -> Any:
        return Involvement.objects.filter(rules.active(who.on), person=who.person_id, learner=OuterRef(learner))

    monkeypatch.setattr(rules, "_involvements", faulty)


def _guardian_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(who: Viewer) -> Any:
        own = Guardianship.objects.filter(guardian=who.person_id, learner=OuterRef("pk"))
        return Person.objects.filter(Exists(own))

    monkeypatch.setattr(rules, "wards", faulty)


def _partner_sees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        rules, "visible_learners", lambda who: rules._learners(who, rules._reach(who)) | rules.linked_learners(who)
    )


def _support_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(person_id: int) -> Any:
        sessions = SupportSession.objects.filter(person=person_id).select_related("unit")
        lent = viewer.SUPPORT_SESSION
        return tuple(viewer.Function(one.unit_id, one.unit.path, one.unit.kind, "", lent.key, lent) for one in sessions)

    monkeypatch.setattr(viewer, "_lent", faulty)


def _protected_like_ordinary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(care_rules, "secret_learners", lambda who: rules.visible_learners(who))


def _protected_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    real = care_rules.secret_learners

    def faulty(who: Viewer) -> Any:
        once = Involvement.objects.filter(person=who.person_id, role="clb_staff").values("learner")
        return Person.objects.filter(Q(pk__in=real(who)) | Q(pk__in=once))

    monkeypatch.setattr(care_rules, "secret_learners", faulty)


def _care_is_lent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(care_rules, "_own", lambda who: who)


FAULTS: dict[str, Fault] = {
    "the whole tree": _reach(lambda who, writing, secrecy, real: Q(pk__gt=0)),
    "a teacher sees the whole school": _reach(_everybody_of_the_school),
    "who looks may record": _reach(lambda who, writing, secrecy, real: real(who, secrecy=secrecy)),
    "everybody reads secrets": _reach(lambda who, writing, secrecy, real: real(who, writing=writing)),
    "an ended function still counts": lambda patch: patch.setattr(viewer, "active", lambda on: Q(starts__lte=on)),
    "a function counts before it starts": lambda patch: patch.setattr(
        viewer, "active", lambda on: Q(ends=None) | Q(ends__gte=on)
    ),
    "a learner who left is still seen": lambda patch: patch.setattr(rules, "active", lambda on: Q(starts__lte=on)),
    "above the school somebody sees individuals": lambda patch: patch.setattr(rules, "ABOVE_SCHOOL", ()),
    "an involvement never ends": _involved_without_dates,
    "an involvement outside the own unit counts": _involved_outside_the_own_unit,
    "a guardian for ever": _guardian_for_ever,
    "a partner sees what a guide sees": _partner_sees,
    "a support session never ends": _support_for_ever,
    "a protected track is seen by a teacher": _protected_like_ordinary,
    "a protected track stays open after the involvement": _protected_for_ever,
    "care is lent to the support desk": _care_is_lent,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_caught(network: Network, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    FAULTS[fault](monkeypatch)
    assert any(differences(Oracle(), adults(network), TODAY))


class Histories(RuleBasedStateMachine):
    """Grants and endings in any order, on any day; after each step rules and oracle agree."""

    def __init__(self) -> None:
        super().__init__()
        self.point = transaction.savepoint()
        group = create_unit(kind="school_group", name="G", parent=None, by=None)
        school = create_unit(kind="school", name="S", parent=group, by=None)
        room = create_unit(kind="class", name="A", parent=school, by=None)
        clb = create_unit(kind="clb", name="CLB", parent=group, by=None)
        self.places = [("teacher", room), ("paramedic", room), ("student_teacher", room), ("head", school),
                       ("care_coordinator", group), ("clb_staff", clb), ("data_expert", group)]  # fmt: skip
        self.rooms = [room, school]
        names = [Person(given_name="P", family_name=str(n)) for n in range(6)]
        self.people = create_people(people=names, by=None)
        self.clb, self.today = clb, TODAY

    def teardown(self) -> None:
        """Forget this history."""
        transaction.savepoint_rollback(self.point)

    @rule(who=st.integers(0, 3), place=st.integers(0, 6), after=st.integers(-3, 3), long=st.integers(0, 5))
    def begins(self, who: int, place: int, after: int, long: int) -> None:
        role, unit = self.places[place]
        starts = self.today + timedelta(days=after)
        ends = starts + timedelta(days=long) if long else None
        values = {"person": self.people[who], "unit": unit, "role": role, "starts": starts}
        Membership.objects.get_or_create(**values, defaults={"ends": ends})

    @rule(who=st.integers(2, 5), room=st.integers(0, 1), after=st.integers(-3, 3))
    def enrols(self, who: int, room: int, after: int) -> None:
        values = {"person": self.people[who], "unit": self.rooms[room], "role": "learner"}
        Membership.objects.get_or_create(**values, starts=self.today + timedelta(days=after))

    @rule(data=st.data())
    def ends(self, data: st.DataObject) -> None:
        if rows := list(Membership.objects.order_by("pk")):
            row = data.draw(st.sampled_from(rows))
            end_memberships(memberships=[row], on=self.today - timedelta(days=1), by=None)

    @rule(who=st.integers(0, 3), learner=st.integers(2, 5), long=st.integers(0, 4))
    def acts_for(self, who: int, learner: int, long: int) -> None:
        if who != learner:
            values = {"guardian": self.people[who], "learner": self.people[learner], "starts": self.today}
            Guardianship.objects.get_or_create(**values, defaults={"ends": self.today + timedelta(days=long)})

    @rule(by=st.integers(0, 3), who=st.integers(0, 3), learner=st.integers(2, 5), long=st.integers(0, 4))
    def involves(self, by: int, who: int, learner: int, long: int) -> None:
        held = Membership.objects.filter(person=self.people[who], role="clb_staff").first()
        giver = viewer_of(person_id=self.people[by].pk, on=self.today)
        again = Involvement.objects.filter(person=self.people[who], learner=self.people[learner], starts=self.today)
        if held and not again.exists():
            with suppress(NotVisible, Refused):
                involve(
                    person=self.people[who].pk,
                    learner=self.people[learner].pk,
                    function=held,
                    reason="zorgvraag",
                    ends=self.today + timedelta(days=long),
                    by=giver,
                )

    @rule(by=st.integers(0, 3))
    def stops_an_involvement(self, by: int) -> None:
        giver = viewer_of(person_id=self.people[by].pk, on=self.today)
        if one := Involvement.objects.order_by("-pk").first():
            with suppress(NotVisible):
                end_involvement(involvement=one.pk, by=giver)

    @rule(days=st.integers(1, 4))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days=days)

    @invariant()
    def rules_and_oracle_agree(self) -> None:
        assert list(differences(Oracle(), [one.pk for one in self.people], self.today)) == []


def test_rules_and_oracle_agree_after_any_history() -> None:
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=HISTORIES, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_a_support_session_is_asked_by_the_head_and_ends_by_itself(network: Network) -> None:
    school = network.schools[0]
    head = Person.objects.get(memberships__unit=school, memberships__role="head")
    teacher = Person.objects.filter(memberships__unit__parent=school, memberships__role="teacher").first()
    assert teacher is not None
    SupportSession.objects.all().delete()
    values = {"person": network.desk.pk, "unit": school.pk, "reason": "import faalt", "minutes": 30}
    with pytest.raises(NotVisible):
        open_support(**values, by=viewer_of(person_id=teacher.pk, on=TODAY))
    with pytest.raises(Refused):
        open_support(**values | {"minutes": 61}, by=viewer_of(person_id=head.pk, on=TODAY))
    session = open_support(**values, by=viewer_of(person_id=head.pk, on=TODAY))
    who = viewer_of(person_id=network.desk.pk, on=TODAY)
    learner = rules.visible_learners(who).first()
    assert learner is not None
    assert rules.function_towards(who, learner.pk) == "support_session"
    assert not rules.writable_learners(who).exists()
    SupportSession.objects.filter(pk=session.pk).update(ends_at=timezone.now())
    assert not rules.visible_learners(viewer_of(person_id=network.desk.pk, on=TODAY)).exists()
