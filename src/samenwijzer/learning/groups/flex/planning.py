"""Proposing who goes where: need before a place for everybody, before wish, before variety. A person publishes (R9)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.tasks.actions import enqueue
from samenwijzer.foundation.tasks.registry import Progress
from samenwijzer.learning.groups.flex.needs import Standings, standings
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.practice.offers.actions import Seat, keep_proposal
from samenwijzer.practice.offers.models import (
    Moment,
    Moved,
    Offer,
    OfferGoal,
    OfferGroup,
    Placement,
    Proposal,
    Round,
    Wish,
)
from samenwijzer.practice.offers.queries import taking_part
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


#: As many places (learners × moments) are planned while somebody waits; more are left to the worker.
AT_ONCE = 600
TASK = "plan flex hours"
#: What a plan is made in: what is known of everybody, the plan itself, keeping it.
STEPS = 3


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
    drafts: dict[tuple[int, int], Placement] = field(default_factory=dict)
    lost: dict[tuple[int, int], int] = field(default_factory=dict)
    moment_of: dict[int, int] = field(default_factory=dict)

    def drafts_of(self, learner: int) -> list[Placement]:
        """Return the drafts a learner has."""
        moments = set(self.moment_of.values())
        return [self.drafts[learner, moment] for moment in moments if (learner, moment) in self.drafts]


def propose_places(*, round_id: int, by: Viewer) -> Proposal:
    """Ask for drafts for everybody without a place that was chosen, given or published; those stay where they are.

    A few classes are planned at once. For a whole school the worker does it, and what is asked twice is done once.
    ``Refused`` where there is nothing to place anybody in.
    """
    whole = check_coordinates(by, round_id)
    if not Offer.objects.filter(moment__round=whole, moment__on__gte=by.on, withdrawn_at=None).exists():
        raise Refused(_("There is nothing to place anybody in yet. Add an offer first."))
    waiting = Proposal.objects.filter(round=whole, state=Proposal.State.ASKED).first()
    asked = waiting or Proposal.objects.create(round=whole, by_id=by.person_id, at=timezone.now())
    moments = Moment.objects.filter(round=whole, on__gte=by.on).count()
    if moments * len(taking_part(whole.pk, max(by.on, whole.starts))) > AT_ONCE:
        enqueue(name=TASK, proposal=asked.pk)
        return asked
    try:
        _carry_out(asked, by, lambda done, total: None)
    except Refused:
        asked.delete()
        raise
    return asked


def plan_asked(*, progress: Progress, proposal: int) -> None:
    """Make a plan that was asked for; safe to kill and to run again, because drafts are kept in one transaction."""
    asked = Proposal.objects.filter(pk=proposal, state=Proposal.State.ASKED).first()
    if asked is None or asked.by_id is None:
        return
    try:
        _carry_out(asked, viewer_of(person_id=asked.by_id, on=timezone.localdate()), progress)
    except (Refused, NotVisible) as error:
        asked.state, asked.refusal, asked.ended_at = Proposal.State.REFUSED, str(error)[:300], timezone.now()
        asked.save(update_fields=["state", "refusal", "ended_at"])


def _carry_out(asked: Proposal, by: Viewer, progress: Progress) -> None:
    """Keep drafts for everybody without a place, with as little change as can be, and who moves (grouping.md)."""
    known = _known(check_coordinates(by, asked.round_id), by)
    progress(1, STEPS)
    try:
        plan = plan_day(_day(known))
    except FlexError as error:
        raise Refused(error.sentence()) from error
    progress(2, STEPS)
    seats = [_seat(one, known) for one in plan.placements]
    with transaction.atomic():
        keep_proposal(round_id=asked.round_id, seats=seats, by=by)
        Moved.objects.bulk_create(_moves(asked, known, seats), batch_size=1000)
        asked.state, asked.ended_at = Proposal.State.DONE, timezone.now()
        asked.places, asked.gap = len(seats), plan.gap
        asked.save(update_fields=["state", "ended_at", "places", "gap"])
    progress(STEPS, STEPS)


def _seat(one: flex.Placement, known: _Known) -> Seat:
    """Say who goes where and why; a draft that stays keeps its reason."""
    offer, person = int(one.offer), int(one.learner)
    moment = known.moment_of[offer]
    draft = known.drafts.get((person, moment))
    goal = int(one.about) if one.why == flex.Why.NEED and one.about else None
    if draft and draft.offer_id == offer and one.why == flex.Why.KEPT:
        return Seat(person, moment, offer, draft.why, draft.goal_id)
    return Seat(person, moment, offer, WHY[one.why], goal)


def _moves(asked: Proposal, known: _Known, seats: Sequence[Seat]) -> Iterator[Moved]:
    """Yield who had a place that is another one now, or none: an offer that fell away, a draft that changed."""
    now_at = {(one.person, one.moment): one for one in seats}
    before = {key: row.offer_id for key, row in known.drafts.items()} | known.lost
    for (person, moment), offer in before.items():
        seat = now_at.get((person, moment))
        if seat is None or seat.offer != offer:
            yield Moved(
                proposal=asked, person_id=person, moment_id=moment, before_id=offer,
                after_id=seat.offer if seat else None, why=seat.why if seat else "",
            )  # fmt: skip


def _known(whole: Round, by: Viewer) -> _Known:
    rows = Offer.objects.filter(moment__round=whole, moment__on__gte=by.on, withdrawn_at=None)
    offers = list(rows.order_by("moment__on", "moment__begins", "pk"))
    goals: dict[int, set[int]] = defaultdict(set)
    for offer, goal in OfferGoal.objects.filter(offer__in=offers).values_list("offer", "goal"):
        goals[offer].add(goal)
    open_to: dict[int, set[int]] = defaultdict(set)
    for offer, unit in OfferGroup.objects.filter(offer__in=offers).values_list("offer", "unit"):
        open_to[offer].add(unit)
    people = taking_part(whole.pk, max(by.on, whole.starts))
    worked_on = {goal for of_offer in goals.values() for goal in of_offer}
    standing = standings(groups_of=people, goals=worked_on, on=by.on)
    stay = Placement.objects.filter(offer__in=offers, published_at__isnull=False, person__in=people)
    fixed: dict[int, dict[int, int]] = defaultdict(dict)
    for person, moment, offer in stay.values_list("person", "moment", "offer"):
        fixed[person][moment] = offer
    known = _Known(offers, goals, open_to, people, standing, fixed)
    known.moment_of = {one.pk: one.moment_id for one in offers}
    gone = Placement.objects.filter(moment__round=whole, moment__on__gte=by.on, offer__withdrawn_at__isnull=False)
    known.lost = {(row.person_id, row.moment_id): row.offer_id for row in gone if row.person_id in people}
    drafts = Placement.objects.filter(offer__in=offers, published_at=None, person__in=people)
    known.drafts = {(row.person_id, row.moment_id): row for row in drafts}
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
        current=frozenset(str(row.offer_id) for row in known.drafts_of(learner)),
    )


def _is_for(learner: int, offer: Offer, known: _Known) -> bool:
    """Whether a learner may be proposed there; where only placing counts, only who needs what is worked on."""
    open_to = known.open_to[offer.pk]
    if open_to and not open_to & known.groups_of[learner]:
        return False
    return offer.choice != Offer.Choice.PLACED or bool(known.goals[offer.pk] & known.standing.needs[learner])
