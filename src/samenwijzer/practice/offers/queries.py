"""What is offered, how full it is, who is expected at the door, and where somebody goes."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.calendar.queries import absences_between
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.offers.models import (
    Moment,
    Offer,
    OfferAdult,
    OfferGoal,
    OfferGroup,
    Placement,
    Round,
    RoundGroup,
    Wish,
)
from samenwijzer.practice.offers.rules import (
    Choosing,
    check_door,
    is_choosing,
    learners_in,
    offers_for,
    own_rounds,
    seen_round,
    seen_rounds,
)


@dataclass
class Offered:
    """One offer with what belongs to it; ``away`` are its adults who are absent that day, ``wished`` how many wait."""

    offer: Offer
    adults: list[Person] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    groups: list[Unit] = field(default_factory=list)
    away: list[Person] = field(default_factory=list)
    wished: int = 0
    clashes: list[str] = field(default_factory=list)

    @property
    def is_short(self) -> list[str]:
        """What still has to be settled before it can take place: an adult, a room."""
        lacking = [] if self.adults else ["adult"]
        return lacking if self.offer.room_id or self.offer.place else [*lacking, "room"]


@dataclass(frozen=True)
class Whole:
    """A round as the team sees it: its groups, at each moment what is offered, and who takes part through which groups.

    ``taking_part`` holds the groups (ids) by learner (id).
    """

    round: Round
    groups: list[Unit]
    moments: list[tuple[Moment, list[Offered]]]
    taking_part: dict[int, set[int]]
    coordinates: bool

    @property
    def learners(self) -> int:
        """How many learners take part."""
        return len(self.taking_part)

    @property
    def offered(self) -> list[Offered]:
        """Everything that is offered, nothing that was withdrawn."""
        return [one for _moment, offers in self.moments for one in offers if one.offer.withdrawn_at is None]


def rounds(*, viewer: Viewer) -> list[Round]:
    """Return the rounds ``viewer`` has to do with, newest first (two queries)."""
    return list(seen_rounds(viewer).select_related("unit")[:40])


def whole_round(*, viewer: Viewer, round_id: int, briefly: bool = False) -> Whole:
    """Return a round with everything in it (ten queries).

    ``briefly``: of the offers only their goals, without who guides them, whom they are for and who waits (six).
    """
    found, coordinates = seen_round(viewer, round_id)
    moments = list(found.moments.all())
    offers = list(Offer.objects.filter(moment__round=found).select_related("moment", "room").order_by("title", "pk"))
    offered = _with_goals(offers) if briefly else {one.offer.pk: one for one in described(offers)}
    by_moment: dict[int, list[Offered]] = defaultdict(list)
    for one in offered.values():
        by_moment[one.offer.moment_id].append(one)
    if not briefly:
        for wish in Wish.objects.filter(offer__moment__round=found).values_list("offer", flat=True):
            offered[wish].wished += 1
        for of_moment in by_moment.values():
            _note_clashes(of_moment)
    groups = [row.unit for row in RoundGroup.objects.filter(round=found).select_related("unit").order_by("unit__name")]
    return Whole(
        found,
        groups,
        [(moment, by_moment[moment.pk]) for moment in moments],
        taking_part(found.pk, max(viewer.on, found.starts)),
        coordinates,
    )


def taking_part(round_id: int, on: date) -> dict[int, set[int]]:
    """Return the groups (ids) through which each learner (id) takes part in a round on day ``on`` (one query)."""
    found: dict[int, set[int]] = defaultdict(set)
    for person, unit in learners_in(round_id, on).values_list("person", "unit"):
        found[person].add(unit)
    return dict(found)


def described(offers: Iterable[Offer]) -> list[Offered]:
    """Return offers with their adults, goals and groups (four queries); the moment of each is at hand."""
    found = _with_goals(offers)
    _add_adults(found)
    for open_to in OfferGroup.objects.filter(offer__in=found).select_related("unit").order_by("unit__name"):
        found[open_to.offer_id].groups.append(open_to.unit)
    days = [one.offer.moment.on for one in found.values()]
    people = {person.pk for one in found.values() for person in one.adults}
    away = absences_between(people=people, first=min(days), last=max(days)) if people else []
    for one in found.values():
        gone = {row.person_id for row in away if row.first <= one.offer.moment.on <= row.last}
        one.away = [person for person in one.adults if person.pk in gone]
    return list(found.values())


def _with_goals(offers: Iterable[Offer]) -> dict[int, Offered]:
    found = {one.pk: Offered(one) for one in offers}
    for worked_on in OfferGoal.objects.filter(offer__in=found).select_related("goal"):
        found[worked_on.offer_id].goals.append(worked_on.goal)
    return found


def _add_adults(found: dict[int, Offered]) -> None:
    for row in OfferAdult.objects.filter(offer__in=found).select_related("person").order_by("pk"):
        found[row.offer_id].adults.append(row.person)


def _note_clashes(offered: list[Offered]) -> None:
    """Say which adult or room of an offer is elsewhere at the same moment."""
    holding = [one for one in offered if one.offer.withdrawn_at is None]
    for one in holding:
        others = [other for other in holding if other is not one]
        busy = {person.pk for other in others for person in other.adults}
        one.clashes = [str(person) for person in one.adults if person.pk in busy]
        if one.offer.room_id and any(other.offer.room_id == one.offer.room_id for other in others):
            one.clashes.append(str(one.offer.room))


@dataclass(frozen=True)
class Expected:
    """Somebody expected at a door, of which group, and whether present (``None``: nobody ticked)."""

    person: Person
    group: str
    present: bool | None
    is_draft: bool


@dataclass(frozen=True)
class Door:
    """The list at the door of one offer, in order of name."""

    offered: Offered
    round: Round
    expected: list[Expected]

    @property
    def ticked(self) -> int:
        """How many came."""
        return sum(one.present is True for one in self.expected)


def door(*, viewer: Viewer, offer: int) -> Door:
    """Return who is expected at an offer ``viewer`` guides or whose round it coordinates; drafts are not expected."""
    found = check_door(viewer, offer)
    return _doors([found], found.moment.round)[0]


def doors(*, viewer: Viewer, round_id: int, on: date, seen: tuple[Round, bool] | None = None) -> list[Door]:
    """Return the lists of all doors of a round on one day, of the own offers only for who does not coordinate it.

    ``seen`` is what :func:`seen_round` said, for who asked already.
    """
    whole, coordinates = seen or seen_round(viewer, round_id)
    offers = Offer.objects.filter(moment__round=whole, moment__on=on, withdrawn_at=None)
    if not coordinates:
        offers = offers.filter(pk__in=OfferAdult.objects.filter(person=viewer.person_id).values("offer"))
    return _doors(list(offers.select_related("moment", "room").order_by("moment__begins", "title", "pk")), whole)


def _doors(offers: list[Offer], whole: Round) -> list[Door]:
    if not offers:
        return []
    rows = Placement.objects.filter(offer__in=[one.pk for one in offers], published_at__isnull=False)
    expected: dict[int, list[Expected]] = defaultdict(list)
    rows = rows.select_related("person").order_by("person__given_name", "person__family_name", "pk")
    groups = groups_of(whole.pk, offers[0].moment.on)
    for row in rows:
        group = ", ".join(groups.get(row.person_id, []))
        expected[row.offer_id].append(Expected(row.person, group, row.present, row.published_at is None))
    guided = {one.pk: Offered(one) for one in offers}
    _add_adults(guided)
    return [Door(one, whole, expected[one.offer.pk]) for one in guided.values()]


def groups_of(round_id: int, on: date) -> dict[int, list[str]]:
    """Return the names of the groups each learner takes part through (one query)."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = learners_in(round_id, on).values_list("person", "unit__name").order_by("unit__name")
    for person, name in rows:
        found[person].append(name)
    return dict(found)


