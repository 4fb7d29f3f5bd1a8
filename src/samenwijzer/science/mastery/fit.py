"""Fit the learner model: difficulty, then common curves, then how goals differ, then how sure an estimate is."""

from dataclasses import dataclass

import numpy as np

from samenwijzer.science.mastery.curves import Curves, fit_curves
from samenwijzer.science.mastery.effects import Difficulty, fit_difficulty, learner_folds
from samenwijzer.science.mastery.interval import Spread, fit_spread
from samenwijzer.science.mastery.neighbours import COLUMNS, Neighbours, fit_neighbours, previous_rows
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
    neighbours: Neighbours
    curves: Curves
    slopes: Slopes
    spread: Spread
    reliability: Reliability
    prerequisites: Prerequisites

    def features(self, log: ResponseLog) -> Floats:
        """Return the features of every row, each from its learner's earlier rows only."""
        heard = self.reliability.apply(log)
        seen = replay(heard, self.difficulty.of_items(log), self.prerequisites)
        return np.concatenate((seen, self.neighbours.of(heard, previous_rows(heard))), axis=1)

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
    prior, around = crossfit_tasks(log, FOLDS, seed)
    reliability = fit_reliability(log, prior)
    features = np.concatenate((replay(reliability.apply(log), prior, before), around), axis=1)
    rows = log if asked.all() else log.select(asked)
    features = features if asked.all() else features[asked]
    curves, slopes = _fit_curves_and_slopes(rows, features, seed)
    spread = _fit_spread_out_of_sample(rows, features, curves, slopes, seed)
    difficulty = fit_difficulty(log)
    return MasteryModel(difficulty, fit_neighbours(log, difficulty), curves, slopes, spread, reliability, before)


def crossfit_tasks(log: ResponseLog, folds: int, seed: int) -> tuple[Floats, Floats]:
    """Return the prior logit of each row, and what the tasks around it say, from other learners only.

    A row's own answer must not shape its own prior: otherwise an item seen twice looks as sure as one seen a thousand
    times.
    """
    fold = learner_folds(log.learner, folds, seed)
    prior, around = np.empty(len(log)), np.empty((len(log), COLUMNS))
    for one in range(folds):
        held = fold == one
        others, part = log.select(~held), log.select(held)
        difficulty = fit_difficulty(others)
        prior[held] = difficulty.of_items(part)
        around[held] = fit_neighbours(others, difficulty).of(part, previous_rows(part))
    return prior, around


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
