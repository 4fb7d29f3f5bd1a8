"""Comparing programmes, finding what they have in common, and how far a curriculum came."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.rules import visible_units
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.curriculum.models import (
    Programme,
    ProgrammePart,
    Rollout,
    RolloutReport,
    RolloutStep,
    RolloutStepClosed,
    StaffHours,
)
from samenwijzer.practice.curriculum.rules import LEVELS, SCHOOLS, check_reads_plans, level_of
from samenwijzer.practice.goals.models import Framework, Goal, GoalLink
from samenwijzer.practice.goals.rules import frameworks_for
from samenwijzer.practice.goals.search import current_frameworks


@dataclass(frozen=True)
class Fit:
    """A subject in a programme: the hours it asks beside those the team can give."""

    subject: str
    asked: Decimal
    available: Decimal

    @property
    def short(self) -> Decimal:
        """How many hours are missing; nothing where there are enough."""
        return max(self.asked - self.available, Decimal())


@dataclass(frozen=True)
class Layout:
    """A programme with what it reaches: ``covered`` of ``asked`` goals, its hours and whether the team can carry it."""

    programme: Programme
    parts: list[ProgrammePart]
    goals: dict[int, Goal]
    covered: int
    asked: int
    fits: list[Fit]

    @property
    def hours(self) -> Decimal:
        """All hours a week."""
        return sum((part.hours for part in self.parts), Decimal())

    @property
    def short(self) -> Decimal:
        """How many hours the team is short, all subjects together."""
        return sum((fit.short for fit in self.fits), Decimal())

    @property
    def share(self) -> int:
        """The goals covered, in percent."""
        return round(100 * self.covered / self.asked) if self.asked else 0

    def of_subject(self, subject: str) -> set[int]:
        """Return the goals a subject reaches in its own parts, projects aside."""
        return {
            one.goal_id
            for part in self.parts
            if part.subject == subject and not part.is_project
            for one in part.part_goals.all()
        }

    def in_projects(self) -> set[int]:
        """Return the goals that projects reach."""
        return {one.goal_id for part in self.parts if part.is_project for one in part.part_goals.all()}


@dataclass(frozen=True)
class Shift:
    """What a subject loses and gains from one programme to another; of the lost ones, what projects take over."""

    subject: str
    lost: list[Goal]
    gained: list[Goal]
    in_projects: list[Goal]

    @property
    def gone(self) -> list[Goal]:
        """The lost goals that nothing takes over."""
        return [goal for goal in self.lost if goal not in self.in_projects]


@dataclass(frozen=True)
class Common:
    """A goal of the first programme and the one of the second that is the same."""

    first: Goal
    second: Goal


@dataclass(frozen=True)
class Comparison:
    """Two programmes side by side."""

    first: Layout
    second: Layout
    shifts: list[Shift]
    common: list[Common]


def programmes_of(*, viewer: Viewer, school: int) -> list[Layout]:
    """Return the programmes of a school with what they reach; a constant number of queries."""
    found = check_reads_plans(viewer, school)
    return _layouts(found, list(Programme.objects.filter(unit=found)))


def layout_of(*, viewer: Viewer, programme: int) -> Layout:
    """Return one programme with what it reaches."""
    found = Programme.objects.select_related("unit").filter(pk=programme).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return _layouts(check_reads_plans(viewer, found.unit_id), [found])[0]


def _layouts(school: Unit, programmes: list[Programme]) -> list[Layout]:
    goals_first = Prefetch("parts", ProgrammePart.objects.prefetch_related("part_goals__goal__framework"))
    rows = Programme.objects.filter(pk__in=[one.pk for one in programmes]).prefetch_related(goals_first)
    available = dict(StaffHours.objects.filter(unit=school).values_list("subject", "hours"))
    asked: dict[str, set[int]] = defaultdict(set)
    frameworks = current_frameworks().filter(pk__in=frameworks_for(school), kind="curriculum")
    levels = {one.level for one in programmes if one.level}
    wanted = Goal.objects.filter(framework__in=frameworks, level__in=levels, gone_at=None, children=None)
    for pk, level in wanted.values_list("pk", "level"):
        asked[level].add(pk)
    return [_layout(row, asked[row.level], available) for row in rows]


def _layout(programme: Programme, asked: set[int], available: dict[str, Decimal]) -> Layout:
    parts = list(programme.parts.all())
    goals = {one.goal_id: one.goal for part in parts for one in part.part_goals.all()}
    hours: dict[str, Decimal] = defaultdict(Decimal)
    for part in parts:
        hours[part.subject] += part.hours
    fits = [Fit(subject, hours[subject], available.get(subject, Decimal())) for subject in sorted(hours)]
    wanted = asked or goals.keys()
    return Layout(programme, parts, goals, len(goals.keys() & wanted), len(wanted), fits)


def compare(*, viewer: Viewer, first: int, second: int) -> Comparison:
    """Compare two programmes of schools the viewer reads: coverage, hours, staff, goals that move or are the same."""
    one, other = layout_of(viewer=viewer, programme=first), layout_of(viewer=viewer, programme=second)
    subjects = sorted({part.subject for layout in (one, other) for part in layout.parts if not part.is_project})
    goals = one.goals | other.goals
    shifts = []
    for subject in subjects:
        before, after = one.of_subject(subject), other.of_subject(subject)
        lost, gained = _in_order(goals, before - after), _in_order(goals, after - before)
        if lost or gained:
            shifts.append(Shift(subject, lost, gained, _in_order(goals, (before - after) & other.in_projects())))
    return Comparison(one, other, shifts, common_goals(one.goals.values(), other.goals.values()))


def _in_order(goals: dict[int, Goal], ids: Iterable[int]) -> list[Goal]:
    return sorted((goals[id] for id in ids), key=lambda goal: (goal.framework_id, goal.position, goal.pk))


def common_goals(first: Iterable[Goal], second: Iterable[Goal]) -> list[Common]:
    """Return the goals two sets have in common: the same one, one linked as the same, or one worded alike (D-063)."""
    ours, theirs = {goal.pk: goal for goal in first}, {goal.pk: goal for goal in second}
    links = GoalLink.objects.filter(kind=GoalLink.Kind.EXACT_MATCH)
    either = [*links.filter(origin__in=ours, destination__in=theirs).values_list("origin", "destination")]
    either += [
        (own, other)
        for other, own in links.filter(origin__in=theirs, destination__in=ours).values_list("origin", "destination")
    ]
    linked = dict(either)
    worded = {_words(goal): pk for pk, goal in theirs.items()}
    found = []
    for pk, goal in ours.items():
        other = pk if pk in theirs else linked.get(pk) or worded.get(_words(goal))
        if other is not None:
            found.append(Common(goal, theirs[other]))
    return sorted(found, key=lambda pair: (pair.first.framework_id, pair.first.position))


def _words(goal: Goal) -> str:
    return " ".join(goal.full_statement.casefold().rstrip(".").split())


@dataclass(frozen=True)
class UnitRollout:
    """A curriculum in a unit: who leads it, and what the schools below say themselves, newest first each."""

    framework: Framework
    own: Rollout | None
    reports: list[RolloutReport]
    silent: int


def rollouts(*, viewer: Viewer, unit: Unit) -> list[UnitRollout]:
    """Return each curriculum of ``unit`` with who leads it and how far the schools in it say they are; four queries."""
    frameworks = list(current_frameworks().filter(pk__in=frameworks_for(unit), kind="curriculum").order_by("pk"))
    schools = visible_units(viewer).filter(path__startswith=unit.path, kind__in=SCHOOLS)
    count = schools.count()
    own = {one.framework_id: one for one in Rollout.objects.filter(unit=unit).select_related("lead")}
    rows = RolloutReport.objects.filter(rollout__unit__in=schools).select_related(
        "rollout__unit", "rollout__lead", "by"
    )
    latest: dict[int, dict[int, RolloutReport]] = defaultdict(dict)
    for row in rows.order_by("at", "pk"):
        latest[row.rollout.framework_id][row.rollout.unit_id] = row
    return [
        UnitRollout(
            one,
            own.get(one.pk),
            sorted(latest[one.pk].values(), key=lambda report: report.rollout.unit.name),
            count - len(latest[one.pk]),
        )
        for one in frameworks
    ]


def prioritised(unit: Unit) -> list[Rollout]:
    """Return what ``unit`` says of each curriculum it brings in: the aim, who leads it and the hours of training."""
    rows = Rollout.objects.filter(unit=unit).exclude(aim="", training_hours=0)
    return list(rows.select_related("framework", "lead").order_by("framework", "pk"))


def adults_below(*, unit: Unit, on: date) -> list[Person]:
    """Return who works in ``unit`` itself or, for a school, in one of its groups; they can lead something there."""
    rows = Membership.objects.filter(active(on), unit__path__startswith=unit.path).exclude(role=LEARNER)
    if unit.kind not in SCHOOLS:
        rows = rows.filter(unit=unit)
    return list(Person.objects.filter(pk__in=rows.values("person")).order_by("given_name", "family_name"))


def open_steps(*, unit: Unit) -> list[RolloutStep]:
    """Return the steps ``unit`` has to take now: those of its level, once all above it closed theirs (D-283)."""
    level = level_of(unit)
    if not level:
        return []
    above = Unit.objects.filter(pk__in=unit.ancestor_ids[:-1])
    by_level = {level_of(one): one.pk for one in above if level_of(one)}
    closed = set(RolloutStepClosed.objects.filter(unit__in=unit.ancestor_ids).values_list("step", "unit"))
    steps: dict[int, list[RolloutStep]] = defaultdict(list)
    for step in RolloutStep.objects.select_related("framework"):
        steps[step.framework_id].append(step)
    found = []
    for road in steps.values():
        higher = [one for one in road if one.level in by_level and LEVELS.index(one.level) < LEVELS.index(level)]
        if all((one.pk, by_level[one.level]) in closed for one in higher):
            found += [one for one in road if one.level == level and (one.pk, unit.pk) not in closed]
    return found


def closed_steps(*, unit: Unit) -> list[RolloutStepClosed]:
    """Return the steps ``unit`` closed, newest first."""
    rows = RolloutStepClosed.objects.filter(unit=unit).select_related("step__framework", "by")
    return list(rows.order_by("-at", "-pk"))
