"""Raising a hand and answering it.

A hand leaves no trail and is gone when it is answered, at the latest with the day: who asked what when is nobody's
business afterwards. So these verbs write no audit event; what becomes evidence is recorded as such.
"""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.tasks.registry import Progress
from samenwijzer.learning.evidence.actions import record_observation
from samenwijzer.learning.evidence.rules import check_writes_about
from samenwijzer.learning.lessons.hands import of_today
from samenwijzer.learning.lessons.models import RaisedHand
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER
from samenwijzer.practice.goals.queries import goals_by_id


@transaction.atomic
def raise_hand(*, unit: int, goal: int | None = None, text: str = "", by: Viewer) -> RaisedHand:
    """Put the hand of learner ``by`` up in ``unit``, at a goal or in general; a hand that is up stays where it is."""
    if not any(one.unit_id == unit and one.role == LEARNER for one in by.functions):
        raise NotVisible(_("There is nothing here for you."))
    if goal is not None and not goals_by_id([goal]):
        raise Refused(_("This goal no longer exists."))
    _forget_before_today()
    hand, _is_new = RaisedHand.objects.get_or_create(
        learner_id=by.person_id, defaults={"unit_id": unit, "goal_id": goal, "text": text.strip()}
    )
    return hand


@transaction.atomic
def lower_hand(*, by: Viewer) -> None:
    """Take the own hand of learner ``by`` down."""
    if not by.is_learner:
        raise NotVisible(_("There is nothing here for you."))
    RaisedHand.objects.filter(learner_id=by.person_id).delete()


@transaction.atomic
def take(*, hand: int, by: Viewer) -> RaisedHand:
    """Let ``by`` come to this hand; refused when somebody else is on the way already."""
    found = _hand(hand, by)
    if found.taken_by_id not in (None, by.person_id):
        raise Refused(_("%(name)s is already on the way.") % {"name": found.taken_by})
    found.taken_by_id, found.taken_at = by.person_id, timezone.now()
    found.save(update_fields=["taken_by", "taken_at"])
    return found


@transaction.atomic
def answer(*, hand: int, step: int | None = None, by: Viewer) -> RaisedHand:
    """Take an answered hand out of the queue; with ``step`` what was seen at its goal becomes an observation."""
    found = _hand(hand, by)
    if step is not None:
        if found.goal_id is None:
            raise Refused(_("This question was about no goal. Note what you saw under “I saw…”."))
        record_observation(
            learners=[found.learner_id], goal=found.goal_id, step=step, note=found.text, uids=[uuid4()], by=by
        )
    RaisedHand.objects.filter(pk=found.pk).delete()
    return found


def _hand(pk: int, by: Viewer) -> RaisedHand:
    """Return the hand, locked, of a learner about whom ``by`` writes."""
    found = of_today().select_for_update(of=("self",)).select_related("learner", "taken_by").filter(pk=pk).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_writes_about(by, [found.learner_id])
    return found


def forget(*, progress: Progress) -> None:
    """Forget every hand of a day that is over."""
    gone = _forget_before_today()
    progress(gone, gone)


def _forget_before_today() -> int:
    count, _by_model = RaisedHand.objects.filter(raised_at__date__lt=timezone.localdate()).delete()
    return count
