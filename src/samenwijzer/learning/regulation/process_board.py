"""Where the learners of a group are in their cycles, in one view: the phase, never what was written (D-449)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.organisation.queries import learners_of
from samenwijzer.network.people.models import Person
from samenwijzer.practice.cycles.models import Cycle, Passed
from samenwijzer.practice.cycles.owners import PERSON
from samenwijzer.practice.cycles.pack import Template, templates


@dataclass(frozen=True)
class Standing:
    """One learner in its newest cycle: since when it is in this phase, and whether the cycle is past its last day."""

    learner: Person
    since: date
    is_late: bool


@dataclass(frozen=True)
class Column:
    """One phase with who is in it, longest there first."""

    title: str
    standings: list[Standing]


@dataclass(frozen=True)
class Board:
    """A group by phase, who finished last, and who is in no cycle."""

    unit: Unit
    columns: list[Column]
    resting: list[Person]


def process_board(*, viewer: Viewer, unit: int) -> Board:
    """Return the board of a group that ``viewer`` guides (four queries, whatever its size)."""
    group = check_guides_unit(viewer, unit)
    learners = learners_of(units=[group.pk], on=viewer.on)
    columns = by_phase(learners, on=viewer.on)
    busy = {one.learner.pk for column in columns for one in column.standings}
    return Board(group, columns, [one for one in learners if one.pk not in busy])


def by_phase(people: Iterable[Person], *, on: date) -> list[Column]:
    """Return the phases in which these learners are in their newest cycle, in order (two queries)."""
    learners = {str(one.pk): one for one in people}
    rows = Cycle.objects.filter(owner_kind=PERSON, owner_id__in=list(learners)).order_by("started_at", "pk")
    newest = {one.owner_id: one for one in rows}
    passed: dict[int, dict[str, date]] = defaultdict(dict)
    for row in Passed.objects.filter(cycle__in=newest.values()).order_by("at", "pk"):
        passed[row.cycle_id][row.phase] = timezone.localdate(row.at)
    found: dict[str, list[Standing]] = defaultdict(list)
    for key, cycle in newest.items():
        template = templates().get(cycle.template)
        title, since = _phase(template, cycle, passed[cycle.pk]) if template else ("", None)
        if title and since:
            found[title].append(Standing(learners[key], since, cycle.due < on))
    order = _titles({one.template for one in newest.values()})
    return [Column(title, sorted(found[title], key=lambda one: one.since)) for title in order]


def _phase(template: Template, cycle: Cycle, passed: dict[str, date]) -> tuple[str, date | None]:
    """Return the first phase that was not ended and since when; nothing for a cycle that is over."""
    since = max([timezone.localdate(cycle.started_at), *passed.values()])
    for phase in template.phases:
        if phase.key not in passed:
            return phase.title.words(), since
    return "", None


def _titles(used: set[str]) -> list[str]:
    """Return the phases of the templates in use, in their order, each once."""
    known = [template for key, template in templates().items() if key in used]
    return list(dict.fromkeys(phase.title.words() for one in known for phase in one.phases))
