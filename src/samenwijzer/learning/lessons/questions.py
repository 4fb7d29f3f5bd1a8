"""Short questions that mark themselves, written as lines of text and read by rule (choice, number, short text)."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import Refused

MOST = 40
TOLERANCE = 1e-9


class Form(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True)
class Question:
    """A question with what counts as right: the places of right options, numbers, or texts."""

    prompt: str
    form: Form
    right: tuple[str, ...]
    options: tuple[str, ...] = ()

    def stored(self) -> dict[str, Any]:
        """Return the question as plain data."""
        return asdict(self)

    def is_right(self, given: str) -> bool:
        """Whether an answer is right; case, accents at the edges and spaces do not matter, nor a comma for a point."""
        if self.form == Form.NUMBER:
            number = _number(given)
            return number is not None and any(abs(number - float(one)) <= TOLERANCE for one in self.right)
        return _plain(given) in {_plain(one) for one in self.right}


def restored(stored: Sequence[Mapping[str, Any]]) -> list[Question]:
    """Return questions as they were stored."""
    return [Question(one["prompt"], Form(one["form"]), tuple(one["right"]), tuple(one["options"])) for one in stored]


def read_questions(text: str) -> list[Question]:
    """Return the questions in ``text``, one a line; refuse with the number of the line what is none.

    ``vraag | *juist | fout`` is a choice with the right option starred, ``vraag = 3`` a number, ``vraag : woord; ander
    woord`` a short text.
    """
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines or len(lines) > MOST:
        raise Refused(_("Write between 1 and %(most)s questions, one a line.") % {"most": MOST})
    return [_read(number, line) for number, line in lines]


def _read(number: int, line: str) -> Question:
    if "|" in line:
        prompt, *options = [part.strip() for part in line.split("|")]
        right = tuple(one[1:].strip() for one in options if one.startswith("*"))
        shown = tuple(one.removeprefix("*").strip() for one in options)
        if prompt and len(shown) > 1 and all(shown) and len(right) == 1 and len(set(shown)) == len(shown):
            return Question(prompt, Form.CHOICE, right, shown)
        raise _unread(number, _("put a star before the one right option: question | *right | other"))
    for sign, form in (("=", Form.NUMBER), (":", Form.TEXT)):
        prompt, found, answer = line.rpartition(sign)
        if found and prompt.strip() and answer.strip():
            parts = tuple(one.strip() for one in answer.split(";") if one.strip())
            if form == Form.TEXT and parts:
                return Question(prompt.strip(), form, parts)
            numbers = [_number(one) for one in parts]
            if parts and None not in numbers:
                return Question(prompt.strip(), form, tuple(str(one) for one in numbers))
    raise _unread(number, _("end with | options, = a number, or : a word"))


def _unread(number: int, remedy: str) -> Refused:
    return Refused(_("Line %(number)s: %(remedy)s.") % {"number": number, "remedy": remedy})


def _number(text: str) -> float | None:
    try:
        return float(text.strip().replace(" ", "").replace(",", "."))
    except ValueError:
        return None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).rstrip(".")
