"""Recording answers to single questions, given in the lesson or in a task; a changed answer is a new row."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.evidence.followers import tell
from samenwijzer.learning.evidence.models import Evidence, EvidenceGoal

ITEM_LENGTH = 80


@dataclass(frozen=True)
class Response:
    """A learner's answer to ``item``: its ``outcome`` in [0, 1], or ``None`` where the answer was taken back.

    ``corrects`` is the id of the evidence in the place of which it comes.
    """

    learner: int
    goal: int
    item: str
    outcome: float | None
    corrects: int | None = None


@transaction.atomic
def record_responses(*, responses: Sequence[Response], by: int) -> list[Evidence]:
    """Store answers that ``by`` gave or took in, in the order given; who calls checked that ``by`` may."""
    now = timezone.now()
    rows = Evidence.objects.bulk_create(
        [
            Evidence(
                learner_id=one.learner,
                kind=Evidence.Kind.ITEM_RESPONSE,
                outcome=one.outcome,
                item=one.item[:ITEM_LENGTH],
                seen_by_id=by,
                seen_at=now,
                corrects_id=one.corrects,
                retracts=one.outcome is None,
            )
            for one in responses
        ]
    )
    EvidenceGoal.objects.bulk_create(
        [EvidenceGoal(evidence=row, goal_id=one.goal) for row, one in zip(rows, responses, strict=True)]
    )
    if rows:
        record(verb="record responses", on=Reference("evidence.evidence", str(rows[0].pk)), by=by, count=len(rows))
        tell({(one.learner, one.goal) for one in responses})
    return rows
