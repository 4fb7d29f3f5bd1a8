"""The trail of views in the words of the person concerned: who, in which role, what for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.network.access.queries import Seen
from samenwijzer.network.access.viewer import SUPPORT_SESSION
from samenwijzer.network.organisation.pack import organisation

GUARDIAN = "guardian"


@dataclass(frozen=True)
class Line:
    """Somebody who looked on one day: in which role, what for, at how many pages."""

    name: str
    initials: str
    role: str
    reasons: list[str]
    pages: int


@dataclass(frozen=True)
class Day:
    """Everybody who looked on one day."""

    on: date
    lines: list[Line]


def days(seen: Iterable[Seen]) -> list[Day]:
    """Return the days of the timeline, newest first, as ``seen`` gives them."""
    return [Day(on, [_line(one) for one in ones]) for on, ones in groupby(seen, key=lambda one: one.on)]


def _line(seen: Seen) -> Line:
    reasons = list(dict.fromkeys(what_for(purpose) for purpose in seen.purposes))
    return Line(seen.viewer, seen.initials, role_title(seen.function), reasons, seen.pages)


def role_title(key: str) -> str:
    """Return the title of a role in the pack; a role the pack no longer knows keeps its key."""
    roles = (*organisation().roles, SUPPORT_SESSION)
    titles = {role.key: role.title.in_language(get_language() or "nl") for role in roles}
    return _("guardian") if key == GUARDIAN else titles.get(key, key)


def what_for(purpose: str) -> str:
    """Say a purpose as the learner reads it."""
    words = {
        Purpose.LEARNING.value: _("to help you learn"),
        Purpose.ORGANISATION.value: _("to organise school life"),
        Purpose.ACCESS.value: _("to let the right people in"),
        Purpose.SECURITY.value: _("to check who saw or did what"),
        Purpose.EXCHANGE.value: _("to recognise you in another system"),
    }
    return words.get(purpose, purpose)
