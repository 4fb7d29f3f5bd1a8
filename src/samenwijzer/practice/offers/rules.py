"""Who plans, offers, places and stands at the door, and when somebody may choose."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.access.rules import guided_units, visible_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.practice.offers.models import (
    Offer,
    OfferAdult,
    OfferGoal,
    OfferGroup,
    Placement,
    Round,
    RoundGroup,
    Wish,
)
from samenwijzer.practice.offers.pack import Freedom, offer_kinds

MOST_PLACES = 500
LONGEST_DAY_MOMENTS = 12


def seen_rounds(viewer: Viewer) -> QuerySet[Round]:
    """Return the rounds in which a group takes part that ``viewer`` guides, or in which it guides an offer."""
    guided = RoundGroup.objects.filter(round=OuterRef("pk"), unit__in=guided_units(viewer))
    own = OfferAdult.objects.filter(offer__moment__round=OuterRef("pk"), person=viewer.person_id)
    return Round.objects.filter(Exists(guided) | Exists(own))


def check_sees_round(viewer: Viewer, round_id: int) -> Round:
    """Return the round when ``viewer`` has to do with it."""
    found = seen_rounds(viewer).filter(pk=round_id).select_related("unit").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def seen_round(viewer: Viewer, round_id: int) -> tuple[Round, bool]:
    """Return the round when ``viewer`` has to do with it, and whether it coordinates it (one query)."""
    foreign = RoundGroup.objects.filter(round=OuterRef("pk")).exclude(unit__in=guided_units(viewer))
    some = RoundGroup.objects.filter(round=OuterRef("pk"))
    coordinates = ExpressionWrapper(Q(Exists(some)) & ~Q(Exists(foreign)), output_field=BooleanField())
    rows = seen_rounds(viewer).filter(pk=round_id).select_related("unit")
    found = rows.annotate(coordinates=coordinates).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found, found.coordinates


def coordinated_rounds(viewer: Viewer) -> QuerySet[Round]:
    """Return the rounds whose every group ``viewer`` guides: who answers for all of them places and publishes."""
    foreign = RoundGroup.objects.filter(round=OuterRef("pk")).exclude(unit__in=guided_units(viewer))
    some = RoundGroup.objects.filter(round=OuterRef("pk"))
    return Round.objects.filter(Exists(some), ~Exists(foreign))


def can_coordinate(viewer: Viewer, round_id: int) -> bool:
    """Whether ``viewer`` places and publishes in this round."""
    return coordinated_rounds(viewer).filter(pk=round_id).exists()


def check_coordinates(viewer: Viewer, round_id: int) -> Round:
    """Return the round when ``viewer`` places and publishes in it."""
    found = coordinated_rounds(viewer).filter(pk=round_id).select_related("unit").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_starts(viewer: Viewer, groups: Collection[int]) -> list[Unit]:
    """Return the groups when ``viewer`` guides them all; a round without groups is none."""
    found = list(guided_units(viewer).filter(pk__in=groups).order_by("name", "pk"))
    if len(found) < len(set(groups)):
        raise NotVisible(_("There is nothing here for you."))
    if not found:
        raise Refused(_("Choose at least one group."))
    return found


def check_offer(viewer: Viewer, offer_id: int) -> Offer:
    """Return an offer ``viewer`` may change: an own one, one it guides, or one of a round it coordinates."""
    found = Offer.objects.filter(pk=offer_id).select_related("moment__round__unit", "room").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_sees_round(viewer, found.moment.round_id)
    own = found.by_id == viewer.person_id or found.adults.filter(person=viewer.person_id).exists()
    if not own and not can_coordinate(viewer, found.moment.round_id):
        raise NotVisible(_("There is nothing here for you."))
    return found


def learners_in(round_id: int, on: date) -> QuerySet[Membership]:
    """Return the memberships through which learners take part in a round on day ``on``."""
    groups = RoundGroup.objects.filter(round=round_id).values("unit")
    return Membership.objects.filter(active(on), unit__in=groups, role=LEARNER)


def own_groups_of(viewer: Viewer) -> set[int]:
    """Return the groups (ids) in which ``viewer`` learns; no query."""
    return {one.unit_id for one in viewer.functions if one.role == LEARNER}


def own_rounds(viewer: Viewer) -> QuerySet[Round]:
    """Return the rounds ``viewer`` takes part in as a learner and that are open or published."""
    mine = RoundGroup.objects.filter(round=OuterRef("pk"), unit__in=own_groups_of(viewer))
    told = Q(opened_at__isnull=False) | Q(published_at__isnull=False)
    return Round.objects.filter(Exists(mine), told, ends__gte=viewer.on)


def is_choosing(one: Round, now: datetime) -> bool:
    """Whether learners choose in this round right now."""
    return one.opened_at is not None and (one.choose_until is None or now <= one.choose_until)


def offers_for(viewer: Viewer) -> QuerySet[Offer]:
    """Return what there is for ``viewer`` as a learner in its rounds, nothing that was withdrawn."""
    groups = own_groups_of(viewer)
    fits = OfferGroup.objects.filter(offer=OuterRef("pk"), unit__in=groups)
    some = OfferGroup.objects.filter(offer=OuterRef("pk"))
    return Offer.objects.filter(
        Exists(fits) | ~Exists(some), moment__round__in=own_rounds(viewer), withdrawn_at=None
    ).select_related("moment__round", "room")


@dataclass(frozen=True)
class OwnOffer:
    """One offer there is for a learner, with what stands around it; all ids.

    ``goals`` are what it works on, ``place`` is where this learner goes at that moment, if anywhere, and ``wishes`` are
    the offers of that moment it would like.
    """

    offer: Offer
    goals: frozenset[int]
    place: int | None
    wishes: frozenset[int]


#: Everything around an offer in one statement: the groups of its round, its own groups and goals, and what a learner
#: has and wants at its moment.
_AROUND = f"""
    select 'round', unit_id from {RoundGroup._meta.db_table} where round_id = %(round)s
    union all select 'group', unit_id from {OfferGroup._meta.db_table} where offer_id = %(offer)s
    union all select 'goal', goal_id from {OfferGoal._meta.db_table} where offer_id = %(offer)s
    union all select 'place', offer_id from {Placement._meta.db_table}
        where moment_id = %(moment)s and person_id = %(person)s
    union all select 'wish', offer_id from {Wish._meta.db_table} where person_id = %(person)s
        and offer_id in (select id from {Offer._meta.db_table} where moment_id = %(moment)s)
