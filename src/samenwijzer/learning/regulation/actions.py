"""What learners do to steer their own learning: say how sure they are, ask for help, choose how they read."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.evidence.actions import record_statement
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.regulation.models import ModeChoice
from samenwijzer.learning.regulation.pack import Mode
from samenwijzer.learning.regulation.rules import check_chooses_mode
from samenwijzer.network.access.queries import guides_of
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.notices.actions import notify
from samenwijzer.network.notices.models import Notice
from samenwijzer.network.notices.queries import last_sent
from samenwijzer.practice.goals.models import Goal

ASK_AGAIN_AFTER = timedelta(minutes=10)


def state_confidence(*, goal: int, sure: int, note: str = "", by: Viewer) -> Evidence:
    """Record how sure a learner is of a goal before starting: 1 (not yet) to 4 (completely)."""
    if sure not in (1, 2, 3, 4):
        raise Refused(_("Choose how sure you are."))
    return record_statement(goal=goal, outcome=scales().step(sure).outcome, note=note, by=by)


def choose_next_step(*, goal: int, by: Viewer) -> Evidence:
    """Record that a learner takes ``goal`` as the next step: an own statement that says nothing of how sure."""
    with override("nl"):
        note = _("I choose this as my next step.")
    return record_statement(goal=goal, outcome=None, note=note, by=by)


def help_request(*, goal: Goal, by: Viewer) -> str:
    """Return the sentence in which adults read that ``by`` asks for help with ``goal``."""
    with override("nl"):
        return _("%(name)s asks for help with “%(goal)s”.") % {"name": by.given_name, "goal": goal.title}


def help_is_on_its_way(asked_at: datetime | None) -> bool:
    """Whether a question asked at this moment is so new that asking it again would only repeat it."""
    return asked_at is not None and timezone.now() - asked_at < ASK_AGAIN_AFTER


@transaction.atomic
def ask_for_help(*, goal: Goal, by: Viewer) -> list[Notice]:
    """Tell the adults who teach or guide this learner that help is asked with ``goal``.

    Refused when there is nobody to tell, and when the same question was asked a moment ago.
    """
    guides = [one.pk for one in guides_of(learner=by.person_id, on=by.on)]
    if not guides:
        raise Refused(_("There is nobody yet who can get your question. Tell your teacher."))
    text = help_request(goal=goal, by=by)
    if help_is_on_its_way(last_sent(by=by.person_id, text=text)):
        raise Refused(_("Your question is already on its way. Give it a few minutes."))
    about = Reference("people.person", str(by.person_id))
    return notify(people=guides, text=text, about=about, by=by.person_id)


@transaction.atomic
def choose_mode(*, learner: int, mode: str, by: Viewer) -> ModeChoice:
    """Let ``learner`` read the compass in ``mode`` from now on, as the learner or an adult who guides it chooses."""
    check_chooses_mode(by, learner)
    if mode not in list(Mode):
        raise Refused(_("Choose one of the three ways to read."))
    choice = ModeChoice.objects.create(learner_id=learner, mode=mode, by_id=by.person_id)
    record(verb="choose mode", on=Reference("regulation.mode_choice", str(choice.pk)), by=by.person_id)
    return choice
