"""How hard items and goals are, with shrinkage: an item seen five times leans on its goals.

Rasch model with hierarchical effects: logit P = mean + ability of the learner + mean effect of the goals + effect of
the set of goals + effect of the item. Every effect is normal around zero; its variance is learned from the data by
empirical Bayes (EM with Laplace variances; Bates et al. 2015, Maris 1999). The abilities are there only to keep weak
learners from making their items look hard; they are dropped from the prior, because new learners have none.
"""

from dataclasses import dataclass

import numpy as np

from samenwijzer.science.mastery.compiled import compiled
from samenwijzer.science.mastery.responses import NO_ITEM, Floats, Ints, Kind, ResponseLog, codes

ROUNDS = 12


@dataclass(frozen=True)
class Difficulty:
    """Logit effects of goals, sets of goals and items; unknown ids count zero, so that they lean on the level above."""

    mean: float
    goals: Ints
    goal_effect: Floats
    sets: Ints
    set_effect: Floats
    items: Ints
    item_effect: Floats
    item_variance: float

    def of_goals(self, log: ResponseLog) -> Floats:
        """Return the logit expected of each row from its goals alone, for a typical learner."""
        at = codes(self.goals, log.goal)
        effect = np.where(at >= 0, self.goal_effect[at], 0.0) if len(self.goals) else np.zeros(len(at))
        counts = np.diff(log.goal_start)
        rows = np.repeat(np.arange(len(log)), counts)
        total = np.bincount(rows, effect, len(log)) / np.maximum(counts, 1)
        return self.mean + total + _looked_up(self.sets, self.set_effect, log.goal_set)

    def of_items(self, log: ResponseLog) -> Floats:
        """Return the logit expected of each row from its goals and item, for a typical learner."""
        return self.of_goals(log) + _looked_up(self.items, self.item_effect, log.item)


def _looked_up(known: Ints, effect: Floats, values: Ints) -> Floats:
    if len(known) == 0:
        return np.zeros(len(values))
    at = codes(known, values)
    return np.where(at >= 0, effect[at], 0.0)


def fit_difficulty(log: ResponseLog) -> Difficulty:
    """Fit the effects on the responses in `log` (judgements carry no item difficulty and are left out)."""
    log = log.select(log.kind == Kind.RESPONSE)
    goals, goal = np.unique(log.goal, return_inverse=True)
    sets, set_of = np.unique(log.goal_set, return_inverse=True)
    items, item = np.unique(log.item, return_inverse=True)
    _, learner = np.unique(log.learner, return_inverse=True)
    ability = np.zeros(int(learner.max(initial=-1)) + 1)
    goal_effect, set_effect, item_effect = np.zeros(len(goals)), np.zeros(len(sets)), np.zeros(len(items))
    variances = np.array([1.0, 0.5, 0.5, 0.5])
    rate = (log.outcome.sum() + 1) / (len(log) + 2)
    mean = _alternate(
        log.outcome, learner, log.goal_start, goal, set_of, item, ability, goal_effect, set_effect, item_effect,
        variances, float(np.log(rate / (1 - rate))), ROUNDS,
    )  # fmt: skip
    item_effect[items == NO_ITEM] = 0.0
    return Difficulty(mean, goals, goal_effect, sets, set_effect, items, item_effect, float(variances[3]))


def learner_folds(learner: Ints, folds: int, seed: int) -> Ints:
    """Give every row the fold of its learner, folds of equal numbers of learners, reproducible from the seed."""
    _, who = np.unique(learner, return_inverse=True)
    count = int(who.max(initial=-1)) + 1
    return np.random.default_rng(seed).permutation(np.arange(count) % folds)[who].astype(np.int64)


@compiled
def _alternate(
    outcome: Floats, learner: Ints, goal_start: Ints, goal: Ints, set_of: Ints, item: Ints,
    ability: Floats, goal_effect: Floats, set_effect: Floats, item_effect: Floats,
    variances: Floats, mean: float, rounds: int,
) -> float:  # fmt: skip
    """Newton steps block by block (learners, goals, sets, items).

    Re-estimating each block's variance after its step.
    """
    for _ in range(rounds):
        for block in range(4):
            if block == 0:
                effect = ability
            elif block == 1:
                effect = goal_effect
            elif block == 2:
                effect = set_effect
            else:
                effect = item_effect
            slope = np.zeros(len(effect))
            curve = np.zeros(len(effect))
            for row in range(len(outcome)):
                first, last = goal_start[row], goal_start[row + 1]
                share = 1.0 / max(last - first, 1)
                logit = mean + ability[learner[row]] + set_effect[set_of[row]] + item_effect[item[row]]
                for entry in range(first, last):
                    logit += share * goal_effect[goal[entry]]
                chance = 1 / (1 + np.exp(-logit))
                if block == 1:
                    for entry in range(first, last):
                        slope[goal[entry]] += share * (outcome[row] - chance)
                        # share, not its square: an upper bound that keeps goals seen together from overshooting
                        curve[goal[entry]] += share * chance * (1 - chance)
                else:
                    at = learner[row] if block == 0 else set_of[row] if block == 2 else item[row]
                    slope[at] += outcome[row] - chance
                    curve[at] += chance * (1 - chance)
            precision = 1 / variances[block]
            effect += (slope - precision * effect) / (curve + precision)
            if block == 0 and len(effect) > 0:
                mean += effect.mean()
                effect -= effect.mean()
            if len(effect) > 0:
                variances[block] = min(max(np.mean(effect**2 + 1 / (curve + precision)), 1e-4), 10.0)
    return mean
