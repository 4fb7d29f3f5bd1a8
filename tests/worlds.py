"""A small world for tests: one network, two schools, a class with learners, and the people around it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from samenwijzer.learning.evidence.actions import record_batch
from samenwijzer.learning.evidence.content import EvidenceRow
from samenwijzer.learning.lessons.actions import plan_units
from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.network.access.actions import open_accounts
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.organisation.actions import add_members, create_unit
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit
from samenwijzer.network.people.actions import add_guardians, create_people
from samenwijzer.network.people.models import Guardianship, Person
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent, LinkContent
from samenwijzer.practice.goals.models import Goal, GoalLink
from tests.kept import built_once

LEARNER_NAMES = (
    "Noor Baert", "Ilyas Kaya", "Mila Janssens", "Jef Maes", "Sofie De Smet", "Adam El Amrani", "Lina Wouters",
    "Vic Claes", "Yara Haddad", "Kobe Smets", "Fien Aerts", "Emre Yilmaz",
)  # fmt: skip
GOALS = (
    ("equivalent", "gelijknamig maken", "common denominator"),
    ("compare", "breuken vergelijken", "comparing fractions"),
    ("add", "breuken optellen", "adding fractions"),
    ("clock", "kloklezen", "telling the time"),
)


@dataclass(frozen=True)
class World:
    """Everybody and everything in it; ``goals`` by their key, of which *compare* and *add* are running in ``group``.

    ``group`` (L3A) has ``teacher``, ``parallel_group`` (L3B) has ``colleague``, and ``other_group`` stands in
    ``other_school`` with ``other_teacher``. *equivalent* is a prerequisite of *compare*. Nothing was seen of anybody.
    """

    network: Unit
    school_group: Unit
    school: Unit
    other_school: Unit
    group: Unit
    parallel_group: Unit
    other_group: Unit
    learners: list[Person]
    parallel_learners: list[Person]
    other_learners: list[Person]
    teacher: Person
    colleague: Person
    other_teacher: Person
    head: Person
    care_coordinator: Person
    secretary: Person
    general_director: Person
    central_staff: Person
    officer: Person
    analyst: Person
    guardian: Person
    goals: dict[str, Goal]
    unit_of_work: UnitOfWork

    def client_of(self, person: Person) -> Client:
        """Return a browser in which ``person`` is signed in."""
        client = Client()
        client.force_login(person.account)
        return client

    def viewer(self, person: Person) -> Viewer:
        """Return ``person`` as a viewer today."""
        return viewer_of(person_id=person.pk, on=timezone.localdate())


def small_world(*, learners: int = 6, today: date | None = None) -> World:
    """Build the world with ``learners`` (at most 200) in the class L3A; memberships hold since 80 days ago."""
    now = timezone.localdate()
    return built_once(("small world", learners, today, now), lambda: _small_world(learners, today or now))


def _small_world(learners: int, today: date) -> World:
    units = _units()
    names = [
        LEARNER_NAMES[n % len(LEARNER_NAMES)] + (str(n) if n >= len(LEARNER_NAMES) else "") for n in range(learners)
    ]
    own = people(names, LEARNER, units["group"], today)
    parallel = people(["Pien Peeters", "Omar Said"], LEARNER, units["parallel_group"], today)
    elsewhere = people(["Tess Thys", "Ruben Raes"], LEARNER, units["other_group"], today)
    adults = {
        name: people([full], role, units[place], today)[0]
        for name, full, role, place in (
            ("teacher", "Lotte Vermeulen", "teacher", "group"),
            ("colleague", "Samir Benali", "teacher", "parallel_group"),
            ("other_teacher", "Karel Goossens", "teacher", "other_group"),
            ("head", "An Hermans", "head", "school"),
            ("care_coordinator", "Els Zegers", "care_coordinator", "school"),
            ("secretary", "Rita Stevens", "school_secretary", "school"),
            ("general_director", "Dirk Adams", "general_director", "school_group"),
            ("central_staff", "Nele Coppens", "central_staff", "network"),
            ("officer", "Ine Vos", "data_protection_officer", "school_group"),
            ("analyst", "Bas Willems", "data_expert", "school_group"),
        )
    }
    guardian = guardian_of(own[0], today)
    goals = framework()
    work = plan(units["group"], [goals["compare"], goals["add"]], today)
    return World(
        **units,
        **adults,
        learners=own,
        parallel_learners=parallel,
        other_learners=elsewhere,
        guardian=guardian,
        goals=goals,
        unit_of_work=work,
    )


def _units() -> dict[str, Unit]:
    network = create_unit(kind="network", name="GO!", parent=None, by=None)
    group = create_unit(kind="school_group", name="Scholengroep De Dender", parent=network, by=None)
    school = create_unit(kind="school", name="BS De Regenboog", parent=group, by=None)
    other = create_unit(kind="school", name="BS De Beek", parent=group, by=None)
    return {
        "network": network,
        "school_group": group,
        "school": school,
        "other_school": other,
        "group": create_unit(kind="class", name="L3A", parent=school, by=None, level="L3"),
        "parallel_group": create_unit(kind="class", name="L3B", parent=school, by=None, level="L3"),
        "other_group": create_unit(kind="class", name="L3", parent=other, by=None, level="L3"),
    }


def people(names: Sequence[str], role: str, unit: Unit, today: date) -> list[Person]:
    """Put new people with these full names in ``unit`` as ``role``, each with an account."""
    split = [name.partition(" ") for name in names]
    created = create_people(
        people=[Person(given_name=given, family_name=family) for given, _, family in split], by=None
    )
    starts = today - timedelta(days=80)
    add_members(memberships=[Membership(person=one, unit=unit, role=role, starts=starts) for one in created], by=None)
    open_accounts(people=created, usernames=[f"person-{one.pk}" for one in created], by=None)
    return created


def guardian_of(learner: Person, today: date) -> Person:
    """Let a new person, who is in no unit, act for ``learner`` since 80 days."""
    guardian = create_people(people=[Person(given_name="Greet", family_name="Mertens")], by=None)[0]
    since = today - timedelta(days=80)
    add_guardians(guardianships=[Guardianship(guardian=guardian, learner=learner, starts=since)], by=None)
    open_accounts(people=[guardian], usernames=[f"person-{guardian.pk}"], by=None)
    return guardian


def framework() -> dict[str, Goal]:
    """Store the sample goals, *equivalent* as a prerequisite of *compare*, and return them by key."""
    content = FrameworkContent(
        identifier="https://voorbeeld.example/wiskunde",
        version="1",
        title={"nl": "Wiskunde (voorbeeld)", "en": "Mathematics (sample)"},
        kind="curriculum",
        status="sample",
        goals=tuple(
            GoalContent(
                identifier=key,
                parent=None,
                statement={"nl": f"De leerlingen kunnen {nl}.", "en": f"Learners can do {en}."},
                short={"nl": nl, "en": en},
                learner_wording={"nl": f"Ik kan {nl}.", "en": f"I can do {en}."},
            )
            for key, nl, en in GOALS
        ),
        links=(LinkContent("compare", "equivalent", GoalLink.Kind.PREREQUISITE),),
    )
    save_framework(framework=content, by=None)
    return {goal.identifier: goal for goal in Goal.objects.filter(framework__identifier=content.identifier)}


def plan(unit: Unit, goals: Iterable[Goal], today: date, title: str = "Breuken") -> UnitOfWork:
    """Let ``unit`` work at ``goals`` from a week ago until in three weeks."""
    work = UnitOfWork(group=unit, title=title, starts=today - timedelta(days=7), ends=today + timedelta(days=21))
    return plan_units(units=[(work, [goal.pk for goal in goals])], by=None)[0]


def seen(
    learner: Person, goal: Goal, outcomes: Sequence[float], *, days_ago: int = 1, kind: str = "test_result"
) -> None:
    """Let something be seen of ``learner`` on ``goal``: one piece of evidence an outcome in [0, 1], a day apart.

    The newest is ``days_ago`` days old.
    """
    now = timezone.localtime()  # a day ago is the same hour of the clock, also where the clock changed
    rows = [
        EvidenceRow(
            uid=uuid4(),
            learner_id=learner.pk,
            goal_ids=(goal.pk,),
            kind=kind,
            outcome=outcome,
            seen_at=now - timedelta(days=days_ago + back),
        )
        for back, outcome in enumerate(reversed(outcomes))
    ]
    record_batch(source="test", digest=uuid4().hex, rows=rows, by=None)
