"""The report of one group about one framework: who grew, who stands outside the middle, who is behind what is expected.

Learners stand in order of name. Two growths are put in order only where their intervals stay apart (D-016).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Subquery
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.progress.equity import Equity, read_equity
from samenwijzer.learning.progress.histories import Stand, Stands, chances, history_of
from samenwijzer.learning.progress.pace import Delay, Distance, Pace, agreements, delay, distance
from samenwijzer.network.access.rules import guided_units
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Framework, Goal
from samenwijzer.science.statistics.growth import Growth, growth, larger, outliers, standing

YEAR = timedelta(days=365)
#: Goals seen at both moments below which nothing is said of somebody's growth.
FEWEST_GOALS = 2


@dataclass(frozen=True)
class Grown:
    """One learner: its growth since a day (``None``: too little seen), and how it stands beside the group.

    ``outside`` is −1, 0 or 1: surely below, not surely outside, surely above the middle of the group (D-453).
    """

    learner: Person
    growth: Growth | None
    standing: Growth | None
    outside: int
    pace: Pace


@dataclass(frozen=True)
class Report:
    """Everything on the page; ``cohort`` are the groups over which delay is counted, ``year_ago`` the same learners."""

    unit: Unit
    frameworks: list[Framework]
    framework: Framework | None
    since: date
    learners: list[Grown]
    cohort: list[Unit]
    now: Delay | None
    year_ago: Delay | None
    goals: dict[int, Goal]
    equity: Equity

    def of(self, learner: int) -> Grown | None:
        """Return what the report says of one learner."""
        return next((one for one in self.learners if one.learner.pk == learner), None)

    def compare(self, one: int, other: int) -> tuple[Grown, Grown, Grown | None] | None:
        """Return two learners and which of them surely grew more; the last is ``None`` where nothing says so.

        ``None`` altogether where of one of them too little was seen.
        """
        pair = [found for found in map(self.of, (one, other)) if found and found.growth]
        if len(pair) != len({one, other}) or one == other:
            return None
        first, second = pair
        more = larger(first.growth, second.growth) if first.growth and second.growth else None
        return first, second, next((found for found in pair if found.growth is more), None) if more else None


def report(*, viewer: Viewer, unit: int, framework: int | None = None, since: date | None = None) -> Report:
    """Return the report of a group that ``viewer`` guides; who answers for the school counts all its parallel groups.

    Without ``framework`` it is the one of which most was seen, without ``since`` the growth since 1 September. The
    number of queries does not depend on the size of the group.
    """
    cohort = _parallel(viewer, unit)
    group = next((one for one in cohort if one.pk == unit), None)
    if group is None:
        raise NotVisible(_("There is nothing here for you."))
    rows = Membership.objects.filter(active(viewer.on), unit__in=cohort, role=LEARNER).select_related("person")
    places = list(rows.order_by("person__given_name", "person__family_name", "pk"))
    learners = list({row.person_id: row.person for row in places}.values())
    here = {row.person_id for row in places if row.unit_id == unit}
    since = since or SchoolYear.of(viewer.on).first_day
    frameworks = _frameworks(here)
    chosen = next((one for one in frameworks if one.pk == framework), frameworks[0] if frameworks else None)
    if framework and (chosen is None or chosen.pk != framework):
        raise NotVisible(_("There is nothing here for you."))
    if chosen is None:
        return Report(group, [], None, since, [], cohort, None, None, {}, read_equity([]))
    goals = list(Goal.objects.filter(framework=chosen, gone_at=None).exclude(level="").order_by("position", "pk"))
    history = history_of(learners=[one.pk for one in learners], goals=[one.pk for one in goals])
    now, then, past = history.at(viewer.on), history.at(since), history.at(viewer.on - YEAR)
    paces = _paces(learners, now, goals, group.level, chosen, viewer.on)
    own = [one for one in learners if one.pk in here]
    grown = _grown(own, then, now, paces)
    return Report(
        unit=group,
        frameworks=frameworks,
        framework=chosen,
        since=since,
        learners=grown,
        cohort=cohort,
        now=delay([one.official for one in paces.values()], on=viewer.on),
        year_ago=delay(_distances_then(learners, past, goals, viewer.on - YEAR), on=viewer.on - YEAR),
        goals={one.pk: one for one in goals},
        equity=read_equity([(_began(then.get(one.learner.pk, {})), one.growth) for one in grown]),
    )


def _parallel(viewer: Viewer, unit: int) -> list[Unit]:
    """Return the groups of the same school, kind and level as ``unit`` that ``viewer`` guides, it among them."""
    own = Unit.objects.filter(pk=unit)
    same = {field: Subquery(own.values(field)[:1]) for field in ("parent", "level", "kind")}
    found = guided_units(viewer).filter(Q(pk=unit) | ~Q(level="") & Q(**same))
    return list(found.order_by("name", "pk"))


def _frameworks(learners: Collection[int]) -> list[Framework]:
    """Return the frameworks of which something was seen of ``learners``, most first."""
    seen = Count("goals__estimates", filter=Q(goals__estimates__learner__in=learners))
    found = Framework.objects.filter(kind="curriculum").annotate(times=seen).filter(times__gt=0)
    return list(found.order_by("-times", "pk"))


def _paces(
    learners: Sequence[Person], now: Stands, goals: Sequence[Goal], level: str, framework: Framework, on: date
) -> dict[int, Pace]:
    agreed = agreements(learners=[one.pk for one in learners], framework=framework.pk, on=on)
    found = {}
    for one in learners:
        stands, own = now.get(one.pk, {}), agreed.get(one.pk)
        personal = distance(stands, goals, level=own.level, on=on) if own else None
        official = distance(stands, goals, level=level, on=on)
        found[one.pk] = Pace(one, official, personal, own.until if own else None)
    return found


def _distances_then(learners: Sequence[Person], then: Stands, goals: Sequence[Goal], on: date) -> list[Distance]:
    """Return how far the same learners were a year ago from what was expected of the level they were in."""
    rows = Membership.objects.filter(active(on), person__in=learners, role=LEARNER).exclude(unit__level="")
    levels = dict(rows.values_list("person_id", "unit__level"))
    return [distance(then.get(one, {}), goals, level=level, on=on) for one, level in levels.items()]


def _grown(learners: Sequence[Person], then: Stands, now: Stands, paces: Mapping[int, Pace]) -> list[Grown]:
    stands = {one.pk: _standing(list(now.get(one.pk, {}).values())) for one in learners}
    known = [(learner, found) for learner, found in stands.items() if found]
    outside = dict(zip((learner for learner, _ in known), outliers([found for _, found in known]), strict=True))
    return [
        Grown(
            learner=one,
            growth=_growth(then.get(one.pk, {}), now.get(one.pk, {})),
            standing=stands[one.pk],
            outside=outside.get(one.pk, 0),
            pace=paces[one.pk],
        )
        for one in learners
    ]


def _began(then: Mapping[int, Stand]) -> float | None:
    found = _standing(list(then.values()))
    return found.mean if found else None


def _growth(then: Mapping[int, Stand], now: Mapping[int, Stand]) -> Growth | None:
    both = sorted(then.keys() & now.keys())
    if len(both) < FEWEST_GOALS:
        return None
    return growth(chances([then[goal] for goal in both]), chances([now[goal] for goal in both]))


def _standing(stands: Sequence[Stand]) -> Growth | None:
    return standing(chances(stands)) if len(stands) >= FEWEST_GOALS else None
