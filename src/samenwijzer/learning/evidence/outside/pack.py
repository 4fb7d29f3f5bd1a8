"""Kinds of experiences outside the school and their questions: content of the pack (``learning/outside.yaml``)."""

from functools import cache
from pathlib import Path
from typing import Annotated, Self

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field, model_validator

from samenwijzer.foundation.packs import PackModel, Text, load
from samenwijzer.practice.instruments.pack import Key


class Prompt(PackModel):
    """A question that helps a learner to look back; ``goals`` are the competences it is linked to (D-156)."""

    key: Key
    title: Text
    goals: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The question in the active language."""
        return self.title.in_language(get_language() or "nl")


class Kind(PackModel):
    """A kind of experience."""

    key: Key
    title: Text
    prompts: Annotated[tuple[Prompt, ...], Field(min_length=1)]

    @property
    def name(self) -> str:
        """The title in the active language."""
        return self.title.in_language(get_language() or "nl")


class Outside(PackModel):
    """Everything ``learning/outside.yaml`` says; ``framework`` holds the goals that questions are linked to."""

    framework: str
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for keys in ([one.key for one in self.kinds], *([p.key for p in one.prompts] for one in self.kinds)):
            if len(set(keys)) < len(keys):
                raise ValueError("a key stands here twice")
        return self

    def kind(self, key: str) -> Kind | None:
        """Return the kind ``key``; nothing for one the pack no longer knows."""
        return next((one for one in self.kinds if one.key == key), None)


@cache
def outside(folder: Path | None = None) -> Outside:
    """Return the kinds of experiences of the pack."""
    return load((folder or settings.PACK) / "learning" / "outside.yaml", Outside)
