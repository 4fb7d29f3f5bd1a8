"""From where a screen about a group takes its goals: a unit of work, a level of a framework, or all with evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.evidence.queries import most_seen_goals
from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.learning.lessons.queries import goals_of, running, units_of
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.goals.models import Goal, at_level, localised
from samenwijzer.practice.goals.rules import frameworks_for

CURRICULUM = "curriculum"


class SourceKind(StrEnum):
    """What sort of source it is."""

    UNIT = "unit"
    LEVEL = "level"
    EVIDENCE = "evidence"


@dataclass(frozen=True)
class GoalSource:
    """One source a person can choose; ``key`` names it in an address, ``title`` is empty for all with evidence."""

    key: str
    kind: SourceKind
    title: str = ""
    level: str = ""
    row: int = 0
    unit_of_work: UnitOfWork | None = None


EVIDENCE = GoalSource(SourceKind.EVIDENCE, SourceKind.EVIDENCE)


def goal_sources(*, group: Unit, on: date) -> list[GoalSource]:
    """Return the sources for ``group``: its units of work of this school year, the levels of curricula, all evidence.

    Two queries.
    """
    year = SchoolYear.of(on)
    units = units_of(groups=[group.pk], first=year.first_day, last=year.last_day)
    found = [GoalSource(f"unit-{one.pk}", SourceKind.UNIT, one.title, row=one.pk, unit_of_work=one) for one in units]
    goals = Goal.objects.filter(framework__in=frameworks_for(group), framework__kind=CURRICULUM).exclude(level="")
    rows = goals.values_list("framework", "framework__title", "level", "also_for").distinct().order_by()
    levels = {
        (framework, level): localised(title)
        for framework, title, own, others in rows
        for level in (own, *others.split("|"))
        if level
    }
    for framework, level in sorted(levels):
        key, title = f"level-{framework}-{level}", levels[framework, level]
        found.append(GoalSource(key, SourceKind.LEVEL, title, level=level, row=framework))
    return [*found, EVIDENCE]


def source_named(sources: Sequence[GoalSource], key: str, on: date) -> GoalSource:
    """Return the source called ``key``, else the unit of work that runs, the last one that ran, or all evidence."""
    units = [one for one in sources if one.unit_of_work and one.unit_of_work.starts <= on]
    present = [one for one in units if one.unit_of_work and one.unit_of_work.ends >= on]
    default = (present[:1] or units[-1:] or [EVIDENCE])[0]
    return next((one for one in sources if one.key == key), default)


def goals_from(*, source: GoalSource, group: Unit, on: date) -> list[Goal]:
    """Return the goals of ``source``: in the order taught, of the framework, or most evidence first."""
    if source.kind == SourceKind.UNIT:
        return goals_of(units=[source.row])
    if source.kind == SourceKind.LEVEL:
        rows = Goal.objects.filter(at_level(source.level), framework=source.row, children=None)
        return list(rows.order_by("position", "pk"))
    return most_seen_goals(unit=group.pk, on=on)


def first_group(*, viewer: Viewer, groups: Sequence[Unit]) -> Unit:
    """Return the group one most likely wants to see: an own one where a unit of work runs, an own one, or the first."""
    own = {function.unit_id for function in viewer.functions}
    at_work = {unit.group_id for unit in running(groups=own, on=viewer.on)}
    return min(groups, key=lambda group: (group.pk not in at_work, group.pk not in own))
