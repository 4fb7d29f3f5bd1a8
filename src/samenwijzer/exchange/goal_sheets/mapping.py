"""Which column of a curriculum kept as a spreadsheet holds what: guessed from its header, to be looked at and changed.

Flemish curricula go round as spreadsheets with their own words for the same things; what the columns are called is for
whoever made the sheet to know, and for us to guess.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import Refused
from samenwijzer.practice.goals.words import fold


class Field(StrEnum):
    """What a column may hold."""

    TEXT = "text"
    CODE = "code"
    KIND = "kind"
    LEVEL = "level"
    DOMAIN = "domain"
    SUBDOMAIN = "subdomain"
    EXAMPLES = "examples"
    LEARNER = "learner"


#: Headers met in curricula, folded and without blanks, most telling first.
KNOWN: dict[Field, tuple[str, ...]] = {
    Field.SUBDOMAIN: ("subdomein", "deeldomein", "subrubriek", "subthema", "onderdeel", "cluster", "subdomain"),
    Field.DOMAIN: ("domein", "leerdomein", "rubriek", "bouwsteen", "leergebied", "thema", "competentie", "domain"),
    Field.CODE: ("code", "doelcode", "nummer", "nr", "codering", "doelnummer", "id"),
    Field.KIND: ("doelsoort", "soort", "type", "soortdoel", "doeltype", "goalkind", "kind"),
    Field.LEVEL: ("fase", "leerjaar", "graad", "niveau", "leeftijd", "jaar", "leerfase", "phase", "level", "grade"),
    Field.EXAMPLES: ("voorbeelden", "voorbeeld", "afbakening", "toelichting", "wenken", "duiding", "examples", "notes"),
    Field.LEARNER: ("leerlingendoel", "ikkan", "kindtaal", "leerlingentaal", "ikkanzin", "learnerwording"),
    Field.TEXT: (
        "doel", "leerplandoel", "doelstelling", "omschrijving", "tekst", "formulering", "minimumdoel", "eindterm",
        "leerdoel", "doeltekst", "goal", "text", "statement",
    ),
}  # fmt: skip
ALIKE = 0.84


@dataclass(frozen=True)
class Columns:
    """Which header holds which field; ``unused`` are the headers nothing is read from."""

    by_field: Mapping[Field, str]
    unused: tuple[str, ...]


def titles() -> dict[Field, str]:
    """Return what each field is called."""
    return {
        Field.TEXT: _("text of the goal"),
        Field.CODE: _("code"),
        Field.KIND: _("kind of goal"),
        Field.LEVEL: _("phase or year"),
        Field.DOMAIN: _("domain"),
        Field.SUBDOMAIN: _("subdomain"),
        Field.EXAMPLES: _("examples"),
        Field.LEARNER: _("words for learners"),
    }


def guess(header: Sequence[str], chosen: Mapping[Field, str], *, is_complete: bool = True) -> Columns:
    """Return the columns of ``header``: as ``chosen``, the rest guessed; a column serves one field.

    A field for which nothing is chosen (an empty name) has no column. Refused when a chosen column is not there, when
    one is chosen twice, or, where it must be complete, when nothing looks like the goals.
    """
    free = [name for name in header if name]
    columns: dict[Field, str] = {}
    for field, name in chosen.items():
        if not name:
            continue
        found = next((one for one in free if one.casefold() == name.strip().casefold()), None)
        if found is None:
            known = ", ".join(f"“{one}”" for one in free)
            raise Refused(
                _("There is no free column “%(name)s”. There are: %(known)s.") % {"name": name, "known": known}
            )
        columns[field] = found
        free.remove(found)
    for is_same in (_equal, _alike, _holds):
        for field, words in KNOWN.items():
            found = next(
                (one for one in free if field not in columns and field not in chosen and is_same(_bare(one), words)),
                None,
            )
            if found is not None:
                columns[field] = found
                free.remove(found)
    if is_complete and Field.TEXT not in columns:
        raise Refused(_("No column looks like the goals themselves. Say which one it is."))
    return Columns({field: columns[field] for field in Field if field in columns}, tuple(free))


def _bare(header: str) -> str:
    return re.sub(r"[\W_]+", "", fold(header))


def _equal(header: str, words: Sequence[str]) -> bool:
    return header in words


def _alike(header: str, words: Sequence[str]) -> bool:
    return bool(get_close_matches(header, words, n=1, cutoff=ALIKE))


def _holds(header: str, words: Sequence[str]) -> bool:
    return any(len(word) > 3 and word in header for word in words)