"""  # noqa: S608  # only names of tables


def own_offer(viewer: Viewer, offer_id: int) -> OwnOffer:
    """Return one of :func:`offers_for` (two queries).

    A whole school asks this in the same minute. Django takes longer to write a query than a database to answer it, so
    what stands around an offer is one statement that was written before.
    """
    try:
        offer = Offer.objects.select_related("moment__round").get(pk=offer_id)
    except Offer.DoesNotExist:
        raise NotVisible(_("There is nothing here for you.")) from None
    whole, groups = offer.moment.round, own_groups_of(viewer)
    around: dict[str, set[int]] = {"round": set(), "group": set(), "goal": set(), "place": set(), "wish": set()}
    asked = {"round": whole.pk, "offer": offer_id, "moment": offer.moment_id, "person": viewer.person_id}
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, asked)
        for what, key in cursor.fetchall():
            around[what].add(key)
    told = whole.opened_at is not None or whole.published_at is not None
    takes_part = told and whole.ends >= viewer.on and not groups.isdisjoint(around["round"])
    is_for_it = not around["group"] or not groups.isdisjoint(around["group"])
    if offer.withdrawn_at is not None or not takes_part or not is_for_it:
        raise NotVisible(_("There is nothing here for you."))
    return OwnOffer(offer, frozenset(around["goal"]), next(iter(around["place"]), None), frozenset(around["wish"]))


@dataclass(frozen=True)
class Choosing:
    """How free somebody is to choose, and which goals are open for this person; both told by who knows them.

    ``because`` says to the learner why it is freer, or less free, than the round.
    """

    freedom: Freedom
    open_goals: frozenset[int] = frozenset()
    because: str = ""

    def refusal(self, offer: Offer, goals: Collection[int]) -> str:
        """Return why this person may not choose ``offer``, which works on ``goals``; empty where it may."""
        if self.freedom == Freedom.PLACED:
            return self.because or _("Your teachers choose this time where you go.")
        if offer.choice == Offer.Choice.PLACED:
            return _("Your teachers place people here.")
        bound = self.freedom == Freedom.OWN_GOAL or offer.choice == Offer.Choice.OWN_GOAL
        if bound and not self.open_goals.intersection(goals):
            return _("This is not about a goal that is open for you now.")
        return ""


def check_chooses(found: OwnOffer, choosing: Choosing) -> None:
    """Refuse unless this offer may be chosen now, as free as ``choosing`` says."""
    check_still_choosing(found.offer.moment.round, found.offer.moment.on, timezone.now())
    if refusal := choosing.refusal(found.offer, found.goals):
        raise Refused(refusal)


def check_still_choosing(one: Round, on: date, now: datetime) -> None:
    """Refuse a choice before the round opens, after its last moment to choose, and on a day that is over."""
    if not is_choosing(one, now):
        raise Refused(_("Choosing is over. Ask your teacher if something has to change."))
    if on < timezone.localdate(now):
        raise Refused(_("This day is over."))


def check_may_leave(placement: Placement) -> None:
    """Refuse to let somebody leave a place that an adult gave, or that was published for a need."""
    given = (Placement.Why.PLACED, Placement.Why.NEED)
    if placement.why in given and placement.published_at:
        raise Refused(_("Your teacher placed you here. Talk about it with your teacher if you see it otherwise."))


def check_places(viewer: Viewer, offer_id: int, people: Collection[int]) -> Offer:
    """Return the offer when ``viewer`` guides all these learners of its round, and may so place them."""
    offer = Offer.objects.filter(pk=offer_id).select_related("moment__round").first()
    if offer is None or not seen_rounds(viewer).filter(pk=offer.moment.round_id).exists():
        raise NotVisible(_("There is nothing here for you."))
    inside = learners_in(offer.moment.round_id, offer.moment.on).values("person")
    wanted = set(people)
    if visible_learners(viewer).filter(pk__in=wanted).filter(pk__in=inside).count() < len(wanted):
        raise NotVisible(_("There is nothing here for you."))
    return offer


def check_door(viewer: Viewer, offer_id: int) -> Offer:
    """Return the offer when ``viewer`` stands at its door: who guides it, and who places in its round.

    Who guides an offer sees the names of those it expects, also of learners of other classes, and nothing else of them.
    """
    return check_offer(viewer, offer_id)


def check_capacity(capacity: int, taken: int) -> None:
    """Refuse a number of places that is none, that no school has, or fewer than are taken."""
    if not 1 <= capacity <= MOST_PLACES:
        raise Refused(_("Choose between 1 and %(most)d places.") % {"most": MOST_PLACES})
    if capacity < taken:
        raise Refused(
            _("%(taken)d places are taken already. Move somebody first, or keep at least as many places.")
            % {"taken": taken}
        )


def check_round(kind: str, starts: date, ends: date, moments: Sequence[object]) -> None:
    """Refuse a round that is over before it starts, that stays too long, or without any moment."""
    last = starts + timedelta(days=offer_kinds().kind(kind).longest_days)
    if not starts <= ends <= last:
        raise Refused(
            _("Choose a last day between %(first)s and %(last)s.")
            % {"first": date_format(starts, "j F Y"), "last": date_format(last, "j F Y")}
        )
    if not moments:
        raise Refused(_("There is no school day in it on these weekdays. Choose other days."))
