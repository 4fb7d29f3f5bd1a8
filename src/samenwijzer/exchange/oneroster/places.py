"""Where the organisations of a roster land in the tree of units."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenwijzer.exchange.oneroster.content import Org
from samenwijzer.exchange.oneroster.standing import org_key
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.problems import Problem, Problems
from samenwijzer.network.organisation.models import Unit

KINDS = {
    "national": "network", "state": "network", "district": "school_group", "local": "school_group", "school": "school",
}  # fmt: skip
RANKS = {"network": 0, "school_group": 1, "school_community": 2, "school": 3, "adult_education_centre": 3, "academy": 3}
SCHOOL_RANK = RANKS["school"]


@dataclass(frozen=True)
class Placed:
    """An organisation that becomes a unit of ``kind`` under the unit with key ``parent``, or where the roster lands."""

    org: Org
    kind: str
    parent: str


@dataclass(frozen=True)
class Places:
    """``placed`` from the top down; ``landing`` are organisations that are the place itself; ``passed`` find none."""

    placed: tuple[Placed, ...]
    landing: tuple[Org, ...]
    passed: tuple[Org, ...]


def place(orgs: list[Org], *, under: Unit | None, known: set[str], problems: Problems) -> Places:
    """Return where ``orgs`` land when the roster is brought in ``under`` a unit, or at the root.

    An organisation of the rank of that unit *is* that unit, one above it is passed over, one below it is placed. A
    parent outside the file is looked for among the ``known`` keys.
    """
    if under and under.kind not in RANKS:
        raise Refused(_("A roster lands in a school, a school group or a network."))
    lowest = RANKS[under.kind] if under else -1
    by_id = {org.id: org for org in orgs if not org.is_gone}
    for org in by_id.values():
        if org in list(_above(org, by_id)):
            problems.add(_circle(org))
    problems.refuse_if_any()
    landing = tuple(org for org in by_id.values() if _rank(org) == lowest)
    for org in landing[1:]:
        problems.add(_second(org, under))
    placed = [
        Placed(org, KINDS[org.type], _parent_key(org, by_id, lowest, known))
        for org in sorted(by_id.values(), key=_rank)
        if _rank(org) > lowest
    ]
    passed = tuple(org for org in by_id.values() if _rank(org) < lowest or org.type not in KINDS)
    return Places(tuple(placed), landing, passed)


def _rank(org: Org) -> int:
    return RANKS[KINDS[org.type]] if org.type in KINDS else -2


def _above(org: Org, by_id: dict[str, Org]) -> Iterator[Org]:
    """Yield the organisations above ``org``, nearest first; a circle ends where it closes."""
    seen: set[str] = set()
    here = by_id.get(org.parent)
    while here and here.id not in seen:
        seen.add(here.id)
        yield here
        here = by_id.get(here.parent)


def _parent_key(org: Org, by_id: dict[str, Org], lowest: int, known: set[str]) -> str:
    if org.parent not in by_id:
        return org_key(org.parent) if org_key(org.parent) in known else ""
    placed = (above for above in _above(org, by_id) if _rank(above) > lowest)
    return next((org_key(above.id) for above in placed), "")


def _circle(org: Org) -> Problem:
    return Problem(
        "orgs.csv",
        _("“%(name)s” stands above itself.") % {"name": org.name},
        _("Give it the organisation right above it as parent, or none."),
        org.line,
        "parentSourcedId",
    )


def _second(org: Org, under: Unit | None) -> Problem:
    return Problem(
        "orgs.csv",
        _("The file holds more than one organisation that could be “%(name)s”, where it is to land.") % {"name": under},
        _("Let it land one level higher, or export one organisation."),
        org.line,
        "type",
    )
