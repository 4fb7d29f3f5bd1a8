"""What learners do to steer their own learning: say how sure they are, ask for help."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.evidence.actions import record_statement
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.network.access.queries import guides_of
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.notices.actions import notify
from samenwijzer.network.notices.models import Notice
from samenwijzer.practice.goals.models import Goal


def state_confidence(*, goal: int, sure: int, note: str = "", by: Viewer) -> Evidence:
    """Record how sure a learner is of a goal before starting: 1 (not yet) to 4 (completely)."""
    if sure not in (1, 2, 3, 4):
        raise Refused(_("Choose how sure you are."))
    return record_statement(goal=goal, outcome=scales().step(sure).outcome, note=note, by=by)


@transaction.atomic
def ask_for_help(*, goal: Goal, by: Viewer) -> list[Notice]:
    """Tell the adults who teach or guide this learner that help is asked with ``goal``; refuse when there is nobody."""
    guides = guides_of(learner=by.person_id, on=by.on)
    if not guides:
        raise Refused(_("There is nobody yet who can get your question. Tell your teacher."))
    with override("nl"):
        text = _("%(name)s asks for help with “%(goal)s”.") % {"name": by.given_name, "goal": goal.title}
    about = Reference("people.person", str(by.person_id))
    return notify(people=guides, text=text, about=about, by=by.person_id)
