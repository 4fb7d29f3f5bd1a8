"""Recording evidence. Rows are only ever added; a correction or a retraction is a new row."""

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.bulk import insert_rows, new_ids
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.evidence.content import EvidenceRow
from samenwijzer.learning.evidence.followers import tell
from samenwijzer.learning.evidence.models import Batch, Evidence, EvidenceGoal
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.evidence.rules import check_noted, check_writes_about, current
from samenwijzer.network.access.viewer import Viewer

BATCH = 2000
PORTION = 20_000
#: What a row of a file says, as it is called on the row and on the evidence.
ROW_FIELDS = ("uid", "learner_id", "kind", "outcome", "step", "note", "item", "seen_by_id", "seen_at")
_values = attrgetter(*ROW_FIELDS)


@transaction.atomic
def record_observation(
    *,
    learners: Sequence[int],
    goal: int,
    step: int,
    note: str = "",
    kind: str = Evidence.Kind.OBSERVATION,
    is_draft: bool = False,
    seen_at: datetime | None = None,
    uids: Sequence[UUID],
    by: Viewer,
) -> list[Evidence]:
    """Record that ``by`` saw each of ``learners`` at ``step`` of ``goal``; the same ``uids`` again store once.

    ``kind`` is one of those an adult notes by hand; a draft or first attempt is shown but never counts. Without
    ``seen_at`` it is seen now.
    """
    check_writes_about(by, learners)
    check_noted(kind)
    if step not in (1, 2, 3, 4):
        raise Refused(_("Choose a step from 1 to 4."))
    known = set(Evidence.objects.filter(uid__in=uids).values_list("uid", flat=True))
    rows = [
        Evidence(
            uid=uid,
            learner_id=learner,
            kind=kind,
            step=step,
            outcome=scales().step(step).outcome,
            note=note.strip(),
            seen_by_id=by.person_id,
            seen_at=min(seen_at or timezone.now(), timezone.now()),
            is_draft=is_draft,
        )
        for learner, uid in zip(learners, uids, strict=True)
        if uid not in known
    ]
    return store_rows(rows, [(goal,)] * len(rows), verb="record observation", by=by.person_id)


@transaction.atomic
def record_statement(
    *,
    goal: int,
    outcome: float | None,
    note: str,
    by: Viewer,
    kind: str = Evidence.Kind.SELF,
    uid: UUID | None = None,
    said_at: datetime | None = None,
) -> Evidence:
    """Record what a learner says of own learning: how sure (in [0, 1]), in own words. Never counts as mastery.

    ``uid`` comes from where it was made, if it was made elsewhere; without ``said_at`` it is said now.
    """
    row = Evidence(
        uid=uid or uuid4(),
        learner_id=by.person_id,
        kind=kind,
        outcome=outcome,
        note=note.strip(),
        seen_by_id=by.person_id,
        seen_at=min(said_at or timezone.now(), timezone.now()),
    )
    return store_rows([row], [(goal,)], verb="record own statement", by=by.person_id)[0]


@transaction.atomic
def retract(*, uids: Sequence[UUID], by: Viewer) -> int:
    """Take back evidence that ``by`` recorded: a new row says that it does not stand. Return how many."""
    standing = list(
        current().filter(uid__in=uids, seen_by_id=by.person_id).prefetch_related("goals").select_related("learner")
    )
    rows = [
        Evidence(
            learner=old.learner,
            kind=old.kind,
            seen_by_id=by.person_id,
            seen_at=timezone.now(),
            occasion_id=old.occasion_id,
            is_draft=old.is_draft,
            corrects=old,
            retracts=True,
        )
        for old in standing
    ]
    goals = [tuple(goal.pk for goal in old.goals.all()) for old in standing]
    return len(store_rows(rows, goals, verb="retract evidence", by=by.person_id))


@transaction.atomic
def record_batch(*, source: str, digest: str, rows: Sequence[EvidenceRow], by: int | None) -> Batch:
    """Store a file of evidence, all or nothing; rows whose ``uid`` is known are left as they are.

    ``digest`` names the content: the same content again returns the batch that stands and stores nothing.
    """
    standing = Batch.objects.filter(digest=digest).first()
    if standing:
        return standing
    known = _known(rows)
    fresh = [row for row in rows if row.uid not in known]
    batch = Batch.objects.create(source=source, digest=digest, rows=len(fresh), by_id=by)
    if fresh:
        ids = new_ids(Evidence, len(fresh))
        insert_rows(
            Evidence,
            ("id", "batch_id", *ROW_FIELDS),
            ((id, batch.pk, *_values(row)) for id, row in zip(ids, fresh, strict=True)),
        )
        links = ((id, goal) for id, row in zip(ids, fresh, strict=True) for goal in row.goal_ids)
        insert_rows(EvidenceGoal, ("evidence_id", "goal_id"), links)
        record(verb="import evidence", on=Reference("evidence.batch", str(batch.pk)), by=by, count=len(fresh))
        tell({(row.learner_id, goal) for row in fresh for goal in row.goal_ids})
    return batch


def _known(rows: Sequence[EvidenceRow]) -> set[UUID]:
    """Return the uids of ``rows`` that stand already, asked for in portions that a database takes at once."""
    uids = [row.uid for row in rows]
    return {
        uid
        for start in range(0, len(uids), PORTION)
        for uid in Evidence.objects.filter(uid__in=uids[start : start + PORTION]).values_list("uid", flat=True)
    }


def store_rows(rows: list[Evidence], goals: Sequence[tuple[int, ...]], *, verb: str, by: int | None) -> list[Evidence]:
    """Add rows with their goals, write it in the audit and tell who computes with it; rights are asked before."""
    created = Evidence.objects.bulk_create(rows, batch_size=BATCH)
    EvidenceGoal.objects.bulk_create(
        [EvidenceGoal(evidence=row, goal_id=goal) for row, ids in zip(created, goals, strict=True) for goal in ids],
        batch_size=BATCH,
    )
    if created:
        record(verb=verb, on=Reference("evidence.evidence", str(created[0].pk)), by=by, count=len(created))
        tell({(row.learner_id, goal) for row, ids in zip(created, goals, strict=True) for goal in ids})
    return created
