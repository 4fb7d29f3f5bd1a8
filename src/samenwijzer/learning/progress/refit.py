"""Fitting a new version of the learner model on the evidence of the schools that work with it: a task of the worker.

Safe to kill at any moment. Killed before the version is stored, it begins again; killed while estimates are made anew,
it finds the version on the evidence it was fitted on and goes on with the learners whose estimates another rule made.
"""

import logging
from dataclasses import dataclass

import numpy as np
from django.db import transaction
from django.utils import timezone

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.tasks.actions import enqueue
from samenwijzer.foundation.tasks.registry import Progress
from samenwijzer.learning.progress.models import Estimate, LearnerModel
from samenwijzer.learning.progress.reading import date_of, mixed_responses_of, prerequisites_known
from samenwijzer.learning.progress.refresh import LEARNERS_A_CHUNK, refresh_learners
from samenwijzer.learning.progress.rules import learners_with_model, schools_that_work_with_it
from samenwijzer.learning.progress.versions import digest_of, form_in_use, pack
from samenwijzer.science.mastery.fit import fit_mastery
from samenwijzer.science.mastery.fitted import MixedResponses
from samenwijzer.science.mastery.metrics import auc, calibration_error
from samenwijzer.science.mastery.replay import Prerequisites
from samenwijzer.science.mastery.responses import Kind, ResponseLog
from samenwijzer.science.mastery.score import score

NAME = "refit learner model"
SEED = 2030
#: With less the figures of a version would be those of a few learners: the plain rule stays.
LEAST_LEARNERS, LEAST_RESPONSES = 10, 400
#: Every fifth learner is held out to measure a version, as long as that leaves so many of them.
HELD_OUT_EVERY, LEAST_HELD_OUT = 5, 4

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Figures:
    """How good a version is on learners it did not see: empty where too few could be held out."""

    auc: float | None
    ece: float | None
    held_out: int


def refit(*, progress: Progress) -> None:
    """Fit a version on what is known now, store it, and make the estimates of everybody it is used with by it."""
    progress(0, 3)
    learners = sorted(learners_with_model(None, timezone.localdate()))
    known = mixed_responses_of(learners) if learners else None
    if known is None or not _is_enough(known):
        _logger.info("Too little evidence to fit the learner model on; the plain rule stays.")
        return
    version = _standing_version(known) or _fit(known, progress)
    made = Estimate.objects.filter(rule=version.name, learner__in=learners).values_list("learner_id", flat=True)
    left = sorted(set(learners) - set(made))
    for first in range(0, len(left), LEARNERS_A_CHUNK):
        refresh_learners(left[first : first + LEARNERS_A_CHUNK], progress=lambda done, total: None)
        progress(2, 3)
    progress(3, 3)


def ask_for_refit() -> None:
    """Ask the worker for a new version, once."""
    enqueue(name=NAME)


def _is_enough(known: MixedResponses) -> bool:
    answers = known.kind == Kind.RESPONSE
    return len(np.unique(known.learner[answers])) >= LEAST_LEARNERS and int(answers.sum()) >= LEAST_RESPONSES


def _standing_version(known: MixedResponses) -> LearnerModel | None:
    """Return the version that was fitted on exactly this evidence, where a run before this one stored it."""
    return LearnerModel.objects.filter(
        form=form_in_use(), rows=len(np.unique(known.row)), last_evidence=int(known.row.max()), seed=SEED,
        learners=len(np.unique(known.learner)),
    ).first()  # fmt: skip


def _fit(known: MixedResponses, progress: Progress) -> LearnerModel:
    log, before = known.log, prerequisites_known()
    figures = _measured(log, before)
    progress(1, 3)
    parameters = pack(fit_mastery(log, prerequisites=before, seed=SEED))
    progress(2, 3)
    return _store(known, parameters, figures)


def _measured(log: ResponseLog, before: Prerequisites) -> Figures:
    """Fit without every fifth learner and foretell each answer of those from what came before it."""
    held = np.isin(log.learner, np.unique(log.learner)[::HELD_OUT_EVERY])
    count = len(np.unique(log.learner[held]))
    if count < LEAST_HELD_OUT:
        return Figures(None, None, 0)
    unseen = log.select(held)
    chance = score(fit_mastery(log.select(~held), prerequisites=before, seed=SEED), unseen)
    asked = unseen.kind == Kind.RESPONSE
    area = auc(unseen.outcome[asked], chance[asked])
    error = calibration_error(unseen.outcome[asked], chance[asked])
    return Figures(None if np.isnan(area) else area, None if np.isnan(error) else error, count)


@transaction.atomic
def _store(known: MixedResponses, parameters: bytes, figures: Figures) -> LearnerModel:
    now = timezone.now()
    today = f"{LearnerModel.FAMILY}-{timezone.localdate(now).isoformat()}"
    version = LearnerModel(
        name=f"{today}-{LearnerModel.objects.filter(name__startswith=today).count() + 1}",
        form=form_in_use(),
        parameters=parameters,
        digest=digest_of(parameters),
        fitted_at=now,
        seed=SEED,
        rows=len(np.unique(known.row)),
        learners=len(np.unique(known.learner)),
        goals=len(np.unique(known.goal)),
        schools=len(schools_that_work_with_it()),
        last_evidence=int(known.row.max()),
        first_on=date_of(float(known.day.min())),
        last_on=date_of(float(known.day.max())),
        auc=figures.auc,
        ece=figures.ece,
        held_out=figures.held_out,
    )
    version.save()
    record(verb="fit learner model", on=Reference("progress.learner_model", str(version.pk)), by=None)
    return version
