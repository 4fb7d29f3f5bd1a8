"""The frame of roles, the expertise a team may need and the questions of a handover: ``team/frame.yaml``."""

from functools import cache
from pathlib import Path
from typing import Annotated, Self

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field, model_validator

from samenwijzer.foundation.packs import PackModel, Text, load
from samenwijzer.practice.instruments.pack import Key


class Titled(PackModel):
    """Something with a key and a title."""

    key: Key
    title: Text

    @property
    def name(self) -> str:
        """The title in the active language."""
        return said(self.title)


class TeamRole(Titled):
    """A role of the frame and its tasks; ``core``: every team needs somebody for it."""

    core: bool = False
    tasks: Annotated[tuple[Text, ...], Field(min_length=1)]


class Talk(Titled):
    """One talk of the first year, so many days after the first."""

    days: Annotated[int, Field(ge=0, le=365)]


class Frame(PackModel):
    """Everything ``team/frame.yaml`` says."""

    source: str
    intro: Text
    roles: Annotated[tuple[TeamRole, ...], Field(min_length=1)]
    topics: Annotated[tuple[Titled, ...], Field(min_length=1)]
    handover: Annotated[tuple[Titled, ...], Field(min_length=1)]
    induction: Annotated[tuple[Talk, ...], Field(min_length=4)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        keys = [one.key for one in (*self.roles, *self.topics)]
        if len(set(keys)) < len(keys):
            raise ValueError("a key stands here twice")
        return self

    def role(self, key: str) -> TeamRole | None:
        """Return the role ``key``; nothing for one the pack no longer knows."""
        return next((one for one in self.roles if one.key == key), None)

    def titles(self) -> dict[str, str]:
        """Return what every role and topic is called, by key."""
        return {one.key: one.name for one in (*self.roles, *self.topics)}


def said(text: Text) -> str:
    """Return a text of the pack in the active language."""
    return text.in_language(get_language() or "nl")


@cache
def frame(folder: Path | None = None) -> Frame:
    """Return the frame of the pack."""
    return load((folder or settings.PACK) / "team" / "frame.yaml", Frame)
