"""Taking and giving places. A place is taken in one conditional update, so that nobody gets one that is not there."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Max, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.offers.models import Offer, Placement, Round, Wish
from samenwijzer.practice.offers.rounds import about
from samenwijzer.practice.offers.rules import (
    Choosing,
    OwnOffer,
    check_chooses,
    check_coordinates,
    check_door,
    check_may_leave,
    check_places,
    check_still_choosing,
    learners_in,
    own_offer,
)

Why = Placement.Why


@dataclass(frozen=True, slots=True)
class Seat:
    """A place to propose: ``person`` goes to ``offer``, and why, about which goal; all ids."""

    person: int
    moment: int
    offer: int
    why: str
    goal: int | None = None


class Full(Refused):
    """There is no place left."""


def choose(*, offer: int | OwnOffer, choosing: Choosing, by: Viewer) -> Placement:
    """Let ``by`` take a place, instead of the one it may have at that moment; twice is once.

    What can be looked up is looked up before the database is held: where a whole school chooses in the same minute,
    each holds it for as long as it takes to write down one place, and who finds it full does not hold it at all.
    """
    found = offer if isinstance(offer, OwnOffer) else own_offer(by, offer)
    check_not_full(found)
    check_chooses(found, choosing)
    now, about_goal = timezone.now(), min(choosing.open_goals & found.goals, default=None)
    own = by.person_id
    with _taking():
        if found.place is None:
            placed = _first_seat(found.offer, own, Why.CHOSEN, goal=about_goal, by=own, at=now, published=now)
        else:
            placed = _seat(found.offer, own, Why.CHOSEN, goal=about_goal, by=own, at=now, published=now, leaving=True)
        if found.wishes:
            Wish.objects.filter(person=own, offer__in=found.wishes).delete()
    return placed


def check_not_full(found: OwnOffer) -> None:
    """Refuse at once what was full already when it was looked up, except to who is there."""
    if found.offer.left < 1 and found.place != found.offer.pk:
        raise _full(found.offer)


def _full(offer: Offer) -> Full:
    return Full(_("“%(offer)s” is full. Choose something else.") % {"offer": offer})


@contextmanager
def _taking() -> Iterator[None]:
    """Hold the database; who takes two places at one moment at once gets one of them."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Refused(_("You chose something at this very moment. Load the page again.")) from error


@transaction.atomic
def leave(*, offer: int, by: Viewer) -> None:
    """Let ``by`` give a place back; not having it is fine."""
    own = Placement.objects.filter(offer=offer, person=by.person_id, published_at__isnull=False)
    place = own.select_related("moment__round").first()
    if place is None:
        return
    check_still_choosing(place.moment.round, place.moment.on, timezone.now())
    check_may_leave(place)
    _free(place)


@transaction.atomic
def wish(*, offer: int, is_wished: bool, by: Viewer) -> None:
    """Keep that ``by`` would like to go there when there is room, or forget it."""
    found = own_offer(by, offer).offer
    check_still_choosing(found.moment.round, found.moment.on, timezone.now())
    if is_wished:
        Wish.objects.get_or_create(offer=found, person_id=by.person_id, defaults={"at": timezone.now()})
    else:
        Wish.objects.filter(offer=found, person=by.person_id).delete()


def place(*, offer: int, people: Collection[int], by: Viewer) -> list[Placement]:
    """Let an adult who guides them give learners a place, all of them or none; a learner is told at once."""
    found = check_places(by, offer, people)
    now = timezone.now()
    with _taking():
        placed = [
            _seat(found, person, Why.PLACED, goal=None, by=by.person_id, at=now, published=now)
            for person in sorted(set(people))
        ]
        record(verb="place in offer", on=about(found.moment.round), by=by.person_id, count=len(placed))
    return placed


