"""Choosing a material on grounds, ordering it, and telling how much of it was used."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.rules import check_own_group
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.materials.models import Candidate, Purchase, SelectionFile, UseReport
from samenwijzer.practice.materials.pack import bank
from samenwijzer.practice.materials.rules import can_make, check_leads, check_sees_material, places


def own_schools(viewer: Viewer) -> QuerySet[Unit]:
    """Return the schools in which ``viewer`` works and chooses materials."""
    inside = places(viewer) if can_make(viewer) else set()
    return Unit.objects.filter(pk__in=inside, kind__in=SCHOOLS)


def check_works_in(viewer: Viewer, unit: int) -> Unit:
    """Return the school when ``viewer`` works in it."""
    found = own_schools(viewer).filter(pk=unit).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_weighs(quality: str, cost: str) -> None:
    """Refuse a choice that does not say what it means for quality and for what parents pay (R19)."""
    if not quality.strip() or not cost.strip():
        raise Refused(_("Say both: why it is good, and what it costs parents."))


@transaction.atomic
def open_file(*, unit: int, area: str, title: str, by: Viewer) -> SelectionFile:
    """Begin to compare materials for a learning area in a school."""
    school = check_works_in(by, unit)
    if area not in {one.key for one in bank().areas} or not title.strip():
        raise Refused(_("Say for which learning area, and what you are looking for."))
    made = SelectionFile.objects.create(unit=school, area=area, title=title.strip()[:200])
    record(verb="open selection file", on=Reference("materials.selection_file", str(made.pk)), by=by.person_id)
    return made


def check_chooses(viewer: Viewer, file: int) -> SelectionFile:
    """Return the selection file of a school in which ``viewer`` works."""
    rows = SelectionFile.objects.filter(unit__in=own_schools(viewer)).select_related("unit", "chosen")
    found = rows.filter(pk=file).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


@transaction.atomic
def compare(*, file: int, material: int, note: str, by: Viewer) -> Candidate:
    """Put a material beside the others, or change what is said of it."""
    found = check_chooses(by, file)
    one = check_sees_material(by, material)
    made, _is_new = Candidate.objects.update_or_create(file=found, material=one, defaults={"note": note.strip()[:300]})
    record(verb="compare material", on=Reference("materials.selection_file", str(found.pk)), by=by.person_id)
    return made


@transaction.atomic
def decide(*, file: int, material: int, quality: str, cost: str, by: Viewer) -> SelectionFile:
    """Choose one of the materials compared, with a reason for quality and one for what parents pay (R19)."""
    found = check_chooses(by, file)
    if not found.candidates.filter(material=material).exists():
        raise Refused(_("Choose one of the materials you compared."))
    check_weighs(quality, cost)
    found.chosen_id, found.decided_at = material, timezone.now()
    found.quality_reason, found.cost_reason = quality.strip(), cost.strip()
    found.save(update_fields=["chosen", "decided_at", "quality_reason", "cost_reason"])
    record(verb="decide on material", on=Reference("materials.selection_file", str(found.pk)), by=by.person_id)
    return found


@transaction.atomic
def order(
    *, unit: int, material: int, year: int, learners: int, price: Decimal, parents_pay: Decimal, by: Viewer
) -> Purchase:
    """Write down what a school ordered for a school year, or change it; who leads the school does."""
    school = check_leads(by, unit)
    one = check_sees_material(by, material)
    if learners < 1 or price < 0 or not 0 <= parents_pay <= price:
        raise Refused(_("Fill in for how many learners, the price, and how much of that parents pay."))
    values = {"learners": learners, "price": price, "parents_pay": parents_pay}
    made, _is_new = Purchase.objects.update_or_create(unit=school, material=one, year=year, defaults=values)
    record(verb="order material", on=Reference("materials.purchase", str(made.pk)), by=by.person_id)
    return made


@transaction.atomic
def report_use(*, purchase: int, group: int, percent: int, by: Viewer) -> UseReport:
    """Tell how much of what was bought an own group used, in percent; the last report of a group counts."""
    place = check_own_group(by, group)
    bought = Purchase.objects.filter(pk=purchase).select_related("unit").first()
    if bought is None or not place.unit_path.startswith(bought.unit.path):
        raise NotVisible(_("There is nothing here for you."))
    if not 0 <= percent <= 100:
        raise Refused(_("Choose a percentage from 0 to 100."))
    made = UseReport.objects.create(purchase=bought, group_id=group, percent=percent, by_id=by.person_id)
    record(verb="report use of material", on=Reference("materials.purchase", str(bought.pk)), by=by.person_id)
    return made


def selection_files(viewer: Viewer) -> QuerySet[SelectionFile]:
    """Return the selection files of the schools ``viewer`` works in."""
    rows = SelectionFile.objects.filter(Q(unit__in=own_schools(viewer)))
    return rows.select_related("unit", "chosen")
