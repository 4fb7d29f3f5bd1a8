"""Handing in counts, freezing figures for a report, and following up on a signal."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.quality.indicators.freezing import digest_of, stored_parts
from samenwijzer.quality.indicators.models import Attention, Figure, Freeze
from samenwijzer.quality.indicators.pack import central_set, definition
from samenwijzer.quality.indicators.queries import monitor, rows_below, schools_below
from samenwijzer.quality.indicators.rules import check_steers
from samenwijzer.science.statistics.trends import Signal

UNIT = "organisation.unit"
#: Signals that ask for attention.
WORSE = frozenset({Signal.ALARM, Signal.UNCERTAIN})


def _told(verb: str, unit: Unit, by: Viewer) -> None:
    record(verb=verb, on=Reference(UNIT, str(unit.pk)), by=by.person_id)


@transaction.atomic
def hand_in(*, unit: int, indicator: str, year: int, count: int, of: int, by: Viewer) -> Figure:
    """Keep what a school counted itself for a school year; handing in again corrects it."""
    found = check_steers(by, unit)
    one = definition(indicator)
    version = one.version_in(year) if one else None
    if one is None or one.measure != "handed" or found.kind not in SCHOOLS:
        raise NotVisible(_("There is nothing here for you."))
    if version is None or year > SchoolYear.of(by.on).start:
        raise Refused(_("This indicator is not counted in that school year."))
    if not 0 <= count <= of or not 0 < of <= 100_000:
        raise Refused(_("Give how many learners, and of how many: never more than there are."))
    kept, _made = Figure.objects.update_or_create(
        unit=found, indicator=indicator, year=year,
        defaults={"version": version.number, "count": count, "of": of, "computed_at": timezone.now()},
    )  # fmt: skip
    _told("hand in figure", found, by)
    return kept


@transaction.atomic
def freeze(*, unit: int, by: Viewer) -> Freeze:
    """Freeze the figures of a school group or the network for the report of this calendar year, once (D-246)."""
    found = check_steers(by, unit)
    if found.kind in SCHOOLS:
        raise NotVisible(_("There is nothing here for you."))
    if Freeze.objects.filter(unit=found, year=by.on.year).exists():
        raise Refused(_("The figures of this year are frozen already. They stay as they are."))
    made = Freeze(
        unit=found, year=by.on.year, on=by.on, rows=rows_below(found), parts=stored_parts(found),
        definitions=central_set().as_kept(), schools=schools_below(found),
    )  # fmt: skip
    made.digest = digest_of(made)
    made.save()
    _told("freeze figures", found, by)
    return made


@transaction.atomic
def thaw(*, freeze: int, by: Viewer) -> Unit:
    """Take back a freeze on the day it was made; later others may have reported from it."""
    found = Freeze.objects.select_for_update().filter(pk=freeze).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    unit = check_steers(by, found.unit_id)
    if found.on != by.on:
        raise Refused(_("These figures were frozen on another day. They stay as they are."))
    found.delete()
    _told("take back frozen figures", unit, by)
    return unit


@transaction.atomic
def take_note(*, unit: int, indicator: str, text: str, review_on: date, by: Viewer) -> Attention:
    """Say what is done about the signal of the newest year, and when one looks again; saying it again corrects it."""
    found = check_steers(by, unit)
    line = next((one for one in monitor(viewer=by, unit=unit).lines if one.definition.key == indicator), None)
    if line is None or line.last is None or line.signal not in WORSE:
        raise Refused(_("There is no signal here to take note of."))
    said = " ".join(text.split())[:500]
    if not said or review_on < by.on:
        raise Refused(_("Say what you do, and a day to come on which you look again."))
    kept, _made = Attention.objects.update_or_create(
        unit=found, indicator=indicator, year=line.last.year,
        defaults={"text": said, "on": by.on, "review_on": review_on, "outcome": "", "closed_on": None},
    )  # fmt: skip
    _told("take note of signal", found, by)
    return kept


@transaction.atomic
def close_attention(*, attention: int, outcome: str, by: Viewer) -> Attention:
    """Say what came of it; what was seen stays to be read."""
    found = Attention.objects.filter(pk=attention).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    unit = check_steers(by, found.unit_id)
    found.outcome = " ".join(outcome.split())[:500]
    if not found.outcome:
        raise Refused(_("Say what came of it."))
    found.closed_on = by.on
    found.save(update_fields=["outcome", "closed_on"])
    _told("follow up signal", unit, by)
    return found
