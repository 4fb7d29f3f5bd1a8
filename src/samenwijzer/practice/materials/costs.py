"""What a school uses and pays, and the same title at different prices in several schools."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import fmean

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.materials.choosing import own_schools, selection_files
from samenwijzer.practice.materials.models import Candidate, Material, Purchase, SelectionFile
from samenwijzer.practice.materials.pack import bank
from samenwijzer.practice.materials.queries import Sharing, sharing_in, with_validation


@dataclass(frozen=True)
class Bought:
    """What a school ordered: how much of it groups say they used (percent, ``None`` where nobody told yet)."""

    purchase: Purchase
    used: float | None
    told: int
    is_validated: bool

    @property
    def total(self) -> Decimal:
        """What the school ordered for, in euro."""
        return self.purchase.price * self.purchase.learners

    @property
    def little_used(self) -> bool:
        """Whether so little is used that it is flagged before it is ordered again (D-318)."""
        return self.used is not None and self.used < bank().thresholds.little_used

    @property
    def unvalidated_and_paid(self) -> bool:
        """Whether somebody pays for it and nobody validated it (D-321)."""
        return self.purchase.price > 0 and not self.is_validated


@dataclass(frozen=True)
class Monitor:
    """Quality beside cost in one school, this school year."""

    school: Unit
    year: SchoolYear
    bought: list[Bought]
    sharing: Sharing

    @property
    def unvalidated(self) -> list[Bought]:
        """What is paid for and not validated, the most expensive for parents first."""
        return sorted(
            (one for one in self.bought if one.unvalidated_and_paid), key=lambda one: -one.purchase.parents_pay
        )

    @property
    def parents_pay(self) -> Decimal:
        """What the parents of a learner who gets everything pay in this year."""
        return sum((one.purchase.parents_pay for one in self.bought), Decimal(0))


def bought_in(units: Iterable[Unit], *, year: int) -> list[Bought]:
    """Return what these schools ordered for a school year, with how much is used (three queries)."""
    rows = Purchase.objects.filter(unit__in=[one.pk for one in units], year=year)
    found = list(rows.select_related("material", "unit").prefetch_related("reports"))
    materials = Material.objects.filter(pk__in=[one.material_id for one in found])
    validated = set(with_validation(materials).filter(is_validated=True).values_list("pk", flat=True))
    return [_bought(one, one.material_id in validated) for one in found]


def _bought(purchase: Purchase, is_validated: bool) -> Bought:
    last = {report.group_id: report.percent for report in purchase.reports.all()}
    return Bought(purchase, fmean(last.values()) if last else None, len(last), is_validated)


def monitor(*, viewer: Viewer, school: Unit) -> Monitor:
    """Return the monitor of quality and cost of a school (D-321); a constant number of queries."""
    year = SchoolYear.of(viewer.on)
    return Monitor(school, year, bought_in([school], year=year.start), sharing_in(unit=school, viewer=viewer))


@dataclass(frozen=True)
class SameTitle:
    """A material that several schools bought, with what each pays a learner, from little to much (D-326)."""

    material: Material
    lines: list[Bought]

    @property
    def spread(self) -> Decimal:
        """How far the prices lie apart."""
        return self.lines[-1].purchase.price - self.lines[0].purchase.price


def same_titles(*, schools: Iterable[Unit], year: int) -> list[SameTitle]:
    """Return the titles that more than one of these schools bought, the widest spread of prices first."""
    by_material: dict[int, list[Bought]] = defaultdict(list)
    for one in bought_in(schools, year=year):
        by_material[one.purchase.material_id].append(one)
    found = [
        SameTitle(
            lines[0].purchase.material, sorted(lines, key=lambda one: (one.purchase.price, one.purchase.unit.name))
        )
        for lines in by_material.values()
        if len(lines) > 1
    ]
    return sorted(found, key=lambda one: (-one.spread, one.material.title))


@dataclass(frozen=True)
class Compared:
    """A candidate of a selection file with what is known of its quality and its cost."""

    candidate: Candidate
    is_validated: bool


@dataclass(frozen=True)
class Comparison:
    """A selection file with its candidates, quality and cost beside each other, in the order of R19."""

    file: SelectionFile
    candidates: list[Compared]


def comparison(*, viewer: Viewer, file: SelectionFile) -> Comparison:
    """Return the candidates of a selection file, validated first, then cheapest (two queries)."""
    rows = list(file.candidates.select_related("material__made_by"))
    materials = Material.objects.filter(pk__in=[one.material_id for one in rows])
    validated = set(with_validation(materials).filter(is_validated=True).values_list("pk", flat=True))
    lines = [Compared(one, one.material_id in validated) for one in rows]
    lines.sort(key=lambda one: (not one.is_validated, one.candidate.material.price, one.candidate.pk))
    return Comparison(file, lines)


@dataclass(frozen=True)
class Choices:
    """Where a viewer chooses and uses materials: schools, selection files, and what its schools bought this year."""

    schools: list[Unit]
    files: list[SelectionFile]
    bought: list[Bought]


def choices(*, viewer: Viewer) -> Choices:
    """Return the selection files and orders of the schools ``viewer`` works in; six queries."""
    schools = list(own_schools(viewer))
    return Choices(schools, list(selection_files(viewer)), bought_in(schools, year=SchoolYear.of(viewer.on).start))
