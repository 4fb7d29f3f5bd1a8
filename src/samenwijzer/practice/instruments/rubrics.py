"""Rubrics as content of the pack: ``rubrics/*.yaml``, one rubric and version a file, four steps a criterion."""

from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field, model_validator

from samenwijzer.foundation.packs import PackModel, Text, load
from samenwijzer.practice.instruments.pack import Key

STEPS = 4


class RubricCriterion(PackModel):
    """What is looked at, and what it looks like at each of the four steps."""

    key: Key
    title: Text
    levels: Annotated[tuple[Text, ...], Field(min_length=STEPS, max_length=STEPS)]


class Rubric(PackModel):
    """One version of a rubric; ``source`` says on whose work it stands."""

    identifier: Key
    version: Annotated[str, Field(min_length=1, max_length=20)]
    title: Text
    source: Annotated[str, Field(min_length=1)]
    criteria: Annotated[tuple[RubricCriterion, ...], Field(min_length=1, max_length=12)]

    @model_validator(mode="after")
    def _keys_once(self) -> "Rubric":
        keys = [one.key for one in self.criteria]
        if len(set(keys)) < len(keys):
            raise ValueError("a criterion stands here twice")
        return self

    @property
    def name(self) -> str:
        """The title in the active language."""
        return self.title.in_language(get_language() or "nl")


@cache
def rubrics(folder: Path | None = None) -> dict[str, Rubric]:
    """Return the rubrics of the pack by their identifier."""
    files = sorted(((folder or settings.PACK) / "rubrics").glob("*.yaml"))
    loaded = [load(path, Rubric) for path in files]
    return {one.identifier: one for one in loaded}
