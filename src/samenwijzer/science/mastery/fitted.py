"""The fitted learner model behind the interface of every learner model, so that screens need not know which one ran."""

from dataclasses import dataclass

import numpy as np

from samenwijzer.science.mastery.estimate import Estimates, Floats, Integers, Responses
from samenwijzer.science.mastery.explain import on_probability_scale
from samenwijzer.science.mastery.fit import MasteryModel
from samenwijzer.science.mastery.memory import DAY
from samenwijzer.science.mastery.responses import NO_ITEM, Kind, ResponseLog
from samenwijzer.science.mastery.reviews import due_days
from samenwijzer.science.mastery.standing import Standing, stand_all

TREND_DAYS = 28.0
#: The name of the part every estimate of a model version starts from.
USUAL = "usual"


@dataclass(frozen=True)
class MixedResponses(Responses):
    """Evidence with what a fitted model reads beside it: one entry a goal of a piece of evidence.

    ``row`` numbers the piece of evidence (entries with one number are one piece about several goals), ``item`` its task
    (:data:`~samenwijzer.science.mastery.responses.NO_ITEM`: none) and ``kind`` what sort of evidence it is, as a
    :class:`~samenwijzer.science.mastery.responses.Kind`.
    """

    row: Integers
    item: Integers
    kind: Integers

    def until(self, day: float) -> "MixedResponses":
        """Return what was known on ``day``."""
        keep = self.day <= day
        return MixedResponses(
            self.learner[keep], self.goal[keep], self.outcome[keep], self.day[keep], self.weight[keep],
            self.row[keep], self.item[keep], self.kind[keep],
        )  # fmt: skip

    @property
    def log(self) -> ResponseLog:
        """The evidence as the fitted model reads it; how heavily a kind counts is learned, so weights are left out."""
        order = np.lexsort((self.goal, self.row, self.day, self.learner))
        start = np.flatnonzero(np.diff(self.row[order], prepend=-1))
        first = order[start]
        return ResponseLog(
            learner=self.learner[first],
            item=self.item[first],
            time=self.day[first] * DAY,
            outcome=self.outcome[first],
            kind=self.kind[first],
            weight=np.ones(len(first)),
            goal_start=np.append(start, len(order)).astype(np.int64),
            goal=self.goal[order],
        )


@dataclass(frozen=True)
class FittedModel:
    """One version of the fitted model as a :class:`~samenwijzer.science.mastery.estimate.Model`.

    It needs all evidence of a learner, as how other goals go says something too. Evidence that does not say what it is
    counts as answers to tasks not told apart.
    """

    name: str
    model: MasteryModel

    def estimate(self, responses: Responses, *, today: float, prior: dict[int, float]) -> Estimates:
        """Return estimates for every pair in ``responses`` as of day ``today``; later evidence is left out.

        ``prior`` is not read: what is usual for a goal was learned with the rest.
        """
        known = _mixed(responses).until(today)
        pairs, index = np.unique(np.stack([known.learner, known.goal]), axis=1, return_inverse=True)
        learner, goal, pair = pairs[0], pairs[1], index.reshape(-1)
        now = stand_all(self.model, known.log, learner, goal, now=today * DAY)
        last_day = np.full(len(goal), -np.inf)
        np.maximum.at(last_day, pair, known.day)
        return Estimates(
            learner=learner,
            goal=goal,
            mean=now.chance,
            low=now.low,
            high=now.high,
            count=np.bincount(pair, minlength=len(goal)).astype(np.int64),
            successes=np.bincount(pair, known.outcome, len(goal)).astype(np.float64),
            last_day=last_day,
            review_day=due_days(pair, known.day, known.outcome, len(goal)),
            trend=self._trend(known, today - TREND_DAYS, pair, now.chance),
            contributions=_contributions(now),
        )

    def _trend(self, known: MixedResponses, then: float, pair: Integers, mean: Floats) -> Floats:
        """Return the mean minus the mean as it stood ``then``; ``nan`` without evidence on both sides."""
        earlier = known.until(then)
        before = np.bincount(pair[known.day <= then], minlength=len(mean))
        after = np.bincount(pair[known.day > then], minlength=len(mean))
        asked = np.flatnonzero((before > 0) & (after > 0))
        trend = np.full(len(mean), np.nan)
        if len(asked):
            _, first = np.unique(pair, return_index=True)
            rows = first[asked]
            was = stand_all(self.model, earlier.log, known.learner[rows], known.goal[rows], now=then * DAY)
            trend[asked] = mean[asked] - was.chance
        return trend


def _mixed(responses: Responses) -> MixedResponses:
    if isinstance(responses, MixedResponses):
        return responses
    count = len(responses)
    return MixedResponses(
        responses.learner, responses.goal, responses.outcome, responses.day, responses.weight,
        row=np.arange(count), item=np.full(count, NO_ITEM), kind=np.full(count, int(Kind.RESPONSE)),
    )  # fmt: skip


def _contributions(standing: Standing) -> dict[str, Floats]:
    """Return what every estimate starts from and the signed parts, in chance; they add up to the chance."""
    level = standing.level * standing.softening
    parts = {part: amount * standing.softening for part, amount in standing.parts.items()}
    start = np.full(len(standing.chance), 1 / (1 + np.exp(-level)))
    return {USUAL: start} | {part.value: amount for part, amount in on_probability_scale(level, parts).items()}
