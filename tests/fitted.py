"""A small version of the fitted learner model for tests, fitted once a run on made-up learners."""

from datetime import date
from functools import cache

from django.utils import timezone

from samenwijzer.learning.progress.models import LearnerModel
from samenwijzer.learning.progress.switch_actions import decide_for_school
from samenwijzer.learning.progress.versions import digest_of, form_in_use, pack
from samenwijzer.science.mastery.fit import fit_mastery
from samenwijzer.science.simulation.learners import simulate
from samenwijzer.science.simulation.needs import as_log
from samenwijzer.science.simulation.world import WorldSize, make_world
from tests.worlds import World

NAME = "additive-2026-09-01-1"


@cache
def parameters() -> bytes:
    """Return the parameters of a version fitted on twenty learners of a simulated school."""
    log = as_log(simulate(make_world(WorldSize(20, 4, 25), seed=3), range(20)))
    return pack(fit_mastery(log))


def keep_version() -> LearnerModel:
    """Store the version as if the worker had fitted it."""
    version = LearnerModel(
        name=NAME, form=form_in_use(), parameters=parameters(), digest=digest_of(parameters()),
        fitted_at=timezone.now(), seed=3, rows=1700, learners=20, goals=4, schools=1, last_evidence=0,
        first_on=date(2025, 9, 1), last_on=date(2026, 8, 31), auc=0.75, ece=0.015, held_out=8,
    )  # fmt: skip
    version.save()
    return version


def work_with_the_model(world: World) -> LearnerModel:
    """Let the school of class L3A work with the fitted model, of which a version stands."""
    decide_for_school(unit=world.school, is_on=True, reason="", by=world.head.pk)
    return keep_version()
