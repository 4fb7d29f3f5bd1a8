"""Somebody who guides offers is away: what that touches, and what happens to each of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import Refused
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.calendar.actions import keep_absences
from samenwijzer.network.calendar.models import Absence
from samenwijzer.network.calendar.queries import absences_between
from samenwijzer.network.people.models import Person
from samenwijzer.practice.offers.models import Offer, OfferAdult, Round
from samenwijzer.practice.offers.rounds import about, staff_of
from samenwijzer.practice.offers.rules import check_coordinates

LONGEST = timedelta(days=62)
GONE = "gone"


@dataclass(frozen=True)
class Touched:
    """An offer whose adult is away, who guides it as well, and who is free at that moment to guide it instead."""

    offer: Offer
    others: list[Person]
    free: list[Person]


def guides_of(*, round_id: int, viewer: Viewer) -> tuple[Round, list[Person]]:
    """Return a round ``viewer`` coordinates, and who guides an offer of it from today on (three queries)."""
    whole = check_coordinates(viewer, round_id)
    rows = OfferAdult.objects.filter(
        offer__moment__round=whole, offer__moment__on__gte=viewer.on, offer__withdrawn_at=None
    )
    return whole, list(Person.objects.filter(pk__in=rows.values("person")))


def touched(*, whole: Round, person: int, first: date, last: date, viewer: Viewer) -> list[Touched]:
    """Return the offers that ``person`` guides on these days, in order; the caller checked who asks (four queries)."""
    days = {"moment__on__range": (max(first, viewer.on), last), "moment__round": whole, "withdrawn_at": None}
    own = OfferAdult.objects.filter(person=person).values("offer")
    offers = list(
        Offer.objects.filter(pk__in=own, **days).select_related("moment").order_by("moment__on", "moment__begins", "pk")
    )
    staff = staff_of(whole.unit, viewer.on)
    away = absences_between(people=[one.pk for one in staff], first=first, last=last)
    rows = OfferAdult.objects.filter(offer__moment__in=[one.moment_id for one in offers], offer__withdrawn_at=None)
    guiding = list(rows.select_related("person").values_list("offer", "offer__moment", "person"))
    names = {one.pk: one for one in staff}
    found = []
    for offer in offers:
        gone = {row.person_id for row in away if row.first <= offer.moment.on <= row.last} | {person}
        busy = {who for _offer, moment, who in guiding if moment == offer.moment_id}
        others = [names[who] for of, _moment, who in guiding if of == offer.pk and who not in gone and who in names]
        found.append(Touched(offer, others, [one for one in staff if one.pk not in gone | busy]))
    return found


@transaction.atomic
def note_absence(
    *, round_id: int, person: int, first: date, last: date, instead: Mapping[int, str], by: Viewer
) -> list[Offer]:
    """Keep that an adult is away, and do with each offer (id) what ``instead`` says; return what falls away.

    A value is the id of who guides it instead, ``gone`` where it falls away, or empty where it goes on with the others.
    """
    whole, guides = guides_of(round_id=round_id, viewer=by)
    if person not in {one.pk for one in guides}:
        raise Refused(_("Choose who is absent."))
    if not by.on <= last or not first <= last <= first + LONGEST:
        raise Refused(_("Choose a first and a last day, not more than two months apart."))
    found = touched(whole=whole, person=person, first=first, last=last, viewer=by)
    known = Absence.objects.filter(person=person, first=first).first()
    if known:
        known.last = max(known.last, last)
    keep_absences(
        new=[] if known else [Absence(person_id=person, first=first, last=last)],
        changed=[known] if known else [], by=by.person_id,
    )  # fmt: skip
    return _carried_out(whole, person, found, instead, by)


def _carried_out(
    whole: Round, person: int, found: list[Touched], instead: Mapping[int, str], by: Viewer
) -> list[Offer]:
    gone = []
    for one in found:
        chosen = instead.get(one.offer.pk, "")
        if chosen == GONE:
            gone.append(one.offer)
            continue
        if chosen and chosen not in {str(who.pk) for who in one.free}:
            raise Refused(_("Somebody you chose is needed elsewhere meanwhile. Load the page again."))
        if not chosen and not one.others:
            raise Refused(_("“%(offer)s” would be without anybody. Choose who guides it, or let it fall away.")
                          % {"offer": one.offer})  # fmt: skip
        OfferAdult.objects.filter(offer=one.offer, person=person).delete()
        if chosen:
            OfferAdult.objects.get_or_create(offer=one.offer, person_id=int(chosen))
    now = timezone.now()
    Offer.objects.filter(pk__in=[one.pk for one in gone]).update(withdrawn_at=now)
    record(verb="note absence in offers", on=about(whole), by=by.person_id, count=len(found))
    return gone
