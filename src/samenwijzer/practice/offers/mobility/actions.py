"""Opening a call, admitting schools, applying for a trip, deciding about it, and saying what it brought."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.agenda.rules import check_words
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.offers.mobility.models import Gain, Grant, Programme, Trip
from samenwijzer.practice.offers.mobility.pack import mobility
from samenwijzer.practice.offers.mobility.rules import check_leads, check_programme, led_networks, own_schools

MOST = Decimal(10_000_000)


@dataclass(frozen=True)
class Asked:
    """What is filled in for a trip; a theme may still be missing, then it cannot be approved."""

    school: int
    kind: str
    theme: str
    place: str
    question: str
    starts: date
    ends: date
    cost: Decimal


def _money(amount: Decimal) -> Decimal:
    if not 0 <= amount < MOST:
        raise Refused(_("Write an amount, such as 12,50."))
    return amount


@transaction.atomic
def open_programme(*, title: str, starts: date, ends: date, budget: Decimal, by: Viewer) -> Programme:
    """Open the call of a year; those before it stay as an archive (D-478)."""
    networks = led_networks(by)
    if not networks:
        raise NotVisible(_("There is nothing here for you."))
    if not starts <= ends:
        raise Refused(_("Choose a last day after the first."))
    made = Programme.objects.create(
        unit_id=networks[0], title=check_words(title, longest=200), starts=starts, ends=ends, budget=_money(budget)
    )
    record(verb="open mobility programme", on=_of(made), by=by.person_id)
    return made


@transaction.atomic
def admit(*, programme: int, school: int, amount: Decimal, by: Viewer) -> Grant:
    """Admit a school with a budget, or change that budget; together they stay within that of the programme (D-480)."""
    found = Programme.objects.select_for_update().get(pk=check_leads(by, programme).pk)
    here = Unit.objects.filter(pk=school, kind__in=SCHOOLS, path__startswith=found.unit.path).first()
    if here is None:
        raise NotVisible(_("There is nothing here for you."))
    others = found.grants.exclude(school=here).aggregate(total=Sum("amount"))["total"] or Decimal(0)
    if others + _money(amount) > found.budget:
        raise Refused(_("The programme has € %(left)s left.") % {"left": found.budget - others})
    spent = _spent(found.pk, here.pk)
    if amount < spent:
        raise Refused(_("Trips for € %(spent)s were approved already.") % {"spent": spent})
    grant, _is_new = Grant.objects.update_or_create(programme=found, school=here, defaults={"amount": amount})
    record(verb="admit school to mobility", on=_of(found), by=by.person_id)
    return grant


@transaction.atomic
def apply(*, programme: int, asked: Asked, by: Viewer) -> Trip:
    """Ask to go abroad, for a school one works in that was admitted."""
    found = check_programme(by, programme)
    school = own_schools(by).filter(pk=asked.school).first()
    if school is None:
        raise NotVisible(_("There is nothing here for you."))
    if not found.grants.filter(school=school).exists():
        raise Refused(_("Your school has no budget in this programme."))
    if asked.kind not in Trip.Kind.values or (asked.theme and asked.theme not in _themes()):
        raise Refused(_("Choose one of the list."))
    if not found.starts <= asked.starts <= asked.ends <= found.ends:
        raise Refused(_("Choose days within the programme."))
    made = Trip.objects.create(
        programme=found, school=school, person_id=by.person_id, kind=asked.kind, theme=asked.theme,
        place=check_words(asked.place, longest=120), question=check_words(asked.question), starts=asked.starts,
        ends=asked.ends, cost=_money(asked.cost),
    )  # fmt: skip
    record(verb="ask for trip", on=Reference("mobility.trip", str(made.pk)), by=by.person_id)
    return made


@transaction.atomic
def decide(*, trip: int, approves: bool, by: Viewer, theme: str = "") -> Trip:
    """Approve a trip or not; never without one of the five themes, never beyond the budget of the school (D-480)."""
    found = Trip.objects.select_for_update().filter(pk=trip).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_leads(by, found.programme_id)
    # Two trips of one school are decided one after the other, so that both do not spend what is left.
    Programme.objects.select_for_update().get(pk=found.programme_id)
    found.theme = theme if theme in _themes() else found.theme
    if approves and not found.theme:
        raise Refused(_("Choose one of the five themes first: without a theme a trip is not approved."))
    if approves and found.cost > left_of(found.programme_id, found.school_id, without=found.pk):
        raise Refused(_("The school has not enough budget left."))
    found.state = Trip.State.APPROVED if approves else Trip.State.REFUSED
    found.save(update_fields=["theme", "state"])
    record(verb="decide about trip", on=Reference("mobility.trip", str(found.pk)), by=by.person_id)
    return found


def left_of(programme: int, school: int, *, without: int | None = None) -> Decimal:
    """Return what a school has left in a programme, in euro; ``without`` leaves one trip out."""
    grant = Grant.objects.filter(programme=programme, school=school).first()
    return (grant.amount if grant else Decimal(0)) - _spent(programme, school, without=without)


def _spent(programme: int, school: int, *, without: int | None = None) -> Decimal:
    rows = Trip.objects.filter(programme=programme, school=school, state=Trip.State.APPROVED).exclude(pk=without or 0)
    return rows.aggregate(total=Sum("cost"))["total"] or Decimal(0)


@transaction.atomic
def tell_gain(*, trip: int, professional: int, personal: int, by: Viewer, words: str = "") -> Gain:
    """Say what a trip brought, as a professional and as a person; only who went, after the approval (D-481)."""
    found = Trip.objects.filter(pk=trip, person=by.person_id, state=Trip.State.APPROVED).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    if professional not in (1, 2, 3, 4) or personal not in (1, 2, 3, 4):
        raise Refused(_("Choose a step from 1 to 4."))
    said = {"professional": professional, "personal": personal, "words": " ".join(words.split())[:600]}
    gain, _is_new = Gain.objects.update_or_create(trip=found, defaults=said)
    record(verb="tell gain of trip", on=Reference("mobility.trip", str(found.pk)), by=by.person_id)
    return gain


def _themes() -> set[str]:
    return {one.key for one in mobility().themes}


def _of(programme: Programme) -> Reference:
    return Reference("mobility.programme", str(programme.pk))