@transaction.atomic
def move(*, round_id: int, person: int, moment: int, to: int | None, by: Viewer) -> Placement | None:
    """Put a learner elsewhere in a round, or nowhere; as a draft where the round is not published yet."""
    whole = check_coordinates(by, round_id)
    if not learners_in(round_id, by.on).filter(person=person).exists():
        raise NotVisible(_("There is nothing here for you."))
    if to is None:
        gone = Placement.objects.filter(moment=moment, moment__round=whole, person=person).first()
        if gone:
            _free(gone)
        record(verb="take out of offer", on=about(whole), by=by.person_id)
        return None
    offer = Offer.objects.filter(pk=to, moment=moment, moment__round=whole).select_related("moment__round").first()
    if offer is None:
        raise NotVisible(_("There is nothing here for you."))
    published = timezone.now() if _is_published(whole, offer.moment.on) else None
    with _taking():
        placed = _seat(offer, person, Why.PLACED, goal=None, by=by.person_id, at=timezone.now(), published=published)
    record(verb="move in offers", on=about(whole), by=by.person_id)
    return placed


def _is_published(whole: Round, on: date) -> bool:
    return bool(whole.published_at and whole.published_until and on <= whole.published_until)


def _seat(
    offer: Offer, person: int, why: str, *, goal: int | None, by: int, at: datetime, published: datetime | None,
    leaving: bool = False,
) -> Placement:  # fmt: skip
    """Put ``person`` in ``offer``, out of where it was at that moment; a draft as long as it is not ``published``."""
    there = Placement.objects.filter(moment=offer.moment_id, person=person).order_by()
    current = next(iter(there), None)
    if current and current.offer_id != offer.pk:
        current = _locked(offer, current, there.all())
    if current and leaving:
        check_may_leave(current)
    if current is None:
        return _first_seat(offer, person, why, goal=goal, by=by, at=at, published=published)
    if current.offer_id != offer.pk:
        _take(offer)
        _give_back(current.offer_id)
    values = {"offer": offer, "why": why, "goal_id": goal, "by_id": by, "at": at, "published_at": published}
    for name, value in (values | {"present": None}).items():
        setattr(current, name, value)
    current.save()
    return current


def _first_seat(
    offer: Offer, person: int, why: str, *, goal: int | None, by: int, at: datetime, published: datetime | None
) -> Placement:
    """Put ``person``, who goes nowhere at that moment, in ``offer``.

    The offer is taken last: others who want it wait from then until this is written down.
    """
    placed = Placement.objects.create(
        moment_id=offer.moment_id, person_id=person, offer=offer, why=why, goal_id=goal, by_id=by, at=at,
        published_at=published,
    )  # fmt: skip
    _take(offer)
    return placed


def _locked(offer: Offer, current: Placement, there: QuerySet[Placement]) -> Placement | None:
    """Return where somebody is once both offers are held; who went elsewhere meanwhile is told.

    They are held in the order of their keys, so that two who change places do not wait for each other.
    """
    list(Offer.objects.select_for_update().filter(pk__in={offer.pk, current.offer_id}).order_by("pk"))
    again = next(iter(there), None)
    if again and again.offer_id not in (offer.pk, current.offer_id):
        raise Refused(_("You chose something at this very moment. Load the page again."))
    return again


def _take(offer: Offer) -> None:
    """Take a place where there is one.

    Looking and taking are one statement: that keeps an offer from being overfull, however many choose at once.
    """
    free = Offer.objects.filter(pk=offer.pk, withdrawn_at=None, taken__lt=F("capacity"))
    if not free.update(taken=F("taken") + 1):
        raise _full(offer)


def _give_back(offer: int) -> None:
    Offer.objects.filter(pk=offer, taken__gt=0).update(taken=F("taken") - 1)


def _free(place: Placement) -> None:
    """Take a place away; who gave it back twice at once gave it back once."""
    gone, _rows = Placement.objects.filter(pk=place.pk, offer=place.offer_id).delete()
    if gone:
        _give_back(place.offer_id)


