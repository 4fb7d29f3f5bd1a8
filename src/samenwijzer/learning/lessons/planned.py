"""What a school planned, by year group: its citizenship this term, and goals that return or stay out."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.lessons.carrying import UNIT_OF_WORK
from samenwijzer.learning.lessons.citizenship import citizenship
from samenwijzer.learning.lessons.models import UnitGoal, UnitOfWork
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.calendar.terms import term_start
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.organisation.pack import education
from samenwijzer.practice.curriculum.rules import check_reads_plans
from samenwijzer.practice.goals.models import Framework, Goal, GoalTag, at_level
from samenwijzer.practice.goals.rules import frameworks_for
from samenwijzer.practice.goals.search import GOAL, current_frameworks


@dataclass(frozen=True)
class YearGroup:
    """A level of education in a school, with the names of its groups."""

    level: str
    groups: tuple[Unit, ...]

    @property
    def names(self) -> str:
        """The groups, as words."""
        return ", ".join(group.name for group in self.groups)


def year_groups(*, school: Unit, on: date) -> list[YearGroup]:
    """Return the levels of the classes of ``school`` that hold learners, youngest first; one query.

    A course without a level stands for itself; a core team counts only where it has a level of its own.
    """
    inside = Membership.objects.filter(active(on), unit=OuterRef("pk"), role=LEARNER)
    groups = Q(kind__in=("class", "course")) | Q(kind="core_team") & ~Q(level="")
    rows = Unit.objects.filter(groups, Exists(inside), path__startswith=school.path)
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit in rows.order_by("name", "pk"):
        found[unit.level or unit.name].append(unit)
    order = {level.key: level.order for level in education().levels}
    return [YearGroup(level, tuple(found[level])) for level in sorted(found, key=lambda key: (order.get(key, 99), key))]


@dataclass(frozen=True)
class CitizenshipLine:
    """What one year group planned about citizenship this term; nothing is what the report is for."""

    year: YearGroup
    units: tuple[UnitOfWork, ...]
    planned: int


@dataclass(frozen=True)
class CitizenshipReport:
    """Citizenship in the plans of ``school`` since ``since``, by year group."""

    school: Unit
    since: date
    lines: list[CitizenshipLine]

    @property
    def without(self) -> list[CitizenshipLine]:
        """The year groups that planned no goal of citizenship."""
        return [line for line in self.lines if not line.units]


def citizenship_report(*, viewer: Viewer, school: Unit) -> CitizenshipReport:
    """Return which year groups planned citizenship this term and which did not (D-011); a constant number of queries.

    ``school`` is one of which ``viewer`` reads the plans. A unit of work is about citizenship by one of its goals, or
    by a tag on it or on one of its goals.
    """
    years = year_groups(school=school, on=viewer.on)
    since = term_start(path=school.path, on=viewer.on)
    goals = citizenship_goals()
    tags = list(GoalTag.objects.filter(goal__in=goals).values_list("object_kind", "object_id"))
    tagged = {kind: [int(id) for of_kind, id in tags if of_kind == kind] for kind in (GOAL, UNIT_OF_WORK)}
    groups = [unit.pk for year in years for unit in year.groups]
    rows = UnitOfWork.objects.filter(group__in=groups, ends__gte=since, starts__lte=viewer.on)
    about = Exists(UnitGoal.objects.filter(unit_of_work=OuterRef("pk"), goal__in={*goals, *tagged[GOAL]}))
    plans, civic = Counter[int](), defaultdict[int, list[UnitOfWork]](list)
    for unit in rows.annotate(is_civic=Q(about) | Q(pk__in=tagged[UNIT_OF_WORK])).order_by("starts", "pk"):
        plans[unit.group_id] += 1
        if unit.is_civic:
            civic[unit.group_id].append(unit)
    lines = [
        CitizenshipLine(
            year,
            tuple(unit for group in year.groups for unit in civic[group.pk]),
            sum(plans[group.pk] for group in year.groups),
        )
        for year in years
    ]
    return CitizenshipReport(school, since, lines)


def citizenship_goals() -> set[int]:
    """Return the ids of the goals the pack names for citizenship, and of all below them; a query a step down."""
    named = Q(pk__in=[])
    for one in citizenship().goals:
        named |= Q(framework__identifier=one.framework, identifier=one.goal)
    edge = set(Goal.objects.filter(named).values_list("pk", flat=True))
    found = set(edge)
    while edge:
        edge = set(Goal.objects.filter(parent__in=edge).values_list("pk", flat=True)) - found
        found |= edge
    return found


@dataclass(frozen=True)
class CoherenceLine:
    """How often each year group plans one goal this school year, in the order of the years."""

    goal: Goal
    counts: tuple[int, ...]
    is_double: bool
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class CoherenceMap:
    """The goals of a framework over the year groups of a school; ``others`` are the frameworks one can choose."""

    school: Unit
    framework: Framework | None
    others: list[Framework]
    years: list[YearGroup]
    lines: list[CoherenceLine]

    @property
    def striking(self) -> list[CoherenceLine]:
        """The goals that return in several years or more than once, and those that stay out where they belong."""
        return [line for line in self.lines if line.is_double or line.gaps]


def coherence_map(*, viewer: Viewer, school: int, framework: int | None = None) -> CoherenceMap:
    """Return where each goal of a curriculum is planned this school year (D-271); a constant number of queries.

    Parallel classes count once. A goal *returns* when it is planned more than once; it has a gap where its own level
    does not plan it, or where some years plan a goal without a level and others never do.
    """
    found = check_reads_plans(viewer, school)
    years = year_groups(school=found, on=viewer.on)
    others = list(current_frameworks().filter(pk__in=frameworks_for(found), kind="curriculum").order_by("pk"))
    chosen = next((one for one in others if one.pk == framework), None) or _nearest(others, years)
    lines = _lines(chosen, years, SchoolYear.of(viewer.on)) if chosen else []
    return CoherenceMap(found, chosen, others, years, lines)


def _nearest(frameworks: list[Framework], years: list[YearGroup]) -> Framework | None:
    """Return the first curriculum with goals for one of these years, the first of all where none has."""
    of_years = Q(pk__in=[])
    for one in years:
        of_years |= at_level(one.level) if one.level else Q(pk__in=[])
    wanted = Goal.objects.filter(of_years, framework__in=frameworks, gone_at=None)
    fitting = set(wanted.values_list("framework", flat=True).distinct().order_by())
    return next((one for one in frameworks if one.pk in fitting), frameworks[0] if frameworks else None)


def _lines(framework: Framework, years: list[YearGroup], year: SchoolYear) -> list[CoherenceLine]:
    times = _times((unit.pk for one in years for unit in one.groups), framework, year)
    levels = [one.level for one in years]
    asked = Q(pk__in={goal for _group, goal in times})
    for level in levels:
        asked |= at_level(level)
    goals: QuerySet[Goal] = Goal.objects.filter(asked, framework=framework, gone_at=None, children=None)
    found = []
    for goal in goals.select_related("parent").order_by("position", "pk"):
        counts = tuple(max((times[group.pk, goal.pk] for group in one.groups), default=0) for one in years)
        own = set(goal.levels) & set(levels)
        if own:
            gaps = tuple(level for level, count in zip(levels, counts, strict=True) if level in own and not count)
        else:
            gaps = tuple(level for level, count in zip(levels, counts, strict=True) if any(counts) and not count)
        found.append(CoherenceLine(goal, counts, sum(counts) > 1, gaps))
    return found


def _times(groups: Iterable[int], framework: Framework, year: SchoolYear) -> Counter[tuple[int, int]]:
    """Count for each group and goal in how many units of work of this school year it stands."""
    within: Collection[int] = list(groups)
    rows = UnitGoal.objects.filter(
        goal__framework=framework,
        unit_of_work__group__in=within,
        unit_of_work__starts__lte=year.last_day,
        unit_of_work__ends__gte=year.first_day,
    )
    return Counter(rows.values_list("unit_of_work__group", "goal"))
