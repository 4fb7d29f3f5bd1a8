"""What is sent from the screens of a team."""

from datetime import date, datetime, time
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused


def day_in(sent: QueryDict, name: str) -> date:
    """Return the day that was sent."""
    try:
        return date.fromisoformat(sent.get(name, ""))
    except ValueError as error:
        raise Refused(_("Choose a day.")) from error


def time_in(sent: QueryDict, name: str) -> time:
    """Return the time that was sent."""
    try:
        return time.fromisoformat(sent.get(name, ""))
    except ValueError as error:
        raise Refused(_("Choose a time.")) from error


def moment_in(sent: QueryDict) -> datetime:
    """Return the day and time that were sent."""
    return timezone.make_aware(datetime.combine(day_in(sent, "on"), time_in(sent, "at")))


def number_in(sent: QueryDict, name: str) -> int:
    """Return the number that was sent; anything else names nothing."""
    value = sent.get(name, "")
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise Refused(_("Choose one of the answers."))
    return int(value)


def meeting_in(sent: QueryDict) -> UUID | None:
    """Return the meeting that was sent, if any."""
    value = sent.get("meeting", "")
    if not value:
        return None
    try:
        return UUID(value)
    except ValueError as error:
        raise NotVisible(_("There is nothing here for you.")) from error
