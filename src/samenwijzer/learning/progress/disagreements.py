"""*Klopt niet volgens mij*: a learner says that the picture of a goal is not right, and an adult answers.

What a learner says is evidence of its own kind. It is never mixed into an estimate; it reaches the adults who guide the
learner, who look again, talk, and see for themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.evidence.actions import record_statement
from samenwijzer.learning.evidence.models import Evidence, EvidenceGoal
from samenwijzer.learning.evidence.rules import current
from samenwijzer.learning.progress.models import Answer
from samenwijzer.network.access.queries import guides_of
from samenwijzer.network.access.rules import visible_learners, writable_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.notices.actions import notify
from samenwijzer.practice.goals.models import Goal

LONGEST_ANSWER = 500
#: What a notice is about that tells an adult of it; its id is that of the learner.
ABOUT = "progress.disagreement"


@dataclass(frozen=True)
class Disagreement:
    """What a learner said is not right: about which goal, in which words, when, and what was answered."""

    uid: UUID
    goal: Goal
    note: str
    said_at: datetime
    answers: list[Answer]


@transaction.atomic
def disagree(*, goal: Goal, note: str = "", by: Viewer) -> Evidence:
    """Record that a learner thinks the picture of ``goal`` is not right, and tell the adults around it.

    Refused while an earlier one on the same goal waits for an answer.
    """
    if not by.is_learner:
        raise NotVisible(_("There is nothing here for you."))
    if _of(by.person_id).filter(goals=goal, answers=None).exists():
        raise Refused(_("Your teacher knows already. You will get an answer."))
    said = record_statement(goal=goal.pk, outcome=None, note=note, by=by, kind=Evidence.Kind.DISAGREEMENT)
    with override("nl"):
        text = _("%(name)s thinks that the picture of “%(goal)s” is not right.")
        text = text % {"name": by.given_name, "goal": goal.title}
    about = Reference(ABOUT, str(by.person_id))
    guides = guides_of(learner=by.person_id, on=by.on).values_list("pk", flat=True)
    notify(people=guides, text=text[:300], about=about, by=by.person_id)
    return said


@transaction.atomic
def answer(*, uid: UUID, text: str, by: Viewer) -> Answer:
    """Answer a learner who said that something is not right; the learner hears of it."""
    said = current().filter(uid=uid, kind=Evidence.Kind.DISAGREEMENT).first()
    if said is None or not writable_learners(by).filter(pk=said.learner_id).exists():
        raise NotVisible(_("There is nothing here for you."))
    if not text.strip():
        raise Refused(_("Write a few words."))
    answered = Answer.objects.create(to=said, text=text.strip()[:LONGEST_ANSWER], by_id=by.person_id, at=timezone.now())
    record(verb="answer a disagreement", on=Reference("evidence.evidence", str(said.pk)), by=by.person_id)
    with override("nl"):
        sentence = _("%(name)s answered what you said of “%(goal)s”.")
        sentence = sentence % {"name": by.name, "goal": said.goals.get().title}
    about = Reference("evidence.evidence", str(said.pk))
    notify(people=[said.learner_id], text=sentence[:300], about=about, by=by.person_id)
    return answered


def own_disagreements(words: Iterable[EvidenceGoal]) -> list[Disagreement]:
    """Return what a learner said is not right, with what was answered, from its own words, in their order."""
    found = [one for one in words if one.evidence.kind == Evidence.Kind.DISAGREEMENT]
    prefetch_related_objects(found, Prefetch("evidence__answers", Answer.objects.select_related("by")))
    return [
        Disagreement(said.uid, one.goal, said.note, said.seen_at, list(said.answers.all()))
        for one in found
        for said in [one.evidence]
    ]


def disagreements_of(*, viewer: Viewer, learner: int) -> list[Disagreement]:
    """Return what a learner said is not right, newest first; nothing where ``viewer`` does not guide it."""
    rows = _of(learner).filter(learner__in=visible_learners(viewer))
    links = EvidenceGoal.objects.filter(evidence__in=rows).select_related("goal", "evidence")
    return own_disagreements(links.order_by("-evidence__seen_at", "-evidence"))


def _of(learner: int) -> QuerySet[Evidence]:
    return current().filter(learner=learner, kind=Evidence.Kind.DISAGREEMENT)
