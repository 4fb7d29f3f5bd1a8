"""What a school group and the network read: counts of schools a level, never schools by level (R10).

Everything here is made of what schools chose to share, as it was previewed. No school has a place in an order.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.instruments.scales.models import LEVELS, Shared, Target
from samenwijzer.practice.instruments.scales.registry import Indicator, indicators
from samenwijzer.practice.instruments.scales.rules import FEWEST_SCHOOLS, GROUPS, NETWORKS, check_reads_above


@dataclass(frozen=True)
class SpreadLine:
    """Of one indicator how many schools stand at each level; ``counts`` is empty where there are too few to tell."""

    indicator: Indicator
    counts: tuple[int, ...]
    target: Target | None = None

    @property
    def schools(self) -> int:
        """How many schools are in it."""
        return sum(self.counts)

    @property
    def below_target(self) -> int:
        """How many schools are still under way to the target."""
        return sum(self.counts[: self.target.level - 1]) if self.target and self.counts else 0


@dataclass(frozen=True)
class SharedBy:
    """What one school shared with its group, and when."""

    school: Unit
    shared: Shared | None


@dataclass(frozen=True)
class GroupPicture:
    """A school group on the scales: the spread of each indicator, and by name which schools shared something."""

    unit: Unit
    lines: list[SpreadLine]
    schools: list[SharedBy]

    @property
    def taking_part(self) -> int:
        """How many schools shared a scaling."""
        return sum(one.shared is not None for one in self.schools)


def _newest(path: str, scope: str) -> dict[int, Shared]:
    """Return what each school below ``path`` shares with ``scope`` now, by school (one query)."""
    rows = Shared.objects.filter(scaling__unit__path__startswith=path, scope=scope, withdrawn_at=None)
    ordered = rows.select_related("scaling__unit").order_by("scaling__finished_at", "pk")
    return {one.scaling.unit_id: one for one in ordered}


def _spread(
    found: Iterable[Indicator], shares: Iterable[Shared], targets: dict[str, Target] | None = None
) -> list[SpreadLine]:
    placed: dict[str, list[tuple[int, bool]]] = {}
    for one in shares:
        for line in one.content["lines"]:
            placed.setdefault(line["indicator"], []).append((line["level"], one.counts_alone))
    return [SpreadLine(one, _counts(placed.get(one.key, [])), (targets or {}).get(one.key)) for one in found]


def _counts(levels: list[tuple[int, bool]]) -> tuple[int, ...]:
    """Return how many schools stand at each level, or nothing where they are too few and not all agreed."""
    if not levels or (len(levels) < FEWEST_SCHOOLS and not all(agreed for _level, agreed in levels)):
        return ()
    counted = Counter(level for level, _agreed in levels)
    return tuple(counted[level] for level in range(1, LEVELS + 1))


def group_picture(*, unit: int, block: str = "", viewer: Viewer) -> GroupPicture:
    """Return the picture of a school group for who reads its figures (D-261); schools stand by name."""
    group = check_reads_above(viewer, unit, GROUPS)
    shares = _newest(group.path, Shared.Scope.GROUP)
    schools = Unit.objects.filter(path__startswith=group.path, kind__in=SCHOOLS).order_by("name", "pk")
    return GroupPicture(
        group,
        _spread(indicators(block=block), shares.values()),
        [SharedBy(one, shares.get(one.pk)) for one in schools],
    )


def shared_with_group(*, unit: int, school: int, viewer: Viewer) -> tuple[Unit, dict[str, Any], datetime]:
    """Return, for who reads the figures of the group, what one school shared with it, word for word as previewed."""
    group = check_reads_above(viewer, unit, GROUPS)
    found = _newest(group.path, Shared.Scope.GROUP).get(school)
    if found is None:
        raise NotVisible("")
    return found.scaling.unit, found.content, found.at


@dataclass(frozen=True)
class Participation:
    """How many schools of a group shared a scaling with the network, and the ages of the newest and oldest."""

    group: Unit
    schools: int
    shared: int
    newest: date | None
    oldest: date | None


@dataclass(frozen=True)
class Console:
    """The network on the scales: participation by group, and the spread over all schools."""

    unit: Unit
    groups: list[Participation]
    lines: list[SpreadLine]


def targets_now(unit: Unit, on: date) -> dict[str, Target]:
    """Return the targets that hold on day ``on``, by indicator (one query); none until somebody decided so."""
    rows = Target.objects.filter(unit=unit, ended_at=None, starts__lte=on)
    return {one.indicator: one for one in rows}


def network_console(*, unit: int, viewer: Viewer) -> Console:
    """Return who takes part and how old the last scalings are, group by group in order of name (D-266)."""
    found = check_reads_above(viewer, unit, NETWORKS)
    network = found if found.kind == "network" else found.parent or found
    shares = _newest(network.path, Shared.Scope.NETWORK)
    below = Unit.objects.filter(path__startswith=network.path, kind__in=(*SCHOOLS, *GROUPS)).order_by("name", "pk")
    units = list(below)
    schools = [one for one in units if one.kind in SCHOOLS]
    groups = [
        _participation(group, [one for one in schools if one.path.startswith(group.path)], shares)
        for group in units
        if group.kind in GROUPS
    ]
    return Console(network, groups, _spread(indicators(), shares.values(), targets_now(network, viewer.on)))


def _participation(group: Unit, schools: list[Unit], shares: dict[int, Shared]) -> Participation:
    days = sorted(date.fromisoformat(shares[one.pk].content["on"]) for one in schools if one.pk in shares)
    newest, oldest = (days[-1], days[0]) if days else (None, None)
    return Participation(group, len(schools), len(days), newest, oldest)
