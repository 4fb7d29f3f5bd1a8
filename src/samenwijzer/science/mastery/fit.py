"""Fit the learner model: difficulty, then common curves, then how goals differ, then how sure an estimate is."""

from dataclasses import dataclass

import numpy as np

from samenwijzer.science.mastery.curves import Curves, fit_curves
from samenwijzer.science.mastery.effects import Difficulty, crossfit_difficulty, fit_difficulty, learner_folds
from samenwijzer.science.mastery.interval import Spread, fit_spread
from samenwijzer.science.mastery.reliability import Reliability, fit_reliability
from samenwijzer.science.mastery.replay import Prerequisites, replay
from samenwijzer.science.mastery.responses import Floats, Ints, Kind, ResponseLog
from samenwijzer.science.mastery.slopes import Slopes, fit_slopes

FOLDS = 5
# Rows that say how sure estimates are; half of them fit the model that forecasts the other half.
SPREAD_ROWS = 80_000


@dataclass(frozen=True)
class MasteryModel:
    """A fitted learner model: all that is needed to estimate learners it has never seen."""

    difficulty: Difficulty
    curves: Curves
    slopes: Slopes
    spread: Spread
    reliability: Reliability
    prerequisites: Prerequisites

    def features(self, log: ResponseLog) -> Floats:
        """Return the features of every row, each from its learner's earlier rows only."""
        return replay(self.reliability.apply(log), self.difficulty.of_items(log), self.prerequisites)

    def logits(self, features: Floats, sets: Ints) -> Floats:
        """Return the logit of success for rows of features about these sets of goals."""
        departures: Floats = self.slopes.contributions(features, sets).sum(axis=1)
        return self.curves.logit(features) + departures


def fit_mastery(log: ResponseLog, *, prerequisites: Prerequisites | None = None, seed: int = 0) -> MasteryModel:
    """Fit on all rows of `log`: responses are what is predicted, judgements only inform; reproducible from `seed`.

    Raises `ValueError` when there are no responses.
    """
    asked = log.kind == Kind.RESPONSE
    if not asked.any():
        raise ValueError("a learner model needs responses to learn from")
    before = prerequisites or Prerequisites.none()
    prior = crossfit_difficulty(log, FOLDS, seed)
    reliability = fit_reliability(log, prior)
    features = replay(reliability.apply(log), prior, before)
    rows = log if asked.all() else log.select(asked)
    features = features if asked.all() else features[asked]
    curves, slopes = _fit_curves_and_slopes(rows, features, seed)
    spread = _fit_spread_out_of_sample(rows, features, curves, slopes, seed)
    return MasteryModel(fit_difficulty(log), curves, slopes, spread, reliability, before)


def _fit_curves_and_slopes(rows: ResponseLog, features: Floats, seed: int) -> tuple[Curves, Slopes]:
    curves = fit_curves(features, rows.outcome, np.zeros(len(rows)), seed)
    slopes = fit_slopes(features, rows.goal_set, rows.learner, rows.outcome, curves.logit(features), seed)
    return curves, slopes


def _fit_spread_out_of_sample(
    rows: ResponseLog, features: Floats, whole: Curves, departures: Slopes, seed: int
) -> Spread:
    """Learn how sure estimates are from learners the curves were not fitted on, on a sample of learners."""
    parts = max(2 * len(rows) // SPREAD_ROWS, 2)
    fold = learner_folds(rows.learner, parts, seed)
    sampled, logit = fold < 2, np.zeros(len(rows))
    for held in range(2):
        fitting, forecast = fold == 1 - held, fold == held
        if not fitting.any():
            continue
        part, seen = rows.select(fitting), features[fitting]
        curves = fit_curves(seen, part.outcome, np.zeros(len(part)), seed, like=whole)
        slopes = fit_slopes(
            seen, part.goal_set, part.learner, part.outcome, curves.logit(seen), seed, like=departures
        )  # fmt: skip
        sets = rows.select(forecast).goal_set
        logit[forecast] = curves.logit(features[forecast]) + slopes.contributions(features[forecast], sets).sum(axis=1)
    return fit_spread(rows.select(sampled), features[sampled], logit[sampled])
