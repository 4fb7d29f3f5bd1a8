"""Groups in a simulated world, to see whether the fairness report finds what is there and nothing else.

Every learner gets a home language, an allowance and a sex that have nothing to do with how they learn, so that the
report should stay quiet; and a group of those who find the tasks harder than average, where base rates differ.
"""

import numpy as np

from samenwijzer.science.mastery.fairness import GroupFigures, group_figures
from samenwijzer.science.mastery.fit import fit_mastery
from samenwijzer.science.mastery.replay import Prerequisites
from samenwijzer.science.mastery.responses import Kind
from samenwijzer.science.mastery.score import score
from samenwijzer.science.simulation.learners import Batch, simulate
from samenwijzer.science.simulation.needs import as_log
from samenwijzer.science.simulation.world import WorldSize, make_world

#: Traits as they are spread in Flemish primary schools, roughly; none of them changes how a simulated learner learns.
TRAITS: dict[str, dict[str, float]] = {
    "home language": {"Dutch": 0.75, "another": 0.25},
    "allowance": {"without": 0.7, "with": 0.3},
    "sex": {"f": 0.49, "m": 0.51},
}
STRONGER, WEAKER = "truly stronger half", "truly weaker half"


def evaluate_fairness(*, learners: int, goals: int, days: int, seed: int) -> dict[str, list[GroupFigures]]:
    """Fit on one half of a world's learners and report the other half: by each trait, and by true mastery."""
    world = make_world(WorldSize(2 * learners, goals, days), seed)
    fitting, held = simulate(world, range(learners)), simulate(world, range(learners, 2 * learners))
    model = fit_mastery(as_log(fitting), prerequisites=Prerequisites.from_pairs(world.prerequisite), seed=seed)
    log = as_log(held)
    chance, asked = score(model, log), log.kind == Kind.RESPONSE
    return {
        trait: group_figures(log.learner[asked], log.outcome[asked], chance[asked], group, seed=seed)
        for trait, group in groups(held, seed).items()
    }


def groups(held: Batch, seed: int) -> dict[str, dict[int, str]]:
    """Return for each trait the group of every learner."""
    random = np.random.default_rng([seed, 3])
    known = held.followed.tolist()
    found = {
        trait: dict(zip(known, random.choice(list(shares), len(known), p=list(shares.values())).tolist(), strict=True))
        for trait, shares in TRAITS.items()
    }
    strength = held.truth.mean(axis=1)
    stronger = np.where(strength >= np.median(strength), STRONGER, WEAKER).tolist()
    return found | {"true mastery": dict(zip(known, stronger, strict=True))}