@transaction.atomic
def keep_proposal(*, round_id: int, seats: Sequence[Seat], by: Viewer) -> int:
    """Keep a proposal as drafts, in the place of the drafts there were; whoever has a published place stays there.

    Raises ``Refused`` when places were taken meanwhile, so that an offer would be overfull.
    """
    whole = check_coordinates(by, round_id)
    offers = {one.pk: one for one in Offer.objects.select_for_update().filter(moment__round=whole).order_by("pk")}
    Placement.objects.filter(moment__round=whole, published_at=None).delete()
    wanted = {(one.moment, one.person) for one in seats}
    lost = Placement.objects.filter(moment__round=whole, offer__withdrawn_at__isnull=False)
    for row in lost:
        if (row.moment_id, row.person_id) in wanted:
            row.delete()
    rows = [_draft(one, by.person_id) for one in seats]
    Placement.objects.bulk_create(rows, batch_size=1000)
    _recount(whole, offers)
    record(verb="propose places", on=about(whole), by=by.person_id, count=len(rows))
    return len(rows)


def _draft(one: Seat, by: int) -> Placement:
    return Placement(
        moment_id=one.moment, offer_id=one.offer, person_id=one.person, why=one.why, goal_id=one.goal, by_id=by,
        at=timezone.now(),
    )  # fmt: skip


def _recount(whole: Round, offers: dict[int, Offer]) -> None:
    taken = Counter(Placement.objects.filter(moment__round=whole).values_list("offer", flat=True))
    for pk, one in offers.items():
        one.taken = taken[pk]
        if one.taken > one.capacity:
            raise Refused(_("Somebody took a place meanwhile. Ask for a new proposal."))
    Offer.objects.bulk_update(offers.values(), ["taken"])


@transaction.atomic
def drop_proposal(*, round_id: int, by: Viewer) -> int:
    """Throw the drafts away; places that were chosen, given or published stay."""
    whole = check_coordinates(by, round_id)
    offers = {one.pk: one for one in Offer.objects.select_for_update().filter(moment__round=whole).order_by("pk")}
    count, _rows = Placement.objects.filter(moment__round=whole, published_at=None).delete()
    _recount(whole, offers)
    record(verb="drop proposal", on=about(whole), by=by.person_id, count=count)
    return count


@transaction.atomic
def publish_places(*, round_id: int, until: date, by: Viewer) -> int:
    """Tell everybody where they go, for the moments until the last day ``until`` (included)."""
    whole = check_coordinates(by, round_id)
    if not max(whole.starts, by.on) <= until <= whole.ends:
        raise Refused(
            _("Choose a last day between %(first)s and %(last)s.")
            % {"first": date_format(max(whole.starts, by.on), "j F Y"), "last": date_format(whole.ends, "j F Y")}
        )
    now = timezone.now()
    drafts = Placement.objects.filter(moment__round=whole, moment__on__lte=until, published_at=None)
    count = drafts.update(published_at=now)
    whole.published_at, whole.published_until = now, until
    whole.save(update_fields=["published_at", "published_until"])
    record(verb="publish places", on=about(whole), by=by.person_id, count=count)
    return count


@transaction.atomic
def withdraw_places(*, round_id: int, by: Viewer) -> int:
    """Take the last publication back: what it published is a draft again."""
    whole = check_coordinates(by, round_id)
    count = 0
    if whole.published_at:
        count = Placement.objects.filter(moment__round=whole, published_at=whole.published_at).update(published_at=None)
    told = Placement.objects.filter(moment__round=whole).exclude(why__in=(Why.CHOSEN, Why.PLACED))
    whole.published_at = told.aggregate(last=Max("published_at"))["last"]
    whole.published_until = whole.published_until if whole.published_at else None
    whole.save(update_fields=["published_at", "published_until"])
    record(verb="withdraw places", on=about(whole), by=by.person_id, count=count)
    return count


@transaction.atomic
def tick(*, offer: int, present: dict[int, bool | None], by: Viewer) -> int:
    """Keep who came through the door; ``None`` forgets a tick."""
    found = check_door(by, offer)
    rows = list(Placement.objects.filter(offer=found, person__in=present, published_at__isnull=False))
    for row in rows:
        row.present = present[row.person_id]
    Placement.objects.bulk_update(rows, ["present"])
    record(verb="tick at the door", on=Reference("offers.offer", str(found.pk)), by=by.person_id, count=len(rows))
    return len(rows)
