"""Who may give feedback and read it, and what feedback holds."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.feedback.models import Note
from samenwijzer.network.access.rules import visible_learners
from samenwijzer.network.access.viewer import Viewer

LONGEST_WORDS, LONGEST_STEP = 1000, 300


def check_says_next(next_step: str) -> str:
    """Return the next step without loose blanks; feedback without one is refused: it would lead nowhere."""
    step = " ".join(next_step.split())
    if not step or len(step) > LONGEST_STEP:
        raise Refused(_("Choose or write one next step: that is what feedback is for."))
    return step


def visible_notes(viewer: Viewer) -> QuerySet[Note]:
    """Return the feedback about learners ``viewer`` guides that was not taken back and still says something."""
    return Note.objects.filter(learner__in=visible_learners(viewer), withdrawn_at=None).exclude(next_step="")


def own_notes(viewer: Viewer) -> QuerySet[Note]:
    """Return the feedback for ``viewer`` itself."""
    return Note.objects.filter(learner=viewer.person_id, withdrawn_at=None).exclude(next_step="")


def check_own_note(viewer: Viewer, uid: UUID) -> Note:
    """Return a note for ``viewer``; somebody else's is as if unknown."""
    note = own_notes(viewer).filter(uid=uid).first()
    if note is None:
        raise NotVisible(_("There is nothing here for you."))
    return note
