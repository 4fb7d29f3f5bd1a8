"""The board of choices as content of the pack: ``learning/corners.yaml``."""

from functools import cache
from pathlib import Path
from typing import Annotated, Self

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field, model_validator

from samenwijzer.foundation.packs import PackModel, Text, load
from samenwijzer.learning.regulation.pack import Picture, Spoken
from samenwijzer.practice.instruments.pack import Key

MOST_DAYS = 28


class Corner(Spoken):
    """A corner of the class: its title for adults, its picture, and what that says."""

    key: Key
    title: Text

    @property
    def name(self) -> str:
        """The title in the active language."""
        return self.title.in_language(get_language() or "nl")


class Card(PackModel):
    """A picture that an adult can give to a card of its own."""

    picture: Picture
    title: Text

    @property
    def name(self) -> str:
        """The title in the active language."""
        return self.title.in_language(get_language() or "nl")


class Reason(Spoken):
    """Why somebody may choose, as a picture."""

    key: Key


class Went(Spoken):
    """How it was, from little (1) to much."""

    value: Annotated[int, Field(ge=1, le=4)]


class BoardWords(PackModel):
    """What the pictures of the board say, each at its place."""

    hello: Spoken
    chosen: Spoken
    why: Spoken
    tell: Spoken
    listen: Spoken
    after: Spoken
    other: Spoken
    keep: Spoken
    empty: Spoken


class Corners(PackModel):
    """Everything ``learning/corners.yaml`` says; ``keeps``: days that a recorded reason stays where nobody chose."""

    keeps: Annotated[int, Field(ge=1, le=MOST_DAYS)]
    words: BoardWords
    corners: Annotated[tuple[Corner, ...], Field(min_length=4)]
    reasons: Annotated[tuple[Reason, ...], Field(min_length=2)]
    went: Annotated[tuple[Went, ...], Field(min_length=2, max_length=4)]
    cards: Annotated[tuple[Card, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for kind in ("corners", "reasons"):
            keys = [one.key for one in getattr(self, kind)]
            if len(set(keys)) < len(keys):
                raise ValueError(f"{kind}: a key stands here twice")
        return self

    def corner(self, key: str) -> Corner | None:
        """Return the corner ``key``."""
        return next((one for one in self.corners if one.key == key), None)

    def reason(self, key: str) -> Reason | None:
        """Return the reason ``key``."""
        return next((one for one in self.reasons if one.key == key), None)


@cache
def corner_content(folder: Path | None = None) -> Corners:
    """Return what the pack says about the board."""
    return load((folder or settings.PACK) / "learning" / "corners.yaml", Corners)
