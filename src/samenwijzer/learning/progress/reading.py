"""The evidence as the models read it: arrays of everything that counts, and nothing else."""

from collections.abc import Collection
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from django.db.models import QuerySet
from django.utils import timezone

from samenwijzer.learning.evidence.models import EvidenceGoal
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.evidence.rules import counting
from samenwijzer.learning.progress.pack import policy
from samenwijzer.practice.goals.models import GoalLink
from samenwijzer.science.mastery.estimate import Responses
from samenwijzer.science.mastery.fitted import MixedResponses
from samenwijzer.science.mastery.replay import Prerequisites
from samenwijzer.science.mastery.responses import NO_ITEM

SECONDS_A_DAY = 86_400.0
#: Bytes of the number a task gets from its name, so that no table of tasks is needed; far from any clash.
ITEM_BYTES = 7
ITEMS_KEPT = 50_000


def weighing(weights: dict[str, float]) -> QuerySet[EvidenceGoal]:
    """Return the evidence that counts: standing, not a draft, with an outcome, of a kind that weighs."""
    return _of_kinds([kind for kind, weight in weights.items() if weight > 0])


def responses_of(learners: Collection[int], goals: Collection[int] | None) -> Responses:
    """Return what the plain rule reads of ``learners``, about ``goals`` only where given."""
    weights = scales().weights()
    rows = weighing(weights).filter(evidence__learner__in=learners)
    if goals is not None:
        rows = rows.filter(goal__in=goals)
    values = list(
        rows.values_list("evidence__learner_id", "goal_id", "evidence__outcome", "evidence__seen_at", "evidence__kind")
    )
    return Responses(
        learner=np.array([row[0] for row in values], dtype=np.int64),
        goal=np.array([row[1] for row in values], dtype=np.int64),
        outcome=np.array([row[2] for row in values], dtype=np.float64),
        day=np.array([day_number(row[3]) for row in values], dtype=np.float64),
        weight=np.array([weights[row[4]] for row in values], dtype=np.float64),
    )


def mixed_responses_of(learners: Collection[int]) -> MixedResponses:
    """Return what the fitted model reads of ``learners``: all of it, with the kind and the task of each piece."""
    kinds = policy().kinds()
    rows = _of_kinds(list(kinds)).filter(evidence__learner__in=learners)
    values = list(
        rows.values_list(
            "evidence__learner_id", "goal_id", "evidence__outcome", "evidence__seen_at", "evidence_id",
            "evidence__item", "evidence__kind",
        )
    )  # fmt: skip
    return MixedResponses(
        learner=np.array([row[0] for row in values], dtype=np.int64),
        goal=np.array([row[1] for row in values], dtype=np.int64),
        outcome=np.array([row[2] for row in values], dtype=np.float64),
        day=np.array([day_number(row[3]) for row in values], dtype=np.float64),
        weight=np.ones(len(values)),
        row=np.array([row[4] for row in values], dtype=np.int64),
        item=np.array([_number_of(row[5]) for row in values], dtype=np.int64),
        kind=np.array([int(kinds[row[6]]) for row in values], dtype=np.int64),
    )


def prerequisites_known() -> Prerequisites:
    """Return which goals come before which, over all frameworks."""
    links = GoalLink.objects.filter(kind=GoalLink.Kind.PREREQUISITE).values_list("origin_id", "destination_id")
    return Prerequisites.from_pairs(np.array(list(links), dtype=np.int64).reshape(-1, 2))


def day_number(moment: datetime) -> float:
    """Return ``moment`` as days since 1970, with its fraction."""
    return moment.timestamp() / SECONDS_A_DAY


def date_of(day: float) -> date:
    """Return the local date of a day number."""
    return timezone.localdate(datetime.fromtimestamp(day * SECONDS_A_DAY, UTC))


def _of_kinds(kinds: Collection[str]) -> QuerySet[EvidenceGoal]:
    return EvidenceGoal.objects.filter(
        counting("evidence__"), evidence__outcome__isnull=False, evidence__kind__in=kinds
    )


@lru_cache(maxsize=ITEMS_KEPT)
def _number_of(item: str) -> int:
    return int.from_bytes(blake2b(item.encode(), digest_size=ITEM_BYTES).digest(), "big") if item else NO_ITEM
