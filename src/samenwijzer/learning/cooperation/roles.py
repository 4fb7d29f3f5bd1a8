"""Roles that rotate: a fair proposal, and who held too few over a term."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scipy.optimize import linear_sum_assignment

from samenwijzer.learning.cooperation.models import RoleTurn
from samenwijzer.learning.cooperation.pack import cooperation
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.calendar.terms import term_start
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.organisation.queries import learners_of
from samenwijzer.network.people.models import Person

#: Keeping the role of last time costs more than anything else can save.
AGAIN = 1000


@dataclass(frozen=True)
class Turns:
    """The different roles one learner held this term, in the order first held."""

    learner: Person
    roles: tuple[str, ...]

    @property
    def is_exception(self) -> bool:
        """Whether that is fewer than everybody should hold over a term."""
        return len(self.roles) < cooperation().roles_a_term


@dataclass(frozen=True)
class Rota:
    """The roles of a unit since the first day of the term."""

    since: date
    turns: list[Turns]

    @property
    def exceptions(self) -> list[Turns]:
        """Who held fewer different roles than everybody should."""
        return [one for one in self.turns if one.is_exception]


def propose(*, members: Sequence[int], held: Mapping[int, Sequence[str]], roles: Sequence[str]) -> dict[int, str]:
    """Return a role for each of ``members``: seldom held ones, and never the one a learner held last.

    ``held`` holds the roles of each learner, oldest first. A group larger than the list of ``roles`` shares some of
    them. Nobody keeps a role as long as there are two roles; ties go by the order of the lists, so that the same
    history gives the same proposal.
    """
    if not members:
        return {}
    seats = [roles[n % len(roles)] for n in range(max(len(members), len(roles)))]
    costs = [[_cost(held.get(one, ()), role, place) for place, role in enumerate(seats)] for one in members]
    rows, places = linear_sum_assignment(costs)
    return {members[int(row)]: seats[int(place)] for row, place in zip(rows, places, strict=True)}


def _cost(before: Sequence[str], role: str, place: int) -> float:
    """Return how little fair ``role`` is after ``before``: again, often, and then late in the list."""
    again = AGAIN if before and before[-1] == role else 0
    return again + 10 * before.count(role) + place / 100


def rota(*, viewer: Viewer, unit: int) -> Rota:
    """Return which roles each learner of ``unit`` held this term, those with fewest first (D-054)."""
    return rota_of(check_guides_unit(viewer, unit), viewer.on)


def rota_of(unit: Unit, on: date) -> Rota:
    """Return the roles of a unit on day ``on``, for who checked that they may be seen (three queries)."""
    since = term_start(path=unit.path, on=on)
    people = list(learners_of(units=[unit.pk], on=on))
    held = roles_held(learners=[one.pk for one in people], since=since)
    turns = [Turns(one, tuple(dict.fromkeys(held.get(one.pk, ())))) for one in people]
    return Rota(since, sorted(turns, key=lambda one: len(one.roles)))


def roles_held(*, learners: Sequence[int], since: date | None = None) -> dict[int, list[str]]:
    """Return the roles of ``learners``, oldest first, in groups that began on ``since`` or later (one query)."""
    rows = RoleTurn.objects.filter(learner__in=learners, group__grouping__withdrawn_at=None)
    if since:
        rows = rows.filter(group__grouping__ends__gte=since)
    found: dict[int, list[str]] = defaultdict(list)
    for learner, role in rows.order_by("group__grouping__starts", "pk").values_list("learner", "role"):
        found[learner].append(role)
    return dict(found)
