"""The own meetings and actions as a calendar file (iCalendar, RFC 5545), for whatever calendar somebody keeps."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.agenda.queries import open_actions, own_meetings

#: Octets on a line at most (RFC 5545, 3.1).
LONGEST_LINE = 75


def calendar_of(*, viewer: Viewer) -> str:
    """Return the meetings of ``viewer`` that are not over, and what it is to do, as an iCalendar file."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Samenwijzer//Agenda//NL"]
    for meeting in own_meetings(viewer=viewer):
        ends = meeting.begins_at + timedelta(minutes=meeting.minutes)
        lines += _event(meeting.uid, meeting.title, f"DTSTART:{_moment(meeting.begins_at)}", f"DTEND:{_moment(ends)}")
    for action in open_actions(viewer=viewer, owner=viewer.person_id):
        lines += _event(action.uid, action.what, f"DTSTART;VALUE=DATE:{action.due:%Y%m%d}")
    return "\r\n".join(folded for line in [*lines, "END:VCALENDAR", ""] for folded in _folded(line))


def _event(uid: UUID, title: str, *when: str) -> list[str]:
    text = title.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    stamp = f"DTSTAMP:{_moment(timezone.now())}"
    return ["BEGIN:VEVENT", f"UID:{uid}@samenwijzer", stamp, *when, f"SUMMARY:{text}", "END:VEVENT"]


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> Iterator[str]:
    """Return a long line as several, each further one begun with a space; no character is cut in two."""
    part = ""
    for character in line:
        if len((part + character).encode()) > LONGEST_LINE:
            yield part
            part = " "
        part += character
    yield part
