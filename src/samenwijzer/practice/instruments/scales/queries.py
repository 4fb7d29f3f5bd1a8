"""A school on the scales, as its own people read it: where it stands, how it moved, and what supports that."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.instruments.scales.content import standing
from samenwijzer.practice.instruments.scales.kinds import Found
from samenwijzer.practice.instruments.scales.models import Guidance, Proof, Rating, Remark, Scaling, Shared
from samenwijzer.practice.instruments.scales.pack import Area, scale_set
from samenwijzer.practice.instruments.scales.registry import Indicator, indicators
from samenwijzer.practice.instruments.scales.rules import (
    answers_for,
    check_indicator,
    check_scaling,
    check_works_in,
)
from samenwijzer.practice.instruments.scales.sources import found_for


@dataclass(frozen=True)
class ProfileLine:
    """One indicator of a school: the rating of the last finished scaling, that of the one before, and its evidence."""

    indicator: Indicator
    now: Rating | None
    before: Rating | None
    proofs: Sequence[Proof]
    added: int

    @property
    def moved(self) -> int | None:
        """Levels up (or down, negative) since the scaling before; ``None`` where there is nothing to compare."""
        if self.now is None or self.before is None or self.now.level is None or self.before.level is None:
            return None
        return self.now.level - self.before.level

    @property
    def is_other_wording(self) -> bool:
        """Whether the scale reads differently now than when the school placed itself."""
        return self.now is not None and self.now.version != self.indicator.version.name

    @property
    def last_proof(self) -> date | None:
        """The day of the newest evidence."""
        return max((one.dated for one in self.proofs), default=None)


@dataclass(frozen=True)
class Profile:
    """A school over its scalings, newest first; ``running`` is the one that is not finished."""

    school: Unit
    lines: list[ProfileLine]
    finished: list[Scaling]
    running: Scaling | None
    done: int
    can_scale: bool


def profile(*, unit: int, block: str = "", viewer: Viewer) -> Profile:
    """Return where the school stands on each indicator, those of one ``block`` where it is named; seven queries."""
    school = check_works_in(viewer, unit)
    scalings = list(Scaling.objects.filter(unit=school).prefetch_related("ratings", "proofs"))
    finished = [one for one in scalings if one.finished_at is not None]
    running = next((one for one in scalings if one.finished_at is None), None)
    placed = [standing(one) for one in finished[:2]] + [{}, {}]
    proofs = [_proofs(one) for one in finished[:2]] + [{}, {}]
    lines = [
        _line(one, placed[0].get(one.key), placed[1].get(one.key), proofs[0].get(one.key, []), proofs[1])
        for one in indicators(block=block)
    ]
    done = len(standing(running)) if running else 0
    return Profile(school, lines, finished, running, done, answers_for(viewer, school))


def _proofs(scaling: Scaling) -> dict[str, list[Proof]]:
    found: dict[str, list[Proof]] = defaultdict(list)
    for one in scaling.proofs.all():
        if one.taken_away_at is None:
            found[one.indicator].append(one)
    return found


def _line(
    indicator: Indicator,
    now: Rating | None,
    before: Rating | None,
    proofs: list[Proof],
    earlier: dict[str, list[Proof]],
) -> ProfileLine:
    there = {(one.source_kind, one.source_id, one.words) for one in earlier.get(indicator.key, [])}
    added = sum((one.source_kind, one.source_id, one.words) not in there for one in proofs)
    return ProfileLine(indicator, now, before, proofs, added)


@dataclass(frozen=True)
class Step:
    """One indicator in a scaling: where it was placed, and whether it was."""

    indicator: Indicator
    rating: Rating | None
    proofs: int


@dataclass(frozen=True)
class Session:
    """A scaling as a whole: its steps in order, the next open one, who guides it, and what went up."""

    scaling: Scaling
    steps: list[Step]
    next: Indicator | None
    guided_by: list[Guidance]
    shares: dict[str, Shared]
    can_rate: bool

    @property
    def done(self) -> int:
        """How many indicators were placed."""
        return sum(one.rating is not None for one in self.steps)


def session(*, scaling: UUID, block: str = "", viewer: Viewer) -> Session:
    """Return a scaling for who answers for the school or guides it."""
    found = check_scaling(viewer, scaling)
    placed, proofs = standing(found), _proofs(found)
    steps = [Step(one, placed.get(one.key), len(proofs.get(one.key, []))) for one in indicators(block=block)]
    waiting = next((one.indicator for one in steps if one.rating is None), None)
    helping = list(found.guidances.filter(ended_at=None).select_related("person"))
    shares = {one.scope: one for one in reversed(found.shares.filter(withdrawn_at=None))}
    return Session(found, steps, waiting, helping, shares, answers_for(viewer, found.unit))


@dataclass(frozen=True)
class Looking:
    """One indicator of a scaling in full: the marker, its evidence and what could be added, the note, the comments."""

    scaling: Scaling
    indicator: Indicator
    order: list[str]
    rating: Rating | None
    before: Rating | None
    proofs: list[Proof]
    possible: list[Found]
    note: Remark | None
    comments: list[Remark]
    can_rate: bool
    guides: bool

    @property
    def is_open(self) -> bool:
        """Whether something can still be changed."""
        return self.scaling.finished_at is None

    @property
    def previous(self) -> str:
        """The key of the indicator before this one, empty at the first."""
        place = self.order.index(self.indicator.key)
        return self.order[place - 1] if place else ""

    @property
    def following(self) -> str:
        """The key of the indicator after this one, empty at the last."""
        return dict(zip(self.order, self.order[1:], strict=False)).get(self.indicator.key, "")


def looking(*, scaling: UUID, indicator: str, viewer: Viewer, with_possible: bool = False) -> Looking:
    """Return one indicator of a scaling for who answers for the school or guides it; a guide reads no own notes.

    What could still be laid beside it is looked up only where asked: it takes a query a source.
    """
    found, asked = check_scaling(viewer, scaling), check_indicator(indicator)
    rates = answers_for(viewer, found.unit)
    proofs = _proofs(found).get(asked.key, [])
    attached = {(one.source_kind, one.source_id) for one in proofs}
    looks = with_possible and rates and found.finished_at is None
    there = found_for(found.unit).get(asked.key, []) if looks else []
    earlier = Rating.objects.filter(scaling__unit=found.unit, scaling__finished_at__lt=found.started_at)
    remarks = list(found.remarks.filter(indicator=asked.key).select_related("by"))
    note = next((one for one in reversed(remarks) if not one.is_comment), None)
    return Looking(
        scaling=found,
        indicator=asked,
        order=[one.key for one in scale_set().scales],
        rating=standing(found).get(asked.key),
        before=earlier.filter(indicator=asked.key).order_by("scaling__finished_at", "pk").last(),
        proofs=proofs,
        possible=[one for one in there if (one.kind, one.id) not in attached],
        note=note if rates else None,
        comments=[one for one in remarks if one.is_comment],
        can_rate=rates,
        guides=not rates,
    )


@dataclass(frozen=True)
class FieldColumn:
    """One of the four fields of the plan: its indicators, and the day of the newest evidence (D-105)."""

    field: Area
    lines: list[ProfileLine]

    @property
    def last(self) -> date | None:
        """The day of the newest evidence in the field."""
        return max((one.last_proof for one in self.lines if one.last_proof), default=None)


def four_fields(*, unit: int, viewer: Viewer) -> tuple[Unit, datetime | None, list[FieldColumn]]:
    """Return the school, when it last finished a scaling, and its indicators in the four fields."""
    found = profile(unit=unit, viewer=viewer)
    columns = [FieldColumn(area, [one for one in found.lines if one.indicator.scale.field == area]) for area in Area]
    return found.school, found.finished[0].finished_at if found.finished else None, columns
