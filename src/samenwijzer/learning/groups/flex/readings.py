"""What a plan of a round is worth, figure by figure, over everybody and never beside a name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from samenwijzer.learning.groups.flex.needs import standings
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.offers.models import Offer, Placement, Round, Wish
from samenwijzer.practice.offers.pack import offer_kinds
from samenwijzer.practice.offers.queries import Whole, whole_round

#: Below this many people a share is not told: it would be about somebody.
LEAST = 5


@dataclass(frozen=True)
class Share:
    """``part`` of ``whole``."""

    part: int
    whole: int

    @property
    def percent(self) -> int:
        """The share as a percentage, 0 of nothing."""
        return round(100 * self.part / self.whole) if self.whole else 0


@dataclass(frozen=True)
class PlanReading:
    """What a plan holds: places filled, needs met, wishes met, and why people are where they are.

    ``teaching`` is the share of the places in instruction and practice (R4), with the least the pack asks;
    ``had_wish`` compares how many of those with a need, and of the others, are somewhere of their own choice (R21);
    it is empty where either are too few to say so without saying it of somebody.
    """

    seats: Share
    needs: Share
    wishes: Share
    teaching: Share
    least_teaching: int
    by_need: int
    by_choice: int
    by_variety: int
    had_wish: tuple[Share, Share] | None
    unmet: tuple[tuple[int, int], ...]


def read_plan(*, viewer: Viewer, round_id: int) -> PlanReading:
    """Return what the places of a round, drafts included, are worth (eleven queries)."""
    whole = whole_round(viewer=viewer, round_id=round_id, briefly=True)
    return read_whole(viewer=viewer, whole=whole, places=list(Placement.objects.filter(moment__round=whole.round)))


def read_whole(*, viewer: Viewer, whole: Whole, places: Iterable[Placement]) -> PlanReading:
    """Return what ``places`` are worth in a round that is known already (four queries)."""
    people = whole.taking_part
    moments = len(whole.moments)
    offers = {one.offer.pk: one.offer for one in whole.offered}
    goals = {one.offer.pk: {goal.pk for goal in one.goals} for one in whole.offered}
    worked_on = {goal for of_offer in goals.values() for goal in of_offer}
    needs = standings(groups_of=people, goals=worked_on, on=viewer.on).needs
    places = [place for place in places if place.offer_id in offers and place.person_id in people]
    at: dict[int, set[int]] = defaultdict(set)
    for place in places:
        at[place.person_id].add(place.offer_id)
    needed = {(learner, goal) for learner, own in needs.items() for goal in own}
    unmet = {(learner, goal) for learner, goal in needed if not any(goal in goals[offer] for offer in at[learner])}
    wished = set(Wish.objects.filter(offer__in=offers, person__in=people).values_list("person", "offer"))
    chosen = {place.person_id for place in places if place.why in (Placement.Why.CHOSEN, Placement.Why.WISH)}
    return PlanReading(
        seats=Share(len(places), len(people) * moments),
        needs=Share(len(needed) - len(unmet), len(needed)),
        wishes=Share(sum(offer in at[person] for person, offer in wished), len(wished)),
        teaching=_teaching(whole.round, offers, places),
        least_teaching=offer_kinds().kind(whole.round.kind).least_teaching,
        by_need=_count(places, Placement.Why.NEED, Placement.Why.PLACED),
        by_choice=_count(places, Placement.Why.CHOSEN, Placement.Why.WISH),
        by_variety=_count(places, Placement.Why.LEFT),
        had_wish=_had_wish({one for one, own in needs.items() if own}, set(people), chosen),
        unmet=tuple(sorted(unmet)),
    )


def _count(places: Iterable[Placement], *why: str) -> int:
    return sum(place.why in why for place in places)


def _teaching(whole: Round, offers: dict[int, Offer], places: list[Placement]) -> Share:
    """Return the share of the filled places, or of all places while none is filled, that is instruction or practice."""
    teaching = offer_kinds().kind(whole.kind).teaching
    if places:
        return Share(sum(offers[place.offer_id].form in teaching for place in places), len(places))
    capacity = [(one.capacity, one.form in teaching) for one in offers.values()]
    return Share(sum(count for count, teaches in capacity if teaches), sum(count for count, _teaches in capacity))


def _had_wish(needing: set[int], everybody: set[int], chosen: set[int]) -> tuple[Share, Share] | None:
    others = everybody - needing
    if min(len(needing), len(others)) < LEAST or not chosen:
        return None
    return Share(len(chosen & needing), len(needing)), Share(len(chosen & others), len(others))
