"""What stands in a document, as parts; and what changed between two lists of parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any


@dataclass(frozen=True)
class Part:
    """A part of a document: a section, a goal or an action, under a key that stays the same over versions."""

    key: str
    title: str
    text: str

    def as_json(self) -> dict[str, str]:
        """Return it as it is kept in a version."""
        return {"key": self.key, "title": self.title, "text": self.text}


def parts_of(kept: Iterable[dict[str, Any]]) -> list[Part]:
    """Return the parts that are kept in a version."""
    return [Part(one["key"], one["title"], one["text"]) for one in kept]


class Kind(StrEnum):
    """What happened to a part, or to some words of it."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Words:
    """Some words in a row that stayed, came or went."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Change:
    """A part that came, went or changed, word by word."""

    key: str
    title: str
    kind: Kind
    words: list[Words]


def changes(before: Sequence[Part], after: Sequence[Part]) -> list[Change]:
    """Return what changed from ``before`` to ``after``: in the order of ``after``, what went at the end."""
    old = {one.key: one for one in before}
    found = []
    for part in after:
        was = old.pop(part.key, None)
        if was is None:
            found.append(Change(part.key, part.title, Kind.ADDED, [Words(Kind.ADDED, part.text)]))
        elif was.text != part.text or was.title != part.title:
            found.append(Change(part.key, part.title, Kind.CHANGED, between(was.text, part.text)))
    gone = [Change(one.key, one.title, Kind.REMOVED, [Words(Kind.REMOVED, one.text)]) for one in old.values()]
    return [*found, *gone]


def between(before: str, after: str) -> list[Words]:
    """Return the words of two texts as runs that stayed, went and came."""
    old, new = before.split(), after.split()
    runs = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Words(Kind.SAME, " ".join(old[i1:i2])))
            continue
        if i2 > i1:
            runs.append(Words(Kind.REMOVED, " ".join(old[i1:i2])))
        if j2 > j1:
            runs.append(Words(Kind.ADDED, " ".join(new[j1:j2])))
    return runs
