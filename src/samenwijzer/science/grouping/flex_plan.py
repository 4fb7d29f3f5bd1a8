"""Planning a flex day: solve the linear program, settle by whole numbers what it leaves in fractions, say why.

The linear program's optimum bounds every plan, so that the gap of what comes out is proven. Few learners are left in
fractions (about one for each full offer), so that the integer program for them is small.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from samenwijzer.science.grouping.flex import (
    Attendance,
    Attendee,
    FlexDay,
    FlexPlan,
    Offer,
    Placement,
    Why,
    met_needs,
    overfull,
    wish_ranks,
    worth,
)
from samenwijzer.science.grouping.flex_program import Program, program_of
from samenwijzer.science.grouping.words import Translate, _, spoken

WHOLE = 1e-6
NODE_LIMIT = 5_000
SETTLED_GAP = 1e-4
WORTH_ANOTHER_LOOK = 0.01
"""Shortfall, as a share of the bound, above which everyone is placed by whole numbers, not only those in fractions."""


class FlexError(ValueError):
    """The day cannot be planned as stated; `template` (marked for translation) with `ids` says what to correct."""

    def __init__(self, template: str, ids: Sequence[str] = ()) -> None:
        self.template, self.ids = template, tuple(ids)
        super().__init__(self.sentence())

    def sentence(self, name: Callable[[str], str] = str, translate: Translate = str) -> str:
        """What to correct; `name` turns an offer's or learner's id into what people call it."""
        return translate(self.template).format(names=spoken([name(id_) for id_ in self.ids], translate))


def plan_day(day: FlexDay) -> FlexPlan:
    """Place every learner in at most one offer per slot, never above capacity, with a proven bound.

    Raises `FlexError` when offers or learners share an id, a capacity is negative or a placing names no offer.
    """
    check(day)
    program = program_of(day, day.learners, {offer.id: offer.capacity for offer in day.offers})
    if not program.pairs:
        return explained(day, {}, 0.0)
    share, bound = _optimum(program, whole=False)
    split = {pair[0] for pair, part in zip(program.pairs, share, strict=True) if WHOLE < part < 1 - WHOLE}
    attendance = _chosen(program, share, without=split)
    if split:
        attendance = _settled(day, attendance, split)
    if bound - worth(day, attendance).total > WORTH_ANOTHER_LOOK * bound:
        attendance = _settled(day, {}, {learner.id for learner in day.learners})
    return explained(day, attendance, bound)


def replan_day(day: FlexDay, plan: FlexPlan) -> FlexPlan:
    """Plan again after a change (an adult away, a need added), with everyone's present place worth keeping.

    `day` is the changed day; places of `plan` in offers that are gone or closed now are given up.
    """
    current: dict[str, set[str]] = {}
    for placement in plan.placements:
        current.setdefault(placement.learner, set()).add(placement.offer)
    learners = tuple(
        replace(learner, current=frozenset(current.get(learner.id, frozenset()))) for learner in day.learners
    )
    return plan_day(replace(day, learners=learners))


def moved(before: FlexPlan, after: FlexPlan) -> tuple[tuple[str, str], ...]:
    """(learner, slot) whose place is not the same in both plans."""
    old, new = ({(one.learner, one.slot): one.offer for one in plan.placements} for plan in (before, after))
    return tuple(sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key)))


def check(day: FlexDay) -> None:
    """Raise `FlexError` for a day that cannot be planned as stated."""
    if twice := _repeated([offer.id for offer in day.offers]):
        raise FlexError(_("The same offer is in the list more than once: {names}."), twice)
    if twice := _repeated([learner.id for learner in day.learners]):
        raise FlexError(_("The same learner is in the list more than once: {names}."), twice)
    if short := [offer.id for offer in day.offers if offer.capacity < 0]:
        raise FlexError(_("An offer cannot have fewer than no places: {names}."), short)
    placed = {id_ for learner in day.learners for id_ in learner.placed}
    if unknown := sorted(placed - {offer.id for offer in day.offers}):
        raise FlexError(_("Someone is placed in an offer that is not there: {names}."), unknown)


def explained(day: FlexDay, attendance: Attendance, bound: float) -> FlexPlan:
    """The plan with the reason of every placement, the needs left unmet and the slots left without a place."""
    offers = {offer.id: offer for offer in day.offers}
    if full := overfull(day, attendance):
        raise FlexError(_("More learners than places: {names}."), full)
    placements: list[Placement] = []
    unmet: list[tuple[str, str]] = []
    unseated: list[tuple[str, str]] = []
    slots = list(dict.fromkeys(offer.slot for offer in day.offers))
    for learner in day.learners:
        attended = [offer for offer in day.offers if offer.id in set(attendance.get(learner.id, ()))]
        attended.sort(key=lambda offer: slots.index(offer.slot))
        placements += _reasons(learner, attended, wish_ranks(learner, offers))
        missed = (learner.needs | learner.placed) - met_needs(learner, attended)
        unmet += [(learner.id, need) for need in sorted(missed)]
        seated = {offer.slot for offer in attended}
        may = {offer.slot for offer in day.offers if learner.may_attend(offer)}
        unseated += [(learner.id, slot) for slot in slots if slot in may - seated]
    return FlexPlan(tuple(placements), tuple(unmet), tuple(unseated), worth(day, attendance), bound)


def _settled(day: FlexDay, attendance: dict[str, set[str]], split: set[str]) -> dict[str, set[str]]:
    """`attendance`, and places in whole numbers for the learners in `split` in the room it leaves."""
    left = {offer.id: offer.capacity for offer in day.offers}
    for attended in attendance.values():
        for offer in attended:
            left[offer] -= 1
    program = program_of(day, [learner for learner in day.learners if learner.id in split], left)
    return attendance | _chosen(program, _optimum(program, whole=True)[0], without=set())


def _optimum(program: Program, *, whole: bool) -> tuple[list[float], float]:
    """How much of each attendance the best solution has (none where the search was cut off), and what it gains."""
    result = milp(
        -program.gain,
        integrality=np.full(program.gain.size, int(whole)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(program.rows, -np.inf, program.limits),
        options={"node_limit": NODE_LIMIT, "mip_rel_gap": SETTLED_GAP},
    )
    if result.x is None and not whole:
        raise ArithmeticError(f"no optimum of a feasible and bounded program: {result.message}")
    if result.x is None:
        return [0.0] * len(program.pairs), 0.0
    return result.x[: len(program.pairs)].tolist(), -float(result.fun)


def _chosen(program: Program, share: Sequence[float], *, without: set[str]) -> dict[str, set[str]]:
    attendance: dict[str, set[str]] = {}
    for (learner, offer), part in zip(program.pairs, share, strict=False):
        if part > 0.5 and learner not in without:
            attendance.setdefault(learner, set()).add(offer)
    return attendance


def _reasons(learner: Attendee, attended: Sequence[Offer], ranks: dict[str, int]) -> list[Placement]:
    """Need before wish before kept before proposed; a need is met by the first offer that meets it."""
    placements: list[Placement] = []
    open_needs = set(learner.needs)
    for offer in attended:
        goals = sorted(open_needs & offer.goals)
        open_needs -= offer.goals
        if offer.id in learner.placed or goals:
            why, about = Why.NEED, "" if offer.id in learner.placed else goals[0]
        elif offer.id in ranks:
            why, about = Why.WISH, str(ranks[offer.id])
        else:
            why, about = (Why.KEPT if offer.id in learner.current else Why.PROPOSED), ""
        placements.append(Placement(learner.id, offer.slot, offer.id, why, about))
    return placements


def _repeated(ids: Sequence[str]) -> list[str]:
    return [id_ for id_, times in Counter(ids).items() if times > 1]
