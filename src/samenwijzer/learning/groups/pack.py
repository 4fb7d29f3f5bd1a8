"""Content of the pack about groups: neutral names, what may be ticked to spread it, and equal chances at each phase."""

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field, model_validator

from samenwijzer.foundation.packs import PackModel, Text, load

Word = Annotated[str, Field(min_length=1)]


class GroupNames(PackModel):
    """Everything ``learning/group-names.yaml`` says: the names, and the words that no name may hold (R7)."""

    names: Annotated[tuple[Word, ...], Field(min_length=12)]
    never: Annotated[tuple[Word, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _neutral(self) -> "GroupNames":
        if len(set(self.names)) < len(self.names):
            raise ValueError("a name stands here twice")
        for name in self.names:
            if label := self.label_in(name):
                raise ValueError(f"“{name}” holds “{label}”, which labels learners")
        return self

    def label_in(self, name: str) -> str:
        """Return the word in ``name`` that labels ability; empty where there is none."""
        return next((word for word in self.never if word.casefold() in name.casefold()), "")

    def taken_from(self, start: int, count: int) -> list[str]:
        """Return ``count`` names from place ``start`` on, going round; a second round is told apart by a number."""
        places = [divmod(start % len(self.names) + n, len(self.names)) for n in range(count)]
        named = [self.names[place] for _, place in places]
        return [
            name if named.index(name) == n else f"{name} {named[:n].count(name) + 1}" for n, name in enumerate(named)
        ]


class Trait(PackModel):
    """Something a teacher may tick to see it spread over groups, with its short and its full name (R21)."""

    key: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    column: Text
    title: Text

    @property
    def short(self) -> str:
        """What heads the ticks, in the active language."""
        return said(self.column)

    @property
    def name(self) -> str:
        """What it is called in a reading over all groups, in the active language."""
        return said(self.title)


class Phase(StrEnum):
    """A phase of teaching at which equal chances are thought of (D-173)."""

    PLAN = "plan"
    GROUP = "group"
    ASSESS = "assess"
    DECIDE = "decide"


class EquityQuestion(PackModel):
    """What to ask oneself about equal chances at one phase."""

    phase: Phase
    question: Text


class GroupingContent(PackModel):
    """Everything ``learning/grouping.yaml`` says."""

    traits: Annotated[tuple[Trait, ...], Field(min_length=1)]
    equity: tuple[EquityQuestion, ...]

    @model_validator(mode="after")
    def _whole(self) -> "GroupingContent":
        if len({one.key for one in self.traits}) < len(self.traits):
            raise ValueError("a trait stands here twice")
        if sorted(one.phase for one in self.equity) != sorted(Phase):
            raise ValueError("every phase asks one question about equal chances")
        return self


def said(text: Text) -> str:
    """Return ``text`` in the active language."""
    return text.in_language(get_language() or "nl")


def equity_question(phase: Phase) -> str:
    """Return what to ask oneself about equal chances at ``phase``, in the active language (D-173)."""
    return next(said(one.question) for one in grouping_content().equity if one.phase == phase)


@cache
def grouping_content(folder: Path | None = None) -> GroupingContent:
    """Return what the pack says about forming groups."""
    return load((folder or settings.PACK) / "learning" / "grouping.yaml", GroupingContent)


@cache
def group_names(folder: Path | None = None) -> GroupNames:
    """Return the names of the pack."""
    return load((folder or settings.PACK) / "learning" / "group-names.yaml", GroupNames)