@dataclass(frozen=True)
class Possible:
    """An offer as a learner sees it: why it may not be chosen (empty where it may), and whether it was wished."""

    offered: Offered
    refusal: str
    is_wished: bool
    open_goals: list[Goal]

    @property
    def is_full(self) -> bool:
        """Whether no place is left."""
        return self.offered.offer.left < 1


@dataclass(frozen=True)
class OwnMoment:
    """One moment of a learner: where it goes (told already), and what else there is.

    ``stays`` says why the place may not change.
    """

    moment: Moment
    place: Placement | None
    at: Offered | None
    stays: str
    possible: list[Possible]
    is_open: bool


def own_moments(*, viewer: Viewer, choosing: dict[int, Choosing]) -> list[OwnMoment]:
    """Return the coming moments of ``viewer`` as a learner, in order; ``choosing`` says per round how free it is."""
    offers = list(offers_for(viewer).filter(moment__on__gte=viewer.on).order_by("title", "pk"))
    moments = list(Moment.objects.filter(round__in=own_rounds(viewer), on__gte=viewer.on).select_related("round"))
    told = Placement.objects.filter(person=viewer.person_id, moment__in=moments, published_at__isnull=False)
    places = {row.moment_id: row for row in told.select_related("offer__moment", "goal", "offer__room")}
    missing = [row.offer for row in places.values() if row.offer_id not in {one.pk for one in offers}]
    offered = {one.offer.pk: one for one in described([*offers, *missing])} if offers or missing else {}
    wished = set(Wish.objects.filter(person=viewer.person_id, offer__in=offered).values_list("offer", flat=True))
    return [_own_moment(moment, places.get(moment.pk), offered, wished, choosing) for moment in moments]


def _own_moment(
    moment: Moment,
    place: Placement | None,
    offered: dict[int, Offered],
    wished: Collection[int],
    choosing: dict[int, Choosing],
) -> OwnMoment:
    free = choosing.get(moment.round_id)
    possible = []
    for one in offered.values():
        if free and one.offer.moment_id == moment.pk and one.offer.withdrawn_at is None:
            own = [goal for goal in one.goals if goal.pk in free.open_goals]
            refusal = free.refusal(one.offer, [goal.pk for goal in one.goals])
            possible.append(Possible(one, refusal, one.offer.pk in wished, own))
    open_now = is_choosing(moment.round, timezone.now())
    shown = place if place and place.offer.withdrawn_at is None else None
    return OwnMoment(
        moment=moment,
        place=shown,
        at=offered[shown.offer_id] if shown else None,
        stays=_stays(shown),
        possible=possible if moment.round.opened_at else [],
        is_open=open_now,
    )


def _stays(place: Placement | None) -> str:
    given = place is not None and place.why in (Placement.Why.PLACED, Placement.Why.NEED)
    return place.why if place and given else ""


def learners_of_round(round_id: int, on: date) -> list[Person]:
    """Return everybody who takes part, in order of name (one query)."""
    return list(Person.objects.filter(pk__in=learners_in(round_id, on).values("person")))
