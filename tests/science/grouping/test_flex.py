"""Flex hours: never above capacity, worth what is said, bound proven, need first, the rest kept still."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenwijzer.science.grouping.flex import Attendee, FlexDay, FlexWeights, Offer, Placement, Why, overfull, worth
from samenwijzer.science.grouping.flex_plan import FlexError, explained, moved, plan_day, replan_day

GOALS = st.frozensets(st.sampled_from(["g", "h", "i"]), max_size=2)


@st.composite
def days(draw, learners=4, offers=5):
    ids = [f"o{place}" for place in range(draw(st.integers(2, offers)))]
    slot, kind, capacity = st.sampled_from(["am", "pm"]), st.sampled_from(["instruction", "project"]), st.integers(0, 2)
    some = st.frozensets(st.sampled_from(ids), max_size=2)
    return FlexDay(
        tuple(Offer(id_, draw(slot), draw(capacity), draw(kind), draw(GOALS)) for id_ in ids),
        tuple(
            Attendee(
                f"l{place}",
                placed=draw(some),
                needs=draw(GOALS),
                wishes=tuple(draw(st.permutations(ids)))[:3],
                open_offers=draw(st.one_of(st.none(), st.frozensets(st.sampled_from(ids)))),
                progress={"g": draw(st.floats(0, 1)), "h": 0.5},
                had={"project": draw(st.integers(0, 3))},
                current=draw(some),
            )
            for place in range(draw(st.integers(1, learners)))
        ),
    )


def attendance_of(plan):
    attendance = {}
    for placement in plan.placements:
        attendance.setdefault(placement.learner, []).append(placement.offer)
    return attendance


def best_worth(day):
    """Worth of the best plan, by trying every combination of places."""
    slots = sorted({offer.slot for offer in day.offers})
    choices = [
        [
            [offer.id for offer in pick if offer]
            for pick in product(
                *([None, *(o for o in day.offers if o.slot == slot and learner.may_attend(o))] for slot in slots)
            )
        ]
        for learner in day.learners
    ]
    plans = (dict(zip((learner.id for learner in day.learners), pick, strict=True)) for pick in product(*choices))
    return max(worth(day, plan).total for plan in plans if not overfull(day, plan))


@settings(max_examples=60)
@given(days(learners=3))
def test_bound_is_proven_and_the_plan_within_one_percent_of_the_best(day):
    plan = plan_day(day)
    best = best_worth(day)
    assert plan.worth.total <= best + 1e-6
    assert best <= plan.bound + 1e-6
    assert plan.worth.total >= 0.99 * best - 1e-6


@settings(max_examples=60)
@given(days(learners=12, offers=8))
def test_capacity_slots_and_freedom_are_never_exceeded(day):
    plan = plan_day(day)
    offers = {offer.id: offer for offer in day.offers}
    learners = {learner.id: learner for learner in day.learners}
    assert not overfull(day, attendance_of(plan))
    assert len({(one.learner, one.slot) for one in plan.placements}) == len(plan.placements)
    assert all(learners[one.learner].may_attend(offers[one.offer]) for one in plan.placements)
    assert plan.worth == worth(day, attendance_of(plan))
    assert plan.worth.total <= plan.bound + 1e-6


def school_day(seed=0, learners=120, slots=3, offers=15):
    """A day with a little more room than learners."""
    rng = np.random.default_rng(seed)
    kinds = ("instruction", "practice", "enrichment", "project", "coaching")
    room = -(-learners * slots * 11 // (10 * offers))
    listed = tuple(
        Offer(f"o{o}", f"s{o % slots}", room, kinds[o % 5], frozenset({f"g{o % 7}", f"g{o % 4}"}))
        for o in range(offers)
    )
    people = tuple(
        Attendee(
            f"l{place}",
            needs=frozenset({f"g{rng.integers(7)}"}) if rng.random() < 0.5 else frozenset(),
            wishes=tuple(f"o{o}" for o in rng.choice(offers, 4, replace=False)),
            progress={f"g{goal}": float(rng.random()) for goal in range(7)},
        )
        for place in range(learners)
    )
    return FlexDay(listed, people)


def test_a_school_day_is_planned_to_a_proven_gap():
    plan = plan_day(school_day())
    assert plan.gap <= 0.01
    assert plan.gap_of_the_rest <= 0.01
    assert not plan.unmet
    assert not plan.unseated


def after_an_absence(day):
    """The plan before, the plan after offer o4 is gone, and whose place went with it."""
    before = plan_day(day)
    smaller = replace(day, offers=tuple(offer for offer in day.offers if offer.id != "o4"))
    lost = {(one.learner, one.slot) for one in before.placements if one.offer == "o4"}
    return before, smaller, lost


def test_after_an_absence_only_those_who_lost_their_place_move():
    day = school_day()
    day = replace(day, learners=tuple(replace(learner, needs=frozenset()) for learner in day.learners))
    before, smaller, lost = after_an_absence(day)
    after = replan_day(smaller, before)
    assert set(moved(before, after)) == lost
    assert any(one.why is Why.KEPT for one in after.placements)


def test_needs_that_lost_their_offer_move_few_others():
    before, smaller, lost = after_an_absence(school_day())
    kept_still, from_scratch = replan_day(smaller, before), plan_day(smaller)
    assert len(kept_still.unmet) == len(from_scratch.unmet)
    assert lost <= set(moved(before, kept_still))
    assert len(moved(before, kept_still)) <= len(lost) * 1.5 < len(moved(before, from_scratch))


def test_need_comes_before_an_earlier_wish_and_says_so():
    day = FlexDay(
        (Offer("instruction", "am", 1, goals=frozenset({"breuken"})), Offer("project", "am", 1)),
        (
            Attendee("an", wishes=("instruction",)),
            Attendee("bo", needs=frozenset({"breuken"}), wishes=("project",)),
        ),
    )
    plan = plan_day(day)
    assert set(plan.placements) == {
        Placement("bo", "am", "instruction", Why.NEED, "breuken"),
        Placement("an", "am", "project", Why.PROPOSED),
    }


def test_reasons_need_then_wish_then_kept_then_proposed():
    day = FlexDay(
        (
            Offer("a", "1", 1, goals=frozenset({"g"})),
            Offer("b", "2", 1, goals=frozenset({"g"})),
            Offer("c", "3", 1),
            Offer("d", "4", 1),
            Offer("e", "5", 1),
        ),
        (Attendee("an", frozenset({"c"}), frozenset({"g"}), ("x", "b"), current=frozenset({"d", "b"})),),
    )
    reasons = [(one.why, one.about) for one in plan_day(day).placements]
    assert reasons == [(Why.NEED, "g"), (Why.WISH, "1"), (Why.NEED, ""), (Why.KEPT, ""), (Why.PROPOSED, "")]


def test_what_could_not_be_is_listed():
    day = FlexDay(
        (Offer("a", "am", 1, goals=frozenset({"g"})), Offer("b", "pm", 0)),
        (Attendee("an", needs=frozenset({"g"})), Attendee("bo", needs=frozenset({"g"}), open_offers=frozenset({"a"}))),
    )
    plan = plan_day(day)
    assert len(plan.unmet) == 1
    assert len(plan.unseated) == 2  # one of them in the morning; an in the afternoon, bo may not go there
    assert plan_day(FlexDay((), day.learners)).placements == ()


def test_variety_prefers_a_kind_not_had_lately():
    offers = (Offer("a", "am", 1, "project"), Offer("b", "am", 1, "practice"))
    (placement,) = plan_day(FlexDay(offers, (Attendee("an", had={"project": 2}),))).placements
    assert placement.offer == "b"


def test_weights_decide_between_wish_and_progress():
    offers = (Offer("a", "am", 1), Offer("b", "am", 1, goals=frozenset({"g"})))
    learner = (Attendee("an", wishes=("a",), progress={"g": 1.0}),)
    assert plan_day(FlexDay(offers, learner)).placements[0].offer == "a"
    assert plan_day(FlexDay(offers, learner, FlexWeights(wish=0.5))).placements[0].offer == "b"


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (FlexDay((Offer("a", "am", 1), Offer("a", "pm", 1)), ()), "same offer is in the list more than once: a"),
        (FlexDay((), (Attendee("an"), Attendee("an"))), "same learner is in the list more than once: an"),
        (FlexDay((Offer("a", "am", -1),), ()), "fewer than no places: a"),
        (FlexDay((Offer("a", "am", 1),), (Attendee("an", placed=frozenset({"z"})),)), "not there: z"),
    ],
)
def test_a_day_that_makes_no_sense_is_refused_in_words(day, message):
    with pytest.raises(FlexError, match=message):
        plan_day(day)


def test_an_overfull_attendance_is_never_explained_away():
    day = FlexDay((Offer("a", "am", 1),), (Attendee("an"), Attendee("bo")))
    with pytest.raises(FlexError, match="More learners than places: a"):
        explained(day, {"an": ["a"], "bo": ["a"]}, 0.0)
