"""How often an interval holds the truth, by how long ago a goal was last seen: the simulator knows what is true."""

from dataclasses import dataclass

import numpy as np

from samenwijzer.science.mastery.fit import fit_mastery
from samenwijzer.science.mastery.interval import LEVEL
from samenwijzer.science.mastery.replay import Prerequisites
from samenwijzer.science.mastery.standing import stand_all
from samenwijzer.science.simulation.learners import DAY, Batch, simulate
from samenwijzer.science.simulation.needs import as_log
from samenwijzer.science.simulation.world import Floats, WorldSize, make_world

#: Days since a goal was last seen at which a line of the report begins; the last line is of goals never seen.
WAITS = (0, 7, 28, 56, np.inf)


@dataclass(frozen=True)
class Coverage:
    """One line: `pairs` of a learner and a goal last seen between `since` and `until` days ago (infinite: never).

    `covered` is the share of them whose interval holds the truth and `level` the share that should; `width` is the
    mean width of the intervals on the scale of probability.
    """

    since: float
    until: float
    pairs: int
    covered: float
    level: float
    width: float


def evaluate_coverage(
    *, learners: int, goals: int, days: int, worlds: int, seed: int, level: float = LEVEL
) -> list[Coverage]:
    """Fit on one half of the learners of each world and hold the intervals of the other half beside the truth.

    Worlds differ in how goals and learners fall out; what an interval promises is a share over all of them.
    """
    size = WorldSize(2 * learners, goals, days)
    seen = np.concatenate([_intervals(size, one, level) for one in range(seed, seed + worlds)])
    waited, inside, width = seen.T
    lines = []
    for since, until in zip(WAITS, (*WAITS[1:], None), strict=True):
        chosen = np.isinf(waited) if until is None else (waited >= since) & (waited < until)
        if chosen.any():
            covered, mean = float(inside[chosen].mean()), float(width[chosen].mean())
            lines.append(Coverage(since, until or np.inf, int(chosen.sum()), covered, level, mean))
    return lines


def _intervals(size: WorldSize, seed: int, level: float) -> Floats:
    """One row a learner and goal of the half not fitted on: days waited, whether the truth is inside, width."""
    world, half = make_world(size, seed), size.learners // 2
    fitting, held = simulate(world, range(half)), simulate(world, range(half, size.learners))
    model = fit_mastery(as_log(fitting), prerequisites=Prerequisites.from_pairs(world.prerequisite), seed=seed)
    learner, goal = np.repeat(held.followed, size.goals), np.tile(np.arange(size.goals), half)
    standing = stand_all(model, as_log(held), learner, goal, now=size.days * DAY, level=level)
    place = np.searchsorted(held.followed, standing.learner), standing.goal
    inside = (held.truth[place] >= standing.low) & (held.truth[place] <= standing.high)
    return np.column_stack((_waits(held, size.days * DAY)[place], inside, standing.high - standing.low))


def _waits(held: Batch, now: float) -> Floats:
    """Days since each learner (rows) last met each goal (columns); infinite where never."""
    last = np.full(held.truth.shape, -np.inf)
    np.maximum.at(last, (np.searchsorted(held.followed, held.learner), held.goal), held.time)
    return (now - last) / DAY
