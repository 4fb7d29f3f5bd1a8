"""Columns of a file for which this product has no stated purpose: named to the person, never stored (D-437, D-465)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Unused:
    """A column that holds something and is not taken over, and why not."""

    file: str
    column: str
    why: str


def unused(file: str, column: str) -> Unused:
    """Say why ``column`` of ``file`` is not taken over."""
    why = next(why for pattern, why in _REASONS if pattern.search(column))
    return Unused(file, column, why())


_REASONS: tuple[tuple[re.Pattern[str], Callable[[], str]], ...] = (
    (
        re.compile(r"leer_?stijl|leer_?type|learning_?(style|type|modality)|\bvark\b|kolb", re.I),
        lambda: _("Refused: learning styles have no ground in research and put a label on a learner."),
    ),
    (
        re.compile(r"passw|wachtwoord|credential", re.I),
        lambda: _("Passwords never travel in a file; everyone chooses their own."),
    ),
    (
        re.compile(r"race|ethnic|asian|black|white|native|hispanic|afkomst|nationalit|countryOf|stateOf|cityOf", re.I),
        lambda: _("Says where someone comes from; nothing here needs that of one person."),
    ),
    (
        re.compile(r"birth|geboorte|sex$|gender|geslacht|pronoun|religi|godsdienst|residence", re.I),
        lambda: _("Personal, and nothing here needs it."),
    ),
    (
        re.compile(r"^(sms|phone|gsm|tel|mobile|address|adres)", re.I),
        lambda: _("People are reached through their own account; a number or address is not needed."),
    ),
    (
        re.compile(r"reden|motief|ziek|diagnos|medisch|attest|reason", re.I),
        lambda: _("Why somebody is away, or what ails them, is nobody's business here."),
    ),
    (re.compile(""), lambda: _("Has no stated purpose here.")),
)
