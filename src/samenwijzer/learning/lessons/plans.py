"""A unit of work as it is planned: what is in it, how it is shared out, and what may still be missing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import OuterRef, Subquery

from samenwijzer.learning.lessons.kinds import Approach, Basis, Channel, Kind, Mode, Principle, Setting
from samenwijzer.learning.lessons.models import Activity, TeachingRole, UnitGoal, UnitOfWork, Variation
from samenwijzer.learning.lessons.pack import Barrier, Check, Checks, Named, Rule, Steering, Words, content
from samenwijzer.learning.lessons.rules import check_plan, visible_plans
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.goals.models import Goal

#: From this share on, variation that rests on readiness alone is said to be out of balance.
ONE_SIDED = 0.9


@dataclass(frozen=True)
class Share:
    """A part of a whole: its name, how much it is, and the percentage."""

    key: str
    name: str
    amount: int
    percent: int


@dataclass(frozen=True)
class Plan:
    """A unit of work with everything planned in it; ``own_roles`` are those its one reader means to take."""

    work: UnitOfWork
    goals: list[Goal]
    activities: list[Activity]
    variations: list[Variation]
    own_roles: Sequence[str] = ()

    def week(self, on: date) -> list[Activity]:
        """Return what is planned or still open in the week of day ``on``."""
        monday = on - timedelta(days=on.weekday())
        sunday = monday + timedelta(days=6)
        return [one for one in self.activities if one.on and one.on <= sunday and (one.open_until or one.on) >= monday]

    @cached_property
    def kinds(self) -> list[Share]:
        """The share of instruction, practice, own work and cooperation in the minutes (D-168)."""
        minutes = _sum((one.kind, one.minutes) for one in self.activities)
        return shares([(kind.value, str(kind.label)) for kind in Kind], minutes)

    @cached_property
    def approaches(self) -> list[Share]:
        """Instruction beside construction in the minutes; shown, never judged (D-405)."""
        minutes = _sum((one.approach, one.minutes) for one in self.activities)
        return shares([(one.value, str(one.label)) for one in Approach], minutes)

    @property
    def alone(self) -> int:
        """The percentage of the time in which learners work alone (R2)."""
        return share_alone(self.activities)

    @property
    def blocks(self) -> list[tuple[Named, int]]:
        """How many lessons serve each building block (D-026)."""
        counted = Counter(block for one in self.activities for block in one.blocks)
        return [(block, counted[block.key]) for block in content(Words).blocks]

    @property
    def steering(self) -> list[tuple[Steering, list[Activity]]]:
        """The steps in which learners steer their learning, each with the activities it stands in (D-424)."""
        found = [
            (step, [one for one in self.activities if step.key in one.steering]) for step in content(Words).steering
        ]
        return [(step, ones) for step, ones in found if ones]

    @property
    def contact(self) -> list[Activity]:
        """What asks to be together."""
        return [one for one in self.activities if one.mode == Mode.CONTACT]

    @property
    def distance(self) -> list[Activity]:
        """What is done at a distance."""
        return [one for one in self.activities if one.mode == Mode.DISTANCE]

    @property
    def own_time(self) -> list[Activity]:
        """What each does in own time, in a week in which it is open."""
        return [one for one in self.activities if one.is_own_time]

    @property
    def bases(self) -> list[Share]:
        """The variation by the difference it rests on (D-035)."""
        return bases_of(self.variations)

    @property
    def by_goal(self) -> list[tuple[Goal, list[Variation]]]:
        """The variations of each goal, in the order of the goals."""
        found: dict[int, list[Variation]] = defaultdict(list)
        for one in self.variations:
            found[one.goal_id].append(one)
        return [(goal, found[goal.pk]) for goal in self.goals]

    @cached_property
    def missing(self) -> set[Rule]:
        """The rules that find something missing in this plan."""
        some = self.activities
        found = {
            Rule.RETRIEVAL: not any(one.is_retrieval for one in some),
            Rule.INTERACTION: not any(
                one.is_cooperative or one.setting in (Setting.GROUPS, Setting.PAIRS) for one in some
            ),
            Rule.COMMON_GOAL: not self.work.common_goal.strip(),
            Rule.INSTRUCTION: not any(one.kind == Kind.INSTRUCTION and one.setting == Setting.CLASS for one in some),
            Rule.COOPERATION: not any(one.is_cooperative for one in some),
            Rule.ONE_BASIS: one_sided(self.variations),
            Rule.WHY_DISTANCE: any(not one.why for one in self.distance),
            Rule.EQUITY: not self.work.equity.strip(),
            Rule.STEERING: bool(self.variations) and not steers(some),
        }
        return {rule for rule, is_missing in found.items() if is_missing}

    @property
    def checks(self) -> list[Check]:
        """What may still be missing, in the words of the pack: it informs and stops nothing (D-022)."""
        return [one for one in content(Checks).checks if one.rule in self.missing]

    @property
    def asked_for_ready(self) -> list[Check]:
        """What the label *klaar* still asks of the checks."""
        asks = content(Checks).asks
        return [one for one in self.checks if one.rule in asks]

    @property
    def barrier(self) -> Barrier:
        """One barrier this plan may hold, with one option: the principle of UDL it does least for (D-471)."""
        served = Counter(one.principle for one in self.variations)
        first = [Principle.REPRESENT, Principle.ACT, Principle.ENGAGE]
        if self.variations and all(one.channel == Channel.TEXT for one in self.variations):
            least = Principle.REPRESENT
        else:
            least = min(first, key=lambda one: (served[one], first.index(one)))
        return next(one for one in content(Checks).udl if one.principle == least)

    @property
    def teaming(self) -> list[tuple[Named, str, str]]:
        """For each phase of team teaching the model and who does what, in words."""
        words, found = content(Words), []
        models = {one.key: one.name for one in words.models}
        for phase in words.phases:
            said = self.work.teaming.get(phase.key, {})
            found.append((phase, models.get(said.get("model", ""), ""), said.get("who", "")))
        return found


def steers(activities: Iterable[Activity]) -> bool:
    """Whether learners steer their learning in any of ``activities``: what is personal goes with it (D-391)."""
    return any(one.steering for one in activities)


def shares(named: Sequence[tuple[str, str]], amounts: Counter[str]) -> list[Share]:
    """Return each of ``named`` (key, name) with its amount and percentage of all."""
    whole = sum(amounts[key] for key, _name in named)
    return [Share(key, name, amounts[key], round(100 * amounts[key] / max(1, whole))) for key, name in named]


def bases_of(variations: Iterable[Variation]) -> list[Share]:
    """Return on which differences ``variations`` rest (D-035)."""
    counted = Counter(str(one.basis) for one in variations)
    return shares([(one.value, str(one.label)) for one in Basis], counted)


def one_sided(variations: Sequence[Variation]) -> bool:
    """Whether nearly all of ``variations`` rest on readiness."""
    on_readiness = sum(one.basis == Basis.READINESS for one in variations)
    return bool(variations) and on_readiness >= ONE_SIDED * len(variations)


def share_alone(activities: Iterable[Activity]) -> int:
    """Return which percentage of the minutes of ``activities`` is worked alone."""
    minutes = _sum((one.setting, one.minutes) for one in activities)
    return round(100 * minutes[Setting.ALONE] / max(1, sum(minutes.values())))


def _sum(pairs: Iterable[tuple[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for key, amount in pairs:
        found[str(key)] += amount
    return found


def plan_of(*, viewer: Viewer, unit_of_work: int, activities: bool = True) -> Plan:
    """Return the plan of a unit of work of a group that ``viewer`` guides (five queries, three without activities)."""
    return plan(check_plan(viewer, unit_of_work), activities=activities, person=viewer.person_id)


def plan(work: UnitOfWork, *, activities: bool = True, person: int | None = None) -> Plan:
    """Return the plan of ``work`` for who checked it may be seen (four queries, two without its activities).

    The roles are those ``person`` means to take, and nobody else's (D-420).
    """
    own = TeachingRole.objects.filter(activity=OuterRef("pk"), person=person)
    planned = (
        work.activities.select_related("goal").prefetch_related("files").annotate(own_role=Subquery(own.values("role")))
    )
    found = list(planned) if activities else []
    rows = UnitGoal.objects.filter(unit_of_work=work).select_related("goal__framework").order_by("position")
    return Plan(
        work=work,
        goals=[row.goal for row in rows],
        activities=[*found],
        variations=list(work.variations.select_related("goal")),
        own_roles=[one.own_role for one in found if one.own_role],
    )


def plans_of(*, viewer: Viewer, group: int) -> list[UnitOfWork]:
    """Return the units of work of a group that ``viewer`` guides, newest first (one query)."""
    return list(visible_plans(viewer).filter(group=group).order_by("-starts", "-pk"))


def balance_of_school(*, viewer: Viewer, groups: Sequence[int], on: date) -> list[tuple[UnitOfWork, list[Share]]]:
    """Return on which differences the variation rests in the units of work that run in ``groups`` (two queries)."""
    works = list(visible_plans(viewer).filter(group__in=groups, starts__lte=on, ends__gte=on))
    found: dict[int, list[Variation]] = defaultdict(list)
    for one in Variation.objects.filter(unit_of_work__in=works):
        found[one.unit_of_work_id].append(one)
    return [(work, bases_of(found[work.pk])) for work in works]
