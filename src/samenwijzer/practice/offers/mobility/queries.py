"""The register of mobility as its leader, a school and a traveller read it, and the report for the agency."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from samenwijzer.network.access.rules import whole_school_functions
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.offers.mobility.models import Gain, Grant, Programme, Trip
from samenwijzer.practice.offers.mobility.pack import mobility
from samenwijzer.practice.offers.mobility.rules import (
    check_leads,
    check_programme,
    led_networks,
    own_schools,
    visible_programmes,
    visible_trips,
)

#: From this many answers on it is told what people gained.
MINIMUM = 5


@dataclass(frozen=True)
class SchoolLine:
    """A school in a programme: its budget, what is left, and how many trips were approved."""

    school: Unit
    amount: Decimal
    left: Decimal
    trips: int


@dataclass(frozen=True)
class Gains:
    """What people gained, added up: two means of 1 to 4, kept apart, and their own words without a name."""

    answers: int
    professional: float
    personal: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Register:
    """A programme as its reader may see it: a leader all schools, a school its own line, a traveller its own trips."""

    programme: Programme
    leads: bool
    schools: list[SchoolLine]
    themes: list[tuple[str, int]]
    trips: list[Trip]
    waiting: list[Trip]
    own: list[Trip]
    gains: Gains | None
    possible: list[Unit]
    applies_for: list[Unit]
    left: Decimal

    @property
    def approved(self) -> int:
        """How many trips were approved, as far as the reader counts them."""
        return sum(count for _title, count in self.themes)


def programmes(*, viewer: Viewer) -> list[Programme]:
    """Return the programmes of the network, the newest first."""
    return list(visible_programmes(viewer))


def register(*, viewer: Viewer, programme: int) -> Register:
    """Return a programme with its budget, themes and trips (D-466, D-480)."""
    found = check_programme(viewer, programme)
    leads = found.unit_id in led_networks(viewer)
    trips = list(visible_trips(viewer).filter(programme=found).select_related("person", "school", "gain"))
    mine = list(own_schools(viewer).order_by("name", "pk"))
    answered = {one.unit_id for one in whole_school_functions(viewer)}
    grants = list(Grant.objects.filter(programme=found).select_related("school").order_by("school__name", "pk"))
    approved = [one for one in trips if one.state == Trip.State.APPROVED]
    lines = _lines(grants if leads else [one for one in grants if one.school_id in answered], approved)
    admitted = {one.school_id for one in grants}
    told = Counter(one.theme for one in approved)
    inside = Unit.objects.filter(path__startswith=found.unit.path, kind__in=SCHOOLS)
    return Register(
        programme=found,
        leads=leads,
        schools=lines,
        themes=[(one.name, told[one.key]) for one in mobility().themes],
        trips=trips if leads or answered else [],
        waiting=[one for one in trips if leads and one.state == Trip.State.ASKED],
        own=[one for one in trips if one.person_id == viewer.person_id],
        gains=gains_of([one.gain for one in approved if hasattr(one, "gain")]) if leads else None,
        possible=list(inside.exclude(pk__in=admitted).order_by("name", "pk")) if leads else [],
        applies_for=[one for one in mine if one.pk in admitted],
        left=found.budget - sum((one.amount for one in grants), Decimal(0)),
    )


def _lines(grants: Sequence[Grant], approved: Sequence[Trip]) -> list[SchoolLine]:
    spent: dict[int, list[Decimal]] = defaultdict(list)
    for one in approved:
        spent[one.school_id].append(one.cost)
    return [
        SchoolLine(
            one.school, one.amount, one.amount - sum(spent[one.school_id], Decimal(0)), len(spent[one.school_id])
        )
        for one in grants
    ]


def gains_of(rows: Sequence[Gain]) -> Gains | None:
    """Return what people gained, professional and personal apart; ``None`` under five answers (D-481)."""
    if len(rows) < MINIMUM:
        return None
    return Gains(
        answers=len(rows),
        professional=round(sum(one.professional for one in rows) / len(rows), 1),
        personal=round(sum(one.personal for one in rows) / len(rows), 1),
        words=tuple(sorted(one.words for one in rows if one.words)),
    )


REPORT = ("participant", "school", "theme", "kind", "place", "from", "until", "cost")


def report(*, viewer: Viewer, programme: int) -> list[tuple[str, ...]]:
    """Return the participants and themes of a programme for the agency that pays, for who leads it (D-478)."""
    found = check_leads(viewer, programme)
    titles = {one.key: one.name for one in mobility().themes}
    rows = Trip.objects.filter(programme=found, state=Trip.State.APPROVED).select_related("person", "school")
    return [
        (
            str(one.person), str(one.school), titles.get(one.theme, one.theme), one.get_kind_display(), one.place,
            one.starts.isoformat(), one.ends.isoformat(), str(one.cost),
        )
        for one in rows.order_by("school__name", "starts", "pk")
    ]  # fmt: skip
