"""Giving feedback, taking it back, and saying what was done with it."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.evidence.rules import check_writes_about
from samenwijzer.learning.feedback.models import Note, Uptake
from samenwijzer.learning.feedback.rules import LONGEST_WORDS, check_own_note, check_says_next
from samenwijzer.network.access.viewer import Viewer


@transaction.atomic
def give_feedback(
    *, learners: Sequence[int], goal: int | None, words: str, next_step: str, uids: Sequence[UUID], by: Viewer
) -> list[Note]:
    """Tell each of ``learners`` what ``by`` saw and what could come next; the same ``uids`` again store once."""
    if not learners:
        raise Refused(_("Tap first for whom it is."))
    check_writes_about(by, learners)
    step = check_says_next(next_step)
    known = set(Note.objects.filter(uid__in=uids).values_list("uid", flat=True))
    notes = Note.objects.bulk_create(
        [
            Note(
                uid=uid,
                learner_id=learner,
                goal_id=goal,
                words=words.strip()[:LONGEST_WORDS],
                next_step=step,
                by_id=by.person_id,
            )
            for learner, uid in zip(learners, uids, strict=True)
            if uid not in known
        ]
    )
    record(verb="give feedback", on=Reference("feedback.note", ""), by=by.person_id, count=len(notes))
    return notes


@transaction.atomic
def take_back_feedback(*, uids: Sequence[UUID], by: Viewer) -> int:
    """Take back feedback that ``by`` gave; return how many notes. Nobody reads them any more."""
    rows = Note.objects.filter(uid__in=uids, by=by.person_id, withdrawn_at=None)
    if not Note.objects.filter(uid__in=uids, by=by.person_id).exists():
        raise NotVisible(_("There is nothing here for you."))
    count = rows.update(withdrawn_at=timezone.now())
    record(verb="take back feedback", on=Reference("feedback.note", ""), by=by.person_id, count=count)
    return count


@transaction.atomic
def take_up(*, note: UUID, did: str, words: str = "", by: Viewer) -> Uptake:
    """Keep what the learner ``by`` did with a note, or plans to do; the last word stands, earlier ones stay."""
    found = check_own_note(by, note)
    if did not in Uptake.Did.values:
        raise Refused(_("Choose what you did with it."))
    uptake = Uptake.objects.create(note=found, did=did, words=" ".join(words.split())[:300])
    record(verb="take up feedback", on=Reference("feedback.note", str(found.pk)), by=by.person_id)
    return uptake
