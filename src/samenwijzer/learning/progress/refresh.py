"""Computing estimates from the evidence that stands: at once for what just came in, and for all once a day."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime

import numpy as np
from django.db import transaction
from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from samenwijzer.foundation.tasks.registry import Progress
from samenwijzer.learning.evidence.followers import LearnerGoal
from samenwijzer.learning.evidence.models import EvidenceGoal
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.evidence.rules import counting
from samenwijzer.learning.progress.models import Estimate, GoalPrior
from samenwijzer.science.mastery.estimate import Estimates, Responses
from samenwijzer.science.mastery.plain import PlainRule, prior_mean

LEARNERS_A_CHUNK = 200
BATCH = 2000
SECONDS_A_DAY = 86_400.0
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


def _chunks(learners: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(learners), LEARNERS_A_CHUNK):
        yield learners[start : start + LEARNERS_A_CHUNK]


def _refresh(
    learners: list[int], goals: Collection[int] | None, priors: dict[int, float], wanted: set[LearnerGoal] | None
) -> None:
    found = keep_estimates(_responses(learners, goals), priors=priors, wanted=wanted)
    _forget_without_evidence(learners, found, wanted)


def keep_estimates(
    responses: Responses, *, priors: dict[int, float], wanted: set[LearnerGoal] | None = None
) -> set[LearnerGoal]:
    """Store the estimates that follow from ``responses``, of ``wanted`` pairs only where given; return their pairs.

    ``priors`` holds what is usual for each goal. The responses need not be kept as evidence here.
    """
    now = timezone.now()
    rule = PlainRule()
    estimates = rule.estimate(responses, today=now.timestamp() / SECONDS_A_DAY, prior=priors)
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


def _counting(weights: dict[str, float]) -> QuerySet[EvidenceGoal]:
    """Return the evidence that counts: standing, not a draft, with an outcome, of a kind that weighs."""
    return EvidenceGoal.objects.filter(
        counting("evidence__"),
        evidence__outcome__isnull=False,
        evidence__kind__in=[kind for kind, weight in weights.items() if weight > 0],
    )


def _responses(learners: Collection[int], goals: Collection[int] | None) -> Responses:
    weights = scales().weights()
    rows = _counting(weights).filter(evidence__learner__in=learners)
    if goals is not None:
        rows = rows.filter(goal__in=goals)
    values = list(
        rows.values_list("evidence__learner_id", "goal_id", "evidence__outcome", "evidence__seen_at", "evidence__kind")
    )
    return Responses(
        learner=np.array([row[0] for row in values], dtype=np.int64),
        goal=np.array([row[1] for row in values], dtype=np.int64),
        outcome=np.array([row[2] for row in values], dtype=np.float64),
        day=np.array([row[3].timestamp() / SECONDS_A_DAY for row in values], dtype=np.float64),
        weight=np.array([weights[row[4]] for row in values], dtype=np.float64),
    )


def _store_priors() -> dict[int, float]:
    weights = scales().weights()
    totals: dict[int, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    counted = (
        _counting(weights).values("goal_id", "evidence__kind").annotate(rows=Count("pk"), sum=Sum("evidence__outcome"))
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
            last_seen_on=_date(estimates.last_day[n]),
            review_on=None if np.isnan(estimates.review_day[n]) else _date(estimates.review_day[n]),
            trend=None if np.isnan(estimates.trend[n]) else float(estimates.trend[n]),
            contributions=[(name, float(part[n])) for name, part in estimates.contributions.items()],
            rule=rule,
            computed_at=now,
        )


def _date(day: float) -> date:
    return timezone.localdate(datetime.fromtimestamp(day * SECONDS_A_DAY, UTC))
