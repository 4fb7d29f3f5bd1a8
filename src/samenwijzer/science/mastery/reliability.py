"""How much a judgement counts beside a response, learned from what learners did next.

A kind of evidence and a task response are both noisy views of the same mastery. How well each foretells the learner's
*next* response on the same goals tells signal from noise (attenuation, Spearman 1904; weights by precision). Self and
peer evidence are shown beside the estimate and never enter it: their weight is zero.
"""

from dataclasses import dataclass, replace

import numpy as np

from samenwijzer.science.mastery.responses import Floats, Ints, Kind, ResponseLog

#: What a kind counts, in responses, as long as nothing was learned about it.
USUAL = {Kind.TEACHER: 1.0, Kind.OBSERVATION: 0.5}
PRIOR_PAIRS = 100.0
MOST = 5.0
LEAST_COVARIANCE = 0.01


@dataclass(frozen=True)
class Reliability:
    """Per `Kind`: how many responses one row counts for.

    And how much milder than the responses it judges (0..1 scale).
    """

    weight: Floats
    mildness: Floats

    def apply(self, log: ResponseLog) -> ResponseLog:
        """Return the log as the model reads it: mildness taken off, weights multiplied by the reliability."""
        judged = log.kind != Kind.RESPONSE
        outcome = np.where(judged, np.clip(log.outcome - self.mildness[log.kind], 0, 1), log.outcome)
        return replace(log, outcome=outcome, weight=log.weight * self.weight[log.kind])


def fit_reliability(log: ResponseLog, prior: Floats) -> Reliability:
    """Learn the reliability of teacher judgements and observations; `prior` is the logit expected of each row."""
    weight, mildness = np.zeros(len(Kind)), np.zeros(len(Kind))
    weight[Kind.RESPONSE] = 1.0
    residual = log.outcome - 1 / (1 + np.exp(-prior))
    later = _next_response(log)
    usual = _signal(residual, later, log.kind == Kind.RESPONSE)
    for kind, start in USUAL.items():
        rows = log.kind == kind
        pairs = int((rows & (later >= 0)).sum())
        if rows.any():
            mildness[kind] = residual[rows].mean() * rows.sum() / (rows.sum() + PRIOR_PAIRS)
        found = _relative_weight(usual, _signal(residual, later, rows)) if pairs > 1 else start
        weight[kind] = (pairs * found + PRIOR_PAIRS * start) / (pairs + PRIOR_PAIRS)
    return Reliability(weight, mildness)


def _next_response(log: ResponseLog) -> Ints:
    """Row of the same learner's next response on the same set of goals, -1 where there is none."""
    order = np.lexsort((np.arange(len(log)), log.goal_set, log.learner))
    found = np.full(len(log), -1, np.int64)
    follows = (np.diff(log.learner[order]) == 0) & (np.diff(log.goal_set[order]) == 0)
    asked = log.kind[order] == Kind.RESPONSE
    coming = -1
    for place in range(len(order) - 1, -1, -1):
        found[order[place]] = coming
        if asked[place]:
            coming = int(order[place])
        if place > 0 and not follows[place - 1]:
            coming = -1
    return found


def _signal(residual: Floats, later: Ints, rows: np.ndarray) -> tuple[float, float]:
    """Covariance of a kind with the next response, and the kind's own variance."""
    used = rows & (later >= 0)
    if used.sum() < 2:
        return LEAST_COVARIANCE, 0.25
    now, then = residual[used], residual[later[used]]
    return float(np.mean((now - now.mean()) * (then - then.mean()))), float(now.var())


def _relative_weight(usual: tuple[float, float], kind: tuple[float, float]) -> float:
    """Weight of a kind in responses: loading / noise, relative to a response (loading 1)."""
    signal, variance = max(usual[0], LEAST_COVARIANCE), usual[1]
    loading = max(kind[0], 0.0) / signal
    noise = max(kind[1] - loading**2 * signal, 0.1 * kind[1], 1e-4)
    return float(np.clip(loading * max(variance - signal, 1e-4) / noise, 0.0, MOST))
