"""Proposing who goes where: need before a place for everybody, before wish, before variety. A person publishes (R9)."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.groups.flex.needs import Standings, groups_by_learner, standings
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.offers.actions import Seat, keep_proposal
from samenwijzer.practice.offers.models import Offer, OfferGoal, OfferGroup, Placement, Round, Wish
from samenwijzer.practice.offers.rules import check_coordinates
from samenwijzer.science.grouping import flex
from samenwijzer.science.grouping.flex_plan import FlexError, plan_day

#: How far back counts as *lately* when somebody should meet another kind of offer.
LATELY = timedelta(days=60)
WHY = {
    flex.Why.NEED: Placement.Why.NEED,
    flex.Why.WISH: Placement.Why.WISH,
    flex.Why.KEPT: Placement.Why.LEFT,
    flex.Why.PROPOSED: Placement.Why.LEFT,
}


@dataclass(frozen=True)
class Proposed:
    """How many places a proposal gives, and by how much no plan can be better, as a share of the best (0 to 1)."""

    placed: int
    gap: float


@dataclass
class _Known:
    """What a proposal is made from; ``fixed`` are, by learner, the moment and offer that stay as they are."""

    offers: list[Offer]
    goals: dict[int, set[int]]
    open_to: dict[int, set[int]]
    groups_of: dict[int, set[int]]
    standing: Standings
    fixed: dict[int, dict[int, int]]
    wishes: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    had: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def propose_places(*, round_id: int, by: Viewer) -> Proposed:
    """Keep drafts for everybody without a place that was chosen, given or published; those stay where they are.

    So planning again after an adult is absent moves nobody whose offer takes place (grouping.md: change one thing, keep
    the rest still). What lies behind is left alone. ``Refused`` where there is nothing to place anybody in.
    """
    whole = check_coordinates(by, round_id)
    known = _known(whole, by)
    if not known.offers:
        raise Refused(_("There is nothing to place anybody in yet. Add an offer first."))
    day = _day(known)
    try:
        plan = plan_day(day)
    except FlexError as error:
        raise Refused(error.sentence()) from error
    moment_of = {str(one.pk): one.moment_id for one in known.offers}
    seats = [
        Seat(
            person=int(one.learner),
            moment=moment_of[one.offer],
            offer=int(one.offer),
            why=WHY[one.why],
            goal=int(one.about) if one.why == flex.Why.NEED and one.about else None,
        )
        for one in plan.placements
    ]
    keep_proposal(round_id=round_id, seats=seats, by=by)
    return Proposed(len(seats), plan.gap)


def _known(whole: Round, by: Viewer) -> _Known:
    rows = Offer.objects.filter(moment__round=whole, moment__on__gte=by.on, withdrawn_at=None)
    offers = list(rows.order_by("moment__on", "moment__begins", "pk"))
    goals: dict[int, set[int]] = defaultdict(set)
    for offer, goal in OfferGoal.objects.filter(offer__in=offers).values_list("offer", "goal"):
        goals[offer].add(goal)
    open_to: dict[int, set[int]] = defaultdict(set)
    for offer, unit in OfferGroup.objects.filter(offer__in=offers).values_list("offer", "unit"):
        open_to[offer].add(unit)
    people = groups_by_learner(whole.pk, max(by.on, whole.starts))
    worked_on = {goal for of_offer in goals.values() for goal in of_offer}
    standing = standings(groups_of=people, goals=worked_on, on=by.on)
    stay = Placement.objects.filter(offer__in=offers, published_at__isnull=False, person__in=people)
    fixed: dict[int, dict[int, int]] = defaultdict(dict)
    for person, moment, offer in stay.values_list("person", "moment", "offer"):
        fixed[person][moment] = offer
    known = _Known(offers, goals, open_to, people, standing, fixed)
    for person, offer in Wish.objects.filter(offer__in=offers).values_list("person", "offer"):
        known.wishes[person].append(offer)
    lately = Placement.objects.filter(person__in=people, moment__on__range=(by.on - LATELY, by.on - timedelta(days=1)))
    for person, form in lately.exclude(present=False).values_list("person", "offer__form"):
        known.had[person][form] += 1
    return known


def _day(known: _Known) -> flex.FlexDay:
    """State the round as a flex day: what stays takes its place and its need away beforehand."""
    stays = Counter(offer for settled in known.fixed.values() for offer in settled.values())
    offers = tuple(
        flex.Offer(
            str(one.pk), str(one.moment_id), max(one.capacity - stays[one.pk], 0), one.form,
            frozenset(map(str, known.goals[one.pk])),
        )
        for one in known.offers
    )  # fmt: skip
    return flex.FlexDay(offers, tuple(_attendee(learner, known) for learner in sorted(known.groups_of)))


def _attendee(learner: int, known: _Known) -> flex.Attendee:
    settled = known.fixed.get(learner, {})
    met = {goal for offer in settled.values() for goal in known.goals[offer]}
    needs = known.standing.needs[learner]
    return flex.Attendee(
        str(learner),
        needs=frozenset(map(str, needs - met)),
        wishes=tuple(map(str, known.wishes[learner])),
        open_offers=frozenset(
            str(one.pk) for one in known.offers if one.moment_id not in settled and _is_for(learner, one, known)
        ),
        progress={str(goal): gain for goal, gain in known.standing.gains[learner].items()},
        had=known.had[learner],
    )


def _is_for(learner: int, offer: Offer, known: _Known) -> bool:
    """Whether a learner may be proposed there; where only placing counts, only who needs what is worked on."""
    open_to = known.open_to[offer.pk]
    if open_to and not open_to & known.groups_of[learner]:
        return False
    return offer.choice != Offer.Choice.PLACED or bool(known.goals[offer.pk] & known.standing.needs[learner])
