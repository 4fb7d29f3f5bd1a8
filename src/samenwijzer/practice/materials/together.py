"""Asking advice, saying what is missing, designing in teams and keeping exam items until their day."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.materials.models import Application, Call, ExamItem, Gap, GapInterest, Question
from samenwijzer.practice.materials.pack import bank
from samenwijzer.practice.materials.rules import (
    advises,
    check_advises,
    check_makes,
    check_sees_material,
    leads,
    led_units,
    places,
)


def _nothing() -> NotVisible:
    return NotVisible(_("There is nothing here for you."))


def _root(viewer: Viewer) -> Unit:
    """Return the network in which ``viewer`` works."""
    roots = [int(one.unit_path.split("/")[1]) for one in viewer.functions if one.rights is not None]
    return Unit.objects.get(pk=min(roots))


@transaction.atomic
def ask_advice(*, material: int, text: str, by: Viewer) -> Question:
    """Ask an adviser something about a material; the answer stays with it (D-333)."""
    check_makes(by)
    found = check_sees_material(by, material)
    if not text.strip():
        raise Refused(_("Write your question."))
    made = Question.objects.create(material=found, text=text.strip()[:500], asked_by_id=by.person_id)
    record(verb="ask advice on material", on=Reference("materials.material", str(found.pk)), by=by.person_id)
    return made


@transaction.atomic
def give_advice(*, question: int, answer: str, by: Viewer) -> Question:
    """Answer a question about a material; an adviser does."""
    check_advises(by)
    found = Question.objects.filter(pk=question).first()
    if found is None:
        raise _nothing()
    check_sees_material(by, found.material_id)
    if not answer.strip():
        raise Refused(_("Write an answer."))
    found.answer, found.answered_by_id, found.answered_at = answer.strip(), by.person_id, timezone.now()
    found.save(update_fields=["answer", "answered_by", "answered_at"])
    record(verb="give advice on material", on=Reference("materials.material", str(found.material_id)), by=by.person_id)
    return found


@dataclass(frozen=True)
class GapLine:
    """Something that is not on the market, how many would use it, and whether that rises to the network (D-334)."""

    gap: Gap
    interested: int
    mine: bool

    @property
    def rises(self) -> bool:
        """Whether so many want it that it goes to the network."""
        return self.interested >= bank().thresholds.gap_rises

    @property
    def break_even(self) -> int | None:
        """From how many learners making it costs less than buying elsewhere (D-329); ``None`` without both amounts."""
        if not self.gap.make_cost or not self.gap.market_price:
            return None
        return int((self.gap.make_cost / self.gap.market_price).to_integral_value(ROUND_CEILING))


def gaps(*, viewer: Viewer) -> list[GapLine]:
    """Return what is missing, most wanted first (one query)."""
    rows = Gap.objects.filter(unit__in=places(viewer))
    mine = GapInterest.objects.filter(gap=OuterRef("pk"), by=viewer.person_id)
    counted = rows.annotate(many=Count("interests"), is_mine=Exists(mine)).order_by("-many", "-at")
    return [GapLine(one, one.many, one.is_mine) for one in counted]


@transaction.atomic
def report_gap(*, title: str, why: str, area: str, by: Viewer) -> Gap:
    """Say what is not on the market; who says it would use it too."""
    check_makes(by)
    if not title.strip() or area not in {one.key for one in bank().areas}:
        raise Refused(_("Say what is missing, and in which learning area."))
    made = Gap.objects.create(unit=_root(by), title=title.strip()[:200], why=why.strip(), area=area, by_id=by.person_id)
    GapInterest.objects.create(gap=made, by_id=by.person_id)
    record(verb="report gap", on=Reference("materials.gap", str(made.pk)), by=by.person_id)
    return made


def _gap(gap: int, by: Viewer) -> Gap:
    found = Gap.objects.filter(pk=gap, unit__in=places(by)).first()
    if found is None:
        raise _nothing()
    return found


@transaction.atomic
def want_gap(*, gap: int, by: Viewer) -> None:
    """Say that one would use this too, once."""
    check_makes(by)
    found = _gap(gap, by)
    GapInterest.objects.get_or_create(gap=found, by_id=by.person_id)
    record(verb="want gap", on=Reference("materials.gap", str(found.pk)), by=by.person_id)


@transaction.atomic
def price_gap(*, gap: int, make_cost: Decimal, market_price: Decimal, by: Viewer) -> Gap:
    """Write down what making it costs and what a learner pays for the nearest thing on the market (D-329)."""
    check_advises(by)
    found = _gap(gap, by)
    if make_cost <= 0 or market_price <= 0:
        raise Refused(_("Fill in both amounts."))
    found.make_cost, found.market_price = make_cost, market_price
    found.save(update_fields=["make_cost", "market_price"])
    record(verb="price gap", on=Reference("materials.gap", str(found.pk)), by=by.person_id)
    return found


def visible_calls(viewer: Viewer) -> QuerySet[Call]:
    """Return the calls of the units in which or above which ``viewer`` works."""
    return Call.objects.filter(unit__in=places(viewer)).select_related("unit")


def calls_for(viewer: Viewer) -> list[Unit]:
    """Return the units for which ``viewer`` makes a call: those it leads above schools, the network for advisers."""
    ids = {one.unit_id for one in led_units(viewer) if one.unit_kind not in SCHOOLS}
    if advises(viewer):
        ids.add(_root(viewer).pk)
    return list(Unit.objects.filter(pk__in=ids))


@transaction.atomic
def make_call(
    *,
    unit: int,
    title: str,
    text: str,
    area: str,
    closes_on: date,
    release_on: date,
    hours: int,
    units: int,
    by: Viewer,
) -> Call:
    """Call for people to design something together: until when, for how many hours, and when it is there."""
    if unit not in {one.pk for one in calls_for(by)}:
        raise _nothing()
    if not title.strip() or area not in {one.key for one in bank().areas} or hours < 1 or units < 1:
        raise Refused(_("Say what will be made, in which learning area, and in how many hours."))
    if not by.on <= closes_on <= release_on:
        raise Refused(_("A call closes before its product is there, and not in the past."))
    made = Call.objects.create(
        unit_id=unit, title=title.strip()[:200], text=text.strip(), area=area, closes_on=closes_on,
        release_on=release_on, hours=hours, units_planned=units, by_id=by.person_id,
    )  # fmt: skip
    record(verb="make call", on=Reference("materials.call", str(made.pk)), by=by.person_id)
    return made


def check_sees_call(viewer: Viewer, call: int) -> Call:
    """Return the call when ``viewer`` may see it."""
    found = visible_calls(viewer).filter(pk=call).first()
    if found is None:
        raise _nothing()
    return found


@transaction.atomic
def apply(*, call: int, hours: int, motivation: str, by: Viewer) -> Application:
    """Apply to design along, for so many hours; the head of the own school confirms those (D-139)."""
    check_makes(by)
    found = check_sees_call(by, call)
    school = Unit.objects.filter(pk__in=places(by), kind__in=SCHOOLS).order_by("pk").first()
    if school is None:
        raise _nothing()
    if found.closes_on < by.on:
        raise Refused(_("This call is closed."))
    if not 1 <= hours <= found.hours:
        raise Refused(_("Choose between 1 and %(hours)s hours.") % {"hours": found.hours})
    values = {"school": school, "hours": hours, "motivation": motivation.strip()[:500], "confirmed_at": None}
    made, _is_new = Application.objects.update_or_create(call=found, person_id=by.person_id, defaults=values)
    record(verb="apply to call", on=Reference("materials.call", str(found.pk)), by=by.person_id)
    return made


@transaction.atomic
def confirm_hours(*, application: int, by: Viewer) -> Application:
    """Confirm the hours of somebody of the own school (D-139)."""
    found = Application.objects.filter(pk=application).select_related("school", "call").first()
    if found is None or not leads(by, found.school):
        raise _nothing()
    found.confirmed_by_id, found.confirmed_at = by.person_id, timezone.now()
    found.save(update_fields=["confirmed_by", "confirmed_at"])
    record(verb="confirm design hours", on=Reference("materials.call", str(found.call_id)), by=by.person_id)
    return found


def visible_applications(viewer: Viewer) -> QuerySet[Application]:
    """Return who applied, as far as ``viewer`` may know: oneself, who is in the own school for its head, own calls."""
    schools = [one.unit_id for one in led_units(viewer)]
    condition = Q(person=viewer.person_id) | Q(school__in=schools)
    if advises(viewer):
        condition |= Q(call__unit__in=places(viewer))
    else:
        condition |= Q(call__unit__in=[one.pk for one in calls_for(viewer)])
    return Application.objects.filter(condition).select_related("person", "school")


def designs(viewer: Viewer, call: Call) -> bool:
    """Whether ``viewer`` is in the design team: confirmed, or who made the call."""
    confirmed = call.applications.filter(person=viewer.person_id, confirmed_at__isnull=False)
    return call.by_id == viewer.person_id or confirmed.exists()


@transaction.atomic
def report_progress(*, call: int, hours: int, delivered: int, by: Viewer) -> Call:
    """Say how many hours went into it and how many parts are there (D-328); the design team does."""
    found = check_sees_call(by, call)
    if not designs(by, found):
        raise _nothing()
    if hours < 0 or not 0 <= delivered <= found.units_planned:
        raise Refused(_("Fill in hours, and at most as many parts as were planned."))
    found.hours_spent, found.units_delivered = hours, delivered
    found.save(update_fields=["hours_spent", "units_delivered"])
    record(verb="report design progress", on=Reference("materials.call", str(found.pk)), by=by.person_id)
    return found


@transaction.atomic
def write_item(*, call: int, text: str, key: str, opens_on: date, item: int | None = None, by: Viewer) -> ExamItem:
    """Write a question of an exam, a new version where ``item`` stands; locked until its day for all but the team."""
    found = check_sees_call(by, call)
    if not designs(by, found):
        raise _nothing()
    if not text.strip():
        raise Refused(_("Write the question."))
    if opens_on <= by.on:
        raise Refused(_("Choose a day to come: until then nobody outside the team reads it."))
    standing = ExamItem.objects.filter(pk=item, call=found).first() if item else ExamItem(call=found, version=0)
    if standing is None:
        raise _nothing()
    standing.text, standing.key, standing.opens_on = text.strip(), key.strip(), opens_on
    standing.version, standing.by_id, standing.at = standing.version + 1, by.person_id, timezone.now()
    standing.save()
    record(verb="write exam item", on=Reference("materials.exam_item", str(standing.pk)), by=by.person_id)
    return standing


@dataclass(frozen=True)
class ItemLine:
    """A question of an exam; what it asks is empty as long as it is locked for the viewer (D-138)."""

    pk: int
    version: int
    opens_on: date
    text: str
    key: str
    locked: bool


def exam_items(*, viewer: Viewer, call: Call) -> list[ItemLine]:
    """Return the questions of an exam, without their words before the day on which they open (two queries)."""
    inside = designs(viewer, call)
    lines = []
    for one in call.exam_items.all():
        locked = one.opens_on > viewer.on and not inside
        text, key = ("", "") if locked else (one.text, one.key)
        lines.append(ItemLine(one.pk, one.version, one.opens_on, text, key, locked))
    return lines
