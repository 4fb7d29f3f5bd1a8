"""Reads of validation: panels and rounds, what was validated per learning area, and how two procedures compare."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean

from django.db.models import Q

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.practice.materials.models import Gap, Material, PanelSeat, ValidationRound
from samenwijzer.practice.materials.pack import Named, Procedure, bank, validation
from samenwijzer.practice.materials.queries import weighed, with_validation
from samenwijzer.practice.materials.rules import check_uses_bank, visible_materials
from samenwijzer.practice.materials.validating import can_review, open_rounds, panel_areas, still_asked, third_asked


@dataclass(frozen=True)
class OpenRound:
    """A round that is going on: how many reviews it still asks, whether a third, and whether the viewer can."""

    round: ValidationRound
    asked: int
    third: bool
    mine: bool


@dataclass(frozen=True)
class AreaLine:
    """A learning area: who sits in its panel, who offered to, what was validated, and how often one looked in vain."""

    area: Named
    seats: list[PanelSeat]
    offers: list[PanelSeat]
    validated: list[Material]
    gaps: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all happened here."""
        return not (self.seats or self.offers or self.validated or self.gaps)


@dataclass(frozen=True)
class Panels:
    """Validation in the network as ``viewer`` sees it."""

    rounds: list[OpenRound]
    areas: list[AreaLine]
    own: set[str]


def panels(*, viewer: Viewer) -> Panels:
    """Return open rounds, panels per learning area and what they validated; six queries."""
    check_uses_bank(viewer)
    own = panel_areas(viewer)
    rounds = [_open(one, viewer, own) for one in open_rounds(viewer)]
    seats = list(PanelSeat.objects.select_related("person"))
    validated = list(weighed(with_validation(visible_materials(viewer)).filter(is_validated=True)))
    gaps = list(Gap.objects.filter(unit__in=_roots(viewer)).values_list("area", flat=True))
    lines = [
        AreaLine(
            area,
            [one for one in seats if one.area == area.key and one.taken_at],
            [one for one in seats if one.area == area.key and not one.taken_at],
            [one for one in validated if one.area == area.key],
            gaps.count(area.key),
        )
        for area in bank().areas
    ]
    return Panels(rounds, lines, own)


def _open(one: ValidationRound, viewer: Viewer, areas: set[str]) -> OpenRound:
    reviews = list(one.reviews.all())
    return OpenRound(one, still_asked(reviews), third_asked(reviews), can_review(viewer, one, areas))


def _roots(viewer: Viewer) -> list[int]:
    return [int(one.unit_path.split("/")[1]) for one in viewer.functions]


@dataclass(frozen=True)
class Compared:
    """How a procedure went: rounds that ended, minutes a review took, and in how many rounds two were enough."""

    procedure: Procedure
    rounds: int
    minutes: float | None
    agreed: int


def pilot(*, viewer: Viewer, programme: str) -> list[Compared]:
    """Return how the procedures of a programme compare on time and agreement (D-331; two queries)."""
    rows = ValidationRound.objects.filter(material__in=visible_materials(viewer), concluded_at__isnull=False)
    found: dict[str, list[ValidationRound]] = defaultdict(list)
    for one in rows.filter(programme=programme).prefetch_related("reviews"):
        found[one.procedure].append(one)
    keys = next(one.procedures for one in validation().programmes if one.key == programme)
    lines = []
    for procedure in (one for one in validation().procedures if one.key in keys):
        rounds = found[procedure.key]
        minutes = [review.minutes for one in rounds for review in one.reviews.all() if review.minutes is not None]
        agreed = sum(1 for one in rounds if len(one.reviews.all()) == validation().reviewers)
        lines.append(Compared(procedure, len(rounds), fmean(minutes) if minutes else None, agreed))
    return lines


@dataclass(frozen=True)
class GroupProgress:
    """How a school group takes part in validation: its reviewers by area, and titles its people made (D-325)."""

    unit: Unit
    reviewers: list[PanelSeat]
    titles: list[Material]


def group_progress(*, viewer: Viewer, unit: Unit) -> GroupProgress:
    """Return the reviewers of a school group and what its people made that was validated; three queries."""
    inside = Membership.objects.filter(active(viewer.on), unit__path__startswith=unit.path).exclude(role=LEARNER)
    people = set(inside.values_list("person", flat=True))
    seats = PanelSeat.objects.filter(person__in=people, taken_at__isnull=False).select_related("person")
    made = Q(made_by__in=people) | Q(owner__path__startswith=unit.path)
    titles = with_validation(visible_materials(viewer)).filter(made, is_validated=True).select_related("made_by")
    return GroupProgress(unit, list(seats), list(titles))
