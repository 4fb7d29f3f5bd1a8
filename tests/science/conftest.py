from typing import NamedTuple

import pytest

from samenwijzer.science.mastery.fit import MasteryModel, fit_mastery
from samenwijzer.science.mastery.replay import Prerequisites
from samenwijzer.science.mastery.responses import ResponseLog
from samenwijzer.science.simulation.learners import Batch, simulate
from samenwijzer.science.simulation.needs import as_log
from samenwijzer.science.simulation.world import World, WorldSize, make_world


class Fitted(NamedTuple):
    """A small world, a model fitted on some of its learners, and the others."""

    world: World
    train: ResponseLog
    model: MasteryModel
    held: Batch
    log: ResponseLog


@pytest.fixture(scope="session")
def fitted() -> Fitted:
    world = make_world(WorldSize(240, 8, 90), seed=5)
    train, held = as_log(simulate(world, range(120))), simulate(world, range(120, 240))
    model = fit_mastery(train, prerequisites=Prerequisites.from_pairs(world.prerequisite))
    return Fitted(world, train, model, held, as_log(held))
