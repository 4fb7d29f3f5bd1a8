"""A flex day as a linear program: one column per possible attendance, need and kind; capacity and slots as rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array

from samenwijzer.science.grouping.flex import Attendee, FlexDay, Offer, expected_gain, kind_worth, wish_ranks

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Program:
    """Maximise `gain` @ x over 0 ≤ x ≤ 1 with `rows` @ x ≤ `limits`.

    The first columns are attendances: `pairs` (learner id, offer id); then one per need and one per kind, which can
    only be 1 when some attendance meets it.
    """

    gain: Floats
    rows: csr_array
    limits: Floats
    pairs: tuple[tuple[str, str], ...]


class _Rows:
    """Rows under construction, entry by entry."""

    def __init__(self) -> None:
        self.entries: list[tuple[int, int, float]] = []
        self.limits: list[float] = []

    def add(self, columns: Sequence[int], limit: float, *, only_if: int | None = None) -> None:
        """Sum of `columns` at most `limit`; with `only_if`, that column at most the sum of `columns`."""
        sign = 1.0 if only_if is None else -1.0
        self.entries += [(len(self.limits), column, sign) for column in columns]
        if only_if is not None:
            self.entries.append((len(self.limits), only_if, 1.0))
        self.limits.append(limit)


def program_of(day: FlexDay, learners: Sequence[Attendee], capacity: Mapping[str, int]) -> Program:
    """The program for some of the day's learners, with the room that is left for them."""
    offers = {offer.id: offer for offer in day.offers}
    pairs: list[tuple[str, str]] = []
    gain: list[float] = []
    column_of: list[dict[str, int]] = []
    for learner in learners:
        ranks = wish_ranks(learner, offers)
        own = {}
        for offer in day.offers:
            if capacity[offer.id] > 0 and learner.may_attend(offer):
                own[offer.id] = len(pairs)
                pairs.append((learner.id, offer.id))
                gain.append(_attendance_gain(day, learner, offer, ranks.get(offer.id, 0)))
        column_of.append(own)
    rows = _Rows()
    for learner, own in zip(learners, column_of, strict=True):
        _add_learner(day, learner, own, rows, gain)
    for offer in day.offers:
        rows.add([own[offer.id] for own in column_of if offer.id in own], capacity[offer.id])
    row, column, value = zip(*rows.entries, strict=True) if rows.entries else ((), (), ())
    shape = (len(rows.limits), len(gain))
    matrix = coo_array((np.array(value, dtype=np.float64), (np.array(row, int), np.array(column, int))), shape=shape)
    return Program(np.array(gain), csr_array(matrix), np.array(rows.limits), tuple(pairs))


def _add_learner(day: FlexDay, learner: Attendee, own: Mapping[str, int], rows: _Rows, gain: list[float]) -> None:
    """One attendance per slot; a column, with its row, for every need and kind the learner could meet."""
    by_slot: dict[str, list[int]] = {}
    by_kind: dict[str, list[int]] = {}
    by_need: dict[str, list[int]] = {}
    for offer in day.offers:
        if offer.id in own:
            by_slot.setdefault(offer.slot, []).append(own[offer.id])
            by_kind.setdefault(offer.kind, []).append(own[offer.id])
            for goal in sorted(learner.needs & offer.goals):
                by_need.setdefault(goal, []).append(own[offer.id])
    for columns in by_slot.values():
        rows.add(columns, 1)
    for columns in by_need.values():
        rows.add(columns, 0, only_if=len(gain))
        gain.append(day.weights.need)
    for kind, columns in by_kind.items():
        rows.add(columns, 0, only_if=len(gain))
        gain.append(day.weights.variety * kind_worth(learner, kind))


def _attendance_gain(day: FlexDay, learner: Attendee, offer: Offer, rank: int) -> float:
    weights = day.weights
    return (
        weights.seat
        + weights.need * (offer.id in learner.placed)
        + weights.keep * (offer.id in learner.current)
        + weights.wish * (1.0 / rank if rank else 0.0)
        + weights.progress * expected_gain(learner, offer)
    )
