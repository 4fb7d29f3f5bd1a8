"""A day as forms send it."""

from datetime import date

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import Refused


def day(text: str) -> date | None:
    """Return the day that was sent, ``None`` where none was."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Refused(_("Choose a day.")) from error
