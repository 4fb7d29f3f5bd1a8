"""Counting the central set in each school: two counts a school year, from what the product holds, of nobody by name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.foundation.tasks.registry import Progress
from samenwijzer.learning.progress.histories import history_of
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.goals.models import Goal
from samenwijzer.quality.indicators.models import Figure
from samenwijzer.quality.indicators.pack import Definition, DefinitionVersion, central_set

#: The mastery step from which somebody is independent, and goals seen below which nothing is said of anybody.
INDEPENDENT, FEWEST_GOALS = 3, 2
#: Month and day after which somebody came during the year, and before which somebody left during it.
CAME_AFTER, LEFT_BEFORE = (10, 1), (6, 15)


@dataclass(frozen=True)
class Place:
    """One stay of a learner in a group of the school."""

    learner: int
    level: str
    starts: date
    ends: date | None

    def holds_on(self, day: date) -> bool:
        """Whether the stay holds on ``day``."""
        return self.starts <= day and (self.ends is None or self.ends >= day)


@dataclass(frozen=True)
class Roster:
    """Who was in a school during a school year, as far as ``until``, the last day that is known of it."""

    year: SchoolYear
    until: date
    places: list[Place]

    @property
    def learners(self) -> set[int]:
        """Everybody who was in it."""
        return {one.learner for one in self.places}


def count_all(*, progress: Progress) -> None:
    """Count the running school year in every school, and the one before where that was never done."""
    schools, on = list(Unit.objects.filter(kind__in=SCHOOLS).order_by("pk")), timezone.localdate()
    year = SchoolYear.of(on)
    done = set(Figure.objects.filter(year=year.start - 1).values_list("unit", flat=True))
    for number, school in enumerate(schools, start=1):
        if school.pk not in done:
            count_school(school=school, year=year.previous, on=on)
        count_school(school=school, year=year, on=on)
        progress(number, len(schools))


def count_school(*, school: Unit, year: SchoolYear, on: date) -> list[Figure]:
    """Count one school year of a school as it stands on day ``on``, and keep the figures; a dozen queries at most."""
    roster = _roster(school, year, on)
    figures = []
    for one in central_set().indicators:
        version = one.version_in(year.start)
        if version is None or one.measure not in MEASURES:
            continue
        count, of = MEASURES[one.measure](roster, version)
        if of:
            figures.append(_figure(school, one, version, year, count, of))
    return Figure.objects.bulk_create(
        figures,
        update_conflicts=True,
        unique_fields=["unit", "indicator", "year"],
        update_fields=["version", "count", "of", "computed_at"],
    )


def _figure(school: Unit, one: Definition, version: DefinitionVersion, year: SchoolYear, count: int, of: int) -> Figure:
    return Figure(
        unit=school, indicator=one.key, version=version.number, year=year.start, count=count, of=of,
        computed_at=timezone.now(),
    )  # fmt: skip


def _roster(school: Unit, year: SchoolYear, on: date) -> Roster:
    until = min(on, year.last_day)
    inside = Membership.objects.filter(unit__path__startswith=school.path, role=LEARNER, starts__lte=until)
    rows = inside.exclude(ends__lt=year.first_day).values_list("person", "unit__level", "starts", "ends")
    return Roster(year, until, [Place(*row) for row in rows])


def _goals(roster: Roster, version: DefinitionVersion) -> tuple[int, int]:
    """Count who is independent on most goals that were seen, at the end of what is known of the year."""
    here = {one.learner for one in roster.places if one.holds_on(roster.until)}
    goals = Goal.objects.filter(framework__kind="curriculum", gone_at=None).values_list("pk", flat=True)
    stands = history_of(learners=here, goals=set(goals)).at(roster.until)
    seen = [[one.step for one in by_goal.values() if one.step] for by_goal in stands.values()]
    known = [steps for steps in seen if len(steps) >= FEWEST_GOALS]
    enough = version.enough or 1.0
    return sum(sum(step >= INDEPENDENT for step in steps) >= enough * len(steps) for steps in known), len(known)


def _repeating(roster: Roster, version: DefinitionVersion) -> tuple[int, int]:
    """Count who is in the same level as in the school year before."""
    before = roster.year.previous
    rows = Membership.objects.filter(
        person__in=roster.learners, role=LEARNER, starts__lte=before.last_day, ends__gte=before.first_day
    ).values_list("person", "unit__level", "starts", "ends")
    was, now = _levels(Place(*row) for row in rows), _levels(roster.places)
    known = was.keys() & now.keys()
    return sum(bool(was[one] & now[one]) for one in known), len(known)


def _levels(places: Iterable[Place]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for one in places:
        if one.level:
            found.setdefault(one.learner, set()).add(one.level)
    return found


def _came(roster: Roster) -> set[int]:
    last = date(roster.year.start, *CAME_AFTER)
    early = {one.learner for one in roster.places if one.starts <= last}
    return roster.learners - early


def _left(roster: Roster) -> set[int]:
    end = min(date(roster.year.start + 1, *LEFT_BEFORE), roster.until)
    return roster.learners - {one.learner for one in roster.places if one.ends is None or one.ends >= end}


def _moving(roster: Roster, version: DefinitionVersion) -> tuple[int, int]:
    """Count who came or left during the year."""
    return len(_came(roster) | _left(roster)), len(roster.learners)


def _leaving(roster: Roster, version: DefinitionVersion) -> tuple[int, int]:
    """Count who left during the year."""
    return len(_left(roster)), len(roster.learners)


#: How each measure is counted: how many, and of how many.
MEASURES: dict[str, Callable[[Roster, DefinitionVersion], tuple[int, int]]] = {
    "goals": _goals,
    "repeating": _repeating,
    "moving": _moving,
    "leaving": _leaving,
}
