"""The meetings and actions of a viewer as days on which something is due."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.agenda.deadlines import Deadline
from samenwijzer.practice.agenda.rules import visible_actions, visible_meetings

MEETING, ACTION = "meeting", "action"


def deadlines(*, viewer: Viewer, first: date, last: date, unit: int | None = None) -> Iterator[Deadline]:
    """Return the meetings and open actions of ``viewer`` between two days; of one team where asked. Two queries."""
    meetings = visible_meetings(viewer).filter(ended_at=None, begins_at__date__range=(first, last))
    actions = visible_actions(viewer).filter(done_at=None, dropped_at=None, due__range=(first, last))
    if unit is not None:
        meetings, actions = meetings.filter(unit=unit), actions.filter(unit=unit)
    else:
        actions = actions.filter(owner=viewer.person_id)
    for meeting in meetings.distinct():
        begins = timezone.localtime(meeting.begins_at)
        yield Deadline(begins.date(), meeting.title, MEETING, at=f"{begins:%H:%M}")
    for action in actions.select_related("owner").distinct():
        owner = str(action.owner) if action.owner else _("nobody yet")
        yield Deadline(action.due, action.what, ACTION, owner=owner, owner_id=action.owner_id)
