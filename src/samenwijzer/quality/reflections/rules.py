"""Who looks at results with a team: who works in it; who answers for its school plans for it and reads its record."""

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.documents.rules import leads
from samenwijzer.quality.reflections.models import Session

SUBJECT_TEAM = "subject_team"
#: Teams around learners see these; a team without learners sees counts over its school.
AROUND = ("core_team", "class", "course", "group")
TEAMS = (*AROUND, SUBJECT_TEAM, "working_group")
LONGEST_QUESTION, LONGEST_WORDS = 300, 4000


def is_in(viewer: Viewer, unit: Unit) -> bool:
    """Whether ``viewer`` works in this very team; no query."""
    own = [one for one in viewer.functions if one.rights is not None and one.lent is None]
    return unit.pk in {one.unit_id for one in own}


def check_team(viewer: Viewer, unit: int) -> Unit:
    """Return the team when ``viewer`` works in it or answers for its school."""
    found = Unit.objects.filter(pk=unit, kind__in=TEAMS).first()
    if found is None or not (is_in(viewer, found) or _answers(viewer, found)):
        raise NotVisible(_("There is nothing here for you."))
    return found


def _answers(viewer: Viewer, unit: Unit) -> bool:
    return any(one.unit_id in unit.ancestor_ids[:-1] for one in viewer.functions) and leads(viewer, unit)


def check_session(viewer: Viewer, session: int) -> Session:
    """Return a session of a team when ``viewer`` may read it."""
    found = Session.objects.filter(pk=session).select_related("unit", "framework", "action__owner").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_team(viewer, found.unit_id)
    return found


def check_writes(viewer: Viewer, session: int) -> Session:
    """Return a session when ``viewer`` works in its team: the record is the team's own."""
    found = check_session(viewer, session)
    if not is_in(viewer, found.unit):
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_question(question: str) -> str:
    """Return the question with which a session begins; refused without one."""
    words = " ".join(question.split())
    if not words:
        raise Refused(_("Begin with a question. The data come after it."))
    return words[:LONGEST_QUESTION]
