"""A question a learner puts before the small group meets, and its answer, kept with the goal (D-039).

A raised hand is for now and gone with the day; this waits, and stays where it was asked.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.evidence.actions import record_statement
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.rules import current
from samenwijzer.learning.progress.models import Answer
from samenwijzer.network.access.rules import check_guides_unit, writable_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.queries import learners_of
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal

LONGEST = 500
SHOWN = 60


@dataclass(frozen=True)
class Question:
    """One question at a goal, with its answers, oldest first."""

    uid: UUID
    learner: Person
    goal: Goal
    text: str
    asked_at: datetime
    answers: list[Answer]


@transaction.atomic
def ask_question(*, goal: int, text: str, by: Viewer) -> Evidence:
    """Put a question of learner ``by`` at ``goal``; it never counts as anything."""
    if not by.is_learner or not Goal.objects.filter(pk=goal, gone_at=None).exists():
        raise NotVisible(_("There is nothing here for you."))
    if not text.strip():
        raise Refused(_("Write your question."))
    return record_statement(goal=goal, outcome=None, note=text[:LONGEST], by=by, kind=Evidence.Kind.QUESTION)


@transaction.atomic
def answer_question(*, uid: UUID, text: str, by: Viewer) -> Answer:
    """Keep what ``by`` answered with the question and its goal."""
    asked = current().filter(uid=uid, kind=Evidence.Kind.QUESTION, learner__in=writable_learners(by)).first()
    if asked is None:
        raise NotVisible(_("There is nothing here for you."))
    if not text.strip():
        raise Refused(_("Write a few words."))
    made = Answer.objects.create(to=asked, text=text.strip()[:LONGEST], by_id=by.person_id, at=timezone.now())
    record(verb="answer a question", on=Reference("evidence.evidence", str(asked.pk)), by=by.person_id)
    return made


def questions_in(*, viewer: Viewer, unit: int) -> list[Question]:
    """Return the questions of the learners of a group that ``viewer`` guides, unanswered first, then newest."""
    check_guides_unit(viewer, unit)
    rows = current().filter(learner__in=learners_of(units=[unit], on=viewer.on))
    return sorted(_questions(rows), key=lambda one: bool(one.answers))


def own_questions(*, viewer: Viewer, goal: int) -> list[Question]:
    """Return what learner ``viewer`` asked at ``goal``, newest first."""
    return _questions(current().filter(learner=viewer.person_id, goals=goal))


def _questions(rows: QuerySet[Evidence]) -> list[Question]:
    asked = rows.filter(kind=Evidence.Kind.QUESTION).select_related("learner")
    found = asked.prefetch_related("goals", "answers__by").order_by("-seen_at", "-pk")[:SHOWN]
    return [
        Question(one.uid, one.learner, one.goals.all()[0], one.note, one.seen_at, list(one.answers.all()))
        for one in found
    ]
