"""Computing estimates from the evidence that stands: at once for what just came in, and for all once a day."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime

import numpy as np
from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from samenwijzer.foundation.tasks.registry import Progress
from samenwijzer.learning.evidence.followers import LearnerGoal
from samenwijzer.learning.evidence.models import EvidenceGoal
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.progress.models import Estimate, GoalPrior
from samenwijzer.learning.progress.reading import date_of, day_number, mixed_responses_of, responses_of, weighing
from samenwijzer.learning.progress.rules import learners_with_model
from samenwijzer.learning.progress.versions import version_in_use
from samenwijzer.science.mastery.estimate import Estimates, Responses
from samenwijzer.science.mastery.fitted import FittedModel
from samenwijzer.science.mastery.plain import PlainRule, prior_mean

LEARNERS_A_CHUNK = 200
BATCH = 2000
FIELDS = (
    "mean", "low", "high", "step", "count", "successes", "last_seen_on", "review_on", "trend", "contributions", "rule",
    "computed_at",
)  # fmt: skip


@transaction.atomic
def refresh_pairs(pairs: Collection[LearnerGoal]) -> None:
    """Recompute the estimates of these (learner, goal) pairs from all evidence that stands."""
    learners, goals = {learner for learner, _ in pairs}, {goal for _, goal in pairs}
    priors = dict(GoalPrior.objects.filter(goal__in=goals).values_list("goal_id", "mean"))
    wanted = set(pairs)
    for chunk in _chunks(sorted(learners)):
        _refresh(chunk, goals, priors, wanted)


def refresh_all(*, progress: Progress) -> None:
    """Recompute what is usual for each goal and every estimate, so that forgetting shows; safe to run again."""
    learners = sorted(set(EvidenceGoal.objects.values_list("evidence__learner_id", flat=True).distinct()))
    priors = _store_priors()
    done = 0
    for chunk in _chunks(learners):
        with transaction.atomic():
            _refresh(chunk, None, priors, None)
        done += len(chunk)
        progress(done, len(learners))


def refresh_learners(learners: Collection[int], *, progress: Progress) -> None:
    """Recompute every estimate of these learners, chunk by chunk; safe to run again."""
    seen = EvidenceGoal.objects.filter(evidence__learner__in=learners)
    known = sorted(set(seen.values_list("evidence__learner_id", flat=True)))
    priors = dict(GoalPrior.objects.values_list("goal_id", "mean"))
    done = 0
    for chunk in _chunks(known):
        with transaction.atomic():
            _refresh(chunk, None, priors, None)
        done += len(chunk)
        progress(done, len(known))


def _chunks(learners: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(learners), LEARNERS_A_CHUNK):
        yield learners[start : start + LEARNERS_A_CHUNK]


def _refresh(
    learners: list[int], goals: Collection[int] | None, priors: dict[int, float], wanted: set[LearnerGoal] | None
) -> None:
    modelled = learners_with_model(learners, timezone.localdate())
    version = version_in_use() if modelled else None
    plain = [one for one in learners if version is None or one not in modelled]
    found = keep_estimates(responses_of(plain, goals), priors=priors, wanted=wanted) if plain else set()
    if version:
        # How other goals go says something too, so that this model reads everything of a learner.
        found |= keep_estimates(mixed_responses_of(modelled), priors=priors, wanted=wanted, model=version)
    _forget_without_evidence(learners, found, wanted)


def keep_estimates(
    responses: Responses,
    *,
    priors: dict[int, float],
    wanted: set[LearnerGoal] | None = None,
    model: FittedModel | None = None,
) -> set[LearnerGoal]:
    """Store the estimates that follow from ``responses``, of ``wanted`` pairs only where given; return their pairs.

    ``priors`` holds what is usual for each goal; without a ``model`` the plain rule says what follows. The responses
    need not be kept as evidence here.
    """
    if not len(responses):
        return set()
    now = timezone.now()
    rule: PlainRule | FittedModel = model or PlainRule()
    estimates = rule.estimate(responses, today=day_number(now), prior=priors)
    rows = [
        row for row in _rows(estimates, rule.name, now) if wanted is None or (row.learner_id, row.goal_id) in wanted
    ]
    Estimate.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["learner", "goal"], update_fields=FIELDS, batch_size=BATCH
    )
    return {(row.learner_id, row.goal_id) for row in rows}


def _forget_without_evidence(learners: list[int], found: set[LearnerGoal], wanted: set[LearnerGoal] | None) -> None:
    """Remove estimates whose evidence was all taken back."""
    standing = Estimate.objects.filter(learner__in=learners).values_list("pk", "learner_id", "goal_id")
    gone = [
        pk
        for pk, learner, goal in standing
        if (learner, goal) not in found and (wanted is None or (learner, goal) in wanted)
    ]
    Estimate.objects.filter(pk__in=gone).delete()


def _store_priors() -> dict[int, float]:
    weights = scales().weights()
    totals: dict[int, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    counted = (
        weighing(weights).values("goal_id", "evidence__kind").annotate(rows=Count("pk"), sum=Sum("evidence__outcome"))
    )
    for row in counted:
        weight = weights[row["evidence__kind"]]
        total, weighed = totals[row["goal_id"]]
        totals[row["goal_id"]] = (total + weight * row["sum"], weighed + weight * row["rows"])
    priors = {goal: prior_mean(total=total, weight=weight) for goal, (total, weight) in totals.items()}
    GoalPrior.objects.bulk_create(
        [GoalPrior(goal_id=goal, mean=mean) for goal, mean in priors.items()],
        update_conflicts=True,
        unique_fields=["goal"],
        update_fields=["mean"],
        batch_size=BATCH,
    )
    return priors


def _rows(estimates: Estimates, rule: str, now: datetime) -> Iterator[Estimate]:
    steps = estimates.step
    for n in range(len(estimates.learner)):
        yield Estimate(
            learner_id=int(estimates.learner[n]),
            goal_id=int(estimates.goal[n]),
            mean=float(estimates.mean[n]),
            low=float(estimates.low[n]),
            high=float(estimates.high[n]),
            step=int(steps[n]),
            count=int(estimates.count[n]),
            successes=float(estimates.successes[n]),
            last_seen_on=date_of(estimates.last_day[n]),
            review_on=None if np.isnan(estimates.review_day[n]) else date_of(estimates.review_day[n]),
            trend=None if np.isnan(estimates.trend[n]) else float(estimates.trend[n]),
            contributions=[(name, float(part[n])) for name, part in estimates.contributions.items()],
            rule=rule,
            computed_at=now,
        )
