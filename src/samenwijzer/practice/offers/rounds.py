"""Making a round and what is offered in it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.calendar.models import Room
from samenwijzer.network.calendar.queries import school_days
from samenwijzer.network.organisation.models import Membership, Unit, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.offers.models import (
    Moment,
    Offer,
    OfferAdult,
    OfferGoal,
    OfferGroup,
    Round,
    RoundGroup,
)
from samenwijzer.practice.offers.pack import Freedom, offer_kinds
from samenwijzer.practice.offers.rules import (
    check_capacity,
    check_coordinates,
    check_offer,
    check_round,
    check_sees_round,
    check_starts,
)

SCHOOL_KINDS = ("school", "adult_education_centre", "academy", "boarding_school")
#: A weekday (0 = Monday), when it begins and when it finishes.
Weekly = tuple[int, time, time]


@dataclass(frozen=True)
class Content:
    """What an offer says: ``adults``, ``goals`` and ``groups`` are ids; an empty ``groups`` is everybody."""

    title: str
    form: str
    capacity: int
    what: str = ""
    choice: str = Offer.Choice.EVERYBODY
    room: int | None = None
    place: str = ""
    adults: Collection[int] = field(default_factory=tuple)
    goals: Collection[int] = field(default_factory=tuple)
    groups: Collection[int] = field(default_factory=tuple)


def about(one: Round) -> Reference:
    """Return how the trail and notices point at a round."""
    return Reference("offers.round", str(one.pk))


@transaction.atomic
def start_round(
    *, kind: str, title: str, groups: Collection[int], weekly: Sequence[Weekly], starts: date, ends: date,
    freedom: str, choose_until: datetime | None, by: Viewer,
) -> Round:  # fmt: skip
    """Make a round with a moment on each open school day at each of the ``weekly`` times; nobody sees it yet."""
    units = check_starts(by, groups)
    if freedom not in list(Freedom) or not title.strip():
        raise Refused(_("Give it a title, and say how free learners are to choose."))
    school = school_of(units)
    open_days = school_days(path=school.path, first=starts, last=ends)
    moments = [
        (on, begins, finishes) for on in open_days for weekday, begins, finishes in weekly if weekday == on.weekday()
    ]
    check_round(kind, starts, ends, moments)
    made = Round.objects.create(
        unit=school, kind=offer_kinds().kind(kind).key, title=title.strip(), starts=starts, ends=ends,
        freedom=freedom, choose_until=choose_until, by_id=by.person_id,
    )  # fmt: skip
    RoundGroup.objects.bulk_create([RoundGroup(round=made, unit=unit) for unit in units])
    Moment.objects.bulk_create(
        [Moment(round=made, on=on, begins=begins, finishes=finishes) for on, begins, finishes in dict.fromkeys(moments)]
    )
    record(verb="start round", on=about(made), by=by.person_id, count=len(moments))
    return made


def school_of(units: Sequence[Unit]) -> Unit:
    """Return the school the groups have in common; refuse groups of different schools."""
    above = [[int(part) for part in unit.path.split("/") if part] for unit in units]
    shared = set(above[0]).intersection(*above[1:])
    school = Unit.objects.filter(pk__in=shared, kind__in=SCHOOL_KINDS).order_by("-path").first()
    if school is None:
        raise Refused(_("These groups are not of one school."))
    return school


@transaction.atomic
def open_round(*, round_id: int, is_open: bool, by: Viewer) -> Round:
    """Let learners see what is offered and choose, or take that back."""
    found = check_coordinates(by, round_id)
    if is_open and not Offer.objects.filter(moment__round=found, withdrawn_at=None).exists():
        raise Refused(_("There is nothing to choose from yet. Add an offer first."))
    found.opened_at = timezone.now() if is_open else None
    found.save(update_fields=["opened_at"])
    record(verb="open round" if is_open else "close round", on=about(found), by=by.person_id)
    return found


@transaction.atomic
def remove_round(*, round_id: int, by: Viewer) -> None:
    """Take a round away in which nobody has a place yet."""
    found = check_coordinates(by, round_id)
    if Offer.objects.filter(moment__round=found, taken__gt=0).exists():
        raise Refused(_("Learners have a place in it already. Let its offers fall away instead."))
    reference = about(found)
    found.delete()
    record(verb="remove round", on=reference, by=by.person_id)


@transaction.atomic
def add_offers(*, moments: Collection[int], content: Content, by: Viewer) -> list[Offer]:
    """Offer the same at each of these moments of one round."""
    found = list(Moment.objects.filter(pk__in=moments).select_related("round__unit"))
    if not found or len({one.round_id for one in found}) > 1:
        raise Refused(_("Choose at least one moment."))
    whole = check_sees_round(by, found[0].round_id)
    content = _checked(content, whole, by)
    offers = [Offer(moment=one, by_id=by.person_id, **_plain(content)) for one in found]
    Offer.objects.bulk_create(offers)
    _connect(offers, content)
    record(verb="add offers", on=about(whole), by=by.person_id, count=len(offers))
    return offers


@transaction.atomic
def change_offer(*, offer: int, content: Content, by: Viewer) -> Offer:
    """Let an offer say something else; its places never become fewer than are taken."""
    check_offer(by, offer)
    found = Offer.objects.select_for_update().select_related("moment__round__unit").get(pk=offer)
    content = _checked(content, found.moment.round, by, before=found)
    check_capacity(content.capacity, found.taken)
    plain = _plain(content)
    for name, value in plain.items():
        setattr(found, name, value)
    found.save(update_fields=list(plain))
    for rows in (found.adults, found.goals, found.groups):
        rows.all().delete()
    _connect([found], content)
    record(verb="change offer", on=about(found.moment.round), by=by.person_id)
    return found


@transaction.atomic
def withdraw_offer(*, offer: int, by: Viewer) -> Offer:
    """Let an offer fall away; who had a place there waits for another one, and nobody else moves."""
    return _set_withdrawn(offer, timezone.now(), "withdraw offer", by)


@transaction.atomic
def restore_offer(*, offer: int, by: Viewer) -> Offer:
    """Let an offer that fell away take place after all, with whoever has no other place meanwhile."""
    return _set_withdrawn(offer, None, "restore offer", by)


def _set_withdrawn(offer: int, at: datetime | None, verb: str, by: Viewer) -> Offer:
    found = check_offer(by, offer)
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    record(verb=verb, on=about(found.moment.round), by=by.person_id)
    return found


def _checked(content: Content, whole: Round, by: Viewer, before: Offer | None = None) -> Content:
    """Return the content when everything it names is of this school and this round."""
    kind = offer_kinds().kind(whole.kind)
    if not content.title.strip() or kind.form(content.form) is None or content.choice not in Offer.Choice.values:
        raise Refused(_("Give it a title and choose what people do there."))
    for text in (content.title, content.what):
        if label := offer_kinds().label_in(text):
            raise Refused(
                _("“%(label)s” labels learners. Say what they do there, not how far they are.") % {"label": label}
            )
    check_capacity(content.capacity, before.taken if before else 0)
    inside = Membership.objects.filter(active(by.on), unit__path__startswith=whole.unit.path)
    staff = set(inside.exclude(role="learner").filter(person__in=content.adults).values_list("person", flat=True))
    groups = set(whole.groups.filter(unit__in=content.groups).values_list("unit", flat=True))
    known = Goal.objects.filter(pk__in=content.goals).count() == len(set(content.goals))
    room = content.room is None or Room.objects.filter(pk=content.room, unit=whole.unit).exists()
    if staff < set(content.adults) or groups < set(content.groups) or not known or not room:
        raise Refused(_("Something in this form was not understood. Load the page again."))
    return content


def _plain(content: Content) -> dict[str, object]:
    return {
        "title": content.title.strip(),
        "what": content.what.strip(),
        "form": content.form,
        "choice": content.choice,
        "room_id": content.room,
        "place": content.place.strip(),
        "capacity": content.capacity,
    }


def _connect(offers: Sequence[Offer], content: Content) -> None:
    adults, goals, groups = (dict.fromkeys(ids) for ids in (content.adults, content.goals, content.groups))
    OfferAdult.objects.bulk_create([OfferAdult(offer=one, person_id=pk) for one in offers for pk in adults])
    OfferGoal.objects.bulk_create([OfferGoal(offer=one, goal_id=pk) for one in offers for pk in goals])
    OfferGroup.objects.bulk_create([OfferGroup(offer=one, unit_id=pk) for one in offers for pk in groups])


def staff_of(school: Unit, on: date) -> list[Person]:
    """Return who works in the school on day ``on``, in order of name: those who can guide an offer."""
    inside = Membership.objects.filter(active(on), unit__path__startswith=school.path).exclude(role="learner")
    return list(Person.objects.filter(pk__in=inside.values("person")))
