"""Flex hours (flexuren) stated once: who may, needs and wishes to go where, and what a plan is worth.

Need goes before a seat for everyone, before keeping a plan still, before wish, before variety and expected progress.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import fsum

Attendance = Mapping[str, Iterable[str]]
"""For each learner id the ids of the offers attended."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to go to: at most `capacity` learners, in one time slot; `goals` are what it works on."""

    id: str
    slot: str
    capacity: int
    kind: str = ""
    goals: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Attendee:
    """One learner on a flex day.

    `placed`: offers a teacher placed them in; `needs`: goals that any one offer on that goal meets; `wishes`: offer
    ids, most wanted first; `open_offers`: the freedom they have, None for all (placing goes beyond it);
    `progress`: goal → expected gain, 0 to 1; `had`: kind → how often lately; `current`: offers of the plan in force.
    """

    id: str
    placed: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    wishes: tuple[str, ...] = ()
    open_offers: frozenset[str] | None = None
    progress: Mapping[str, float] = field(default_factory=dict)
    had: Mapping[str, int] = field(default_factory=dict)
    current: frozenset[str] = frozenset()

    def may_attend(self, offer: Offer) -> bool:
        """Whether the offer is open to this learner or a teacher placed them there."""
        return self.open_offers is None or offer.id in self.open_offers or offer.id in self.placed


@dataclass(frozen=True, slots=True)
class FlexWeights:
    """What one unit is worth; the steps between them put need before seat before stillness before wish."""

    need: float = 1000.0
    seat: float = 200.0
    keep: float = 40.0
    wish: float = 10.0
    variety: float = 2.0
    progress: float = 1.0


@dataclass(frozen=True, slots=True)
class FlexDay:
    """The day to plan."""

    offers: tuple[Offer, ...]
    learners: tuple[Attendee, ...]
    weights: FlexWeights = field(default_factory=FlexWeights)


class Why(StrEnum):
    """Why a learner is where they are."""

    NEED = "need"
    WISH = "wish"
    KEPT = "kept"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Placement:
    """One learner in one offer; `about` is the needed goal (empty when placed by name) or the rank of the wish."""

    learner: str
    slot: str
    offer: str
    why: Why
    about: str = ""


@dataclass(frozen=True, slots=True)
class FlexPlan:
    """A plan with its proof: no plan of this day is worth more than `bound`."""

    placements: tuple[Placement, ...]
    unmet: tuple[tuple[str, str], ...]
    unseated: tuple[tuple[str, str], ...]
    worth: "Worth"
    bound: float

    @property
    def gap(self) -> float:
        """Share of the bound that is not reached, 0 to 1."""
        return max(0.0, self.bound - self.worth.total) / max(self.bound, 1e-9)

    @property
    def gap_of_the_rest(self) -> float:
        """The same shortfall as a share of wish, variety and progress alone: the strictest reading."""
        rest = self.worth.wish + self.worth.variety + self.worth.progress
        return max(0.0, self.bound - self.worth.total) / max(rest, 1e-9)


@dataclass(frozen=True, slots=True)
class Worth:
    """What a plan is worth, weights included."""

    need: float
    seat: float
    keep: float
    wish: float
    variety: float
    progress: float

    @property
    def total(self) -> float:
        """What the planner maximises."""
        return self.need + self.seat + self.keep + self.wish + self.variety + self.progress


def worth(day: FlexDay, attendance: Attendance) -> Worth:
    """What an attendance is worth; capacities are not looked at.

    Per learner: `need` for each goal or placing met (once), `seat` and `progress` (the largest gain among the goals)
    for each offer, `keep` for each offer of the plan in force, `wish` over its rank for each wish, and `variety` over
    one plus how often it was had lately for each kind met.
    """
    offers, weights = {offer.id: offer for offer in day.offers}, day.weights
    rows = [(learner, [offers[id_] for id_ in attendance.get(learner.id, ())]) for learner in day.learners]
    return Worth(
        need=weights.need * sum(len(met_needs(learner, attended)) for learner, attended in rows),
        seat=weights.seat * sum(len(attended) for _, attended in rows),
        keep=weights.keep * sum(offer.id in learner.current for learner, attended in rows for offer in attended),
        wish=weights.wish * fsum(_wishes_worth(learner, attended, offers) for learner, attended in rows),
        variety=weights.variety
        * fsum(kind_worth(learner, kind) for learner, attended in rows for kind in {offer.kind for offer in attended}),
        progress=weights.progress * fsum(expected_gain(learner, offer) for learner, row in rows for offer in row),
    )


def met_needs(learner: Attendee, attended: Iterable[Offer]) -> set[str]:
    """Needed goals, and ids of offers placed in, that the attended offers meet."""
    attended = tuple(attended)
    worked_on = {goal for offer in attended for goal in offer.goals}
    return set(learner.needs & worked_on) | (learner.placed & {offer.id for offer in attended})


def wish_ranks(learner: Attendee, offers: Mapping[str, Offer]) -> dict[str, int]:
    """Place of each wished offer among the learner's wishes for its slot, from 1; unknown offers are passed over."""
    wished: Counter[str] = Counter()
    ranks: dict[str, int] = {}
    for id_ in dict.fromkeys(learner.wishes):
        if id_ in offers:
            wished[offers[id_].slot] += 1
            ranks[id_] = wished[offers[id_].slot]
    return ranks


def kind_worth(learner: Attendee, kind: str) -> float:
    """What meeting a kind adds to variety: less for each time it was had lately."""
    return 1.0 / (1 + learner.had.get(kind, 0))


def expected_gain(learner: Attendee, offer: Offer) -> float:
    """The largest gain expected on one of the offer's goals."""
    return max((learner.progress.get(goal, 0.0) for goal in offer.goals), default=0.0)


def overfull(day: FlexDay, attendance: Attendance) -> tuple[str, ...]:
    """Offers with more learners than they hold."""
    taken = Counter(id_ for attended in attendance.values() for id_ in attended)
    return tuple(offer.id for offer in day.offers if taken[offer.id] > offer.capacity)


def _wishes_worth(learner: Attendee, attended: Iterable[Offer], offers: Mapping[str, Offer]) -> float:
    """One for a first wish of a slot, a half for a second, …"""
    ranks = wish_ranks(learner, offers)
    return fsum(1.0 / ranks[offer.id] for offer in attended if offer.id in ranks)
