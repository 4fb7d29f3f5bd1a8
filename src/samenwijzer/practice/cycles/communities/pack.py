"""Methods of intervision as content of the pack: ``team/intervision.yaml``."""

from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field

from samenwijzer.foundation.packs import PackModel, Text, load
from samenwijzer.practice.instruments.pack import Key


class Step(PackModel):
    """One step of a method, with what is done in it and how many minutes it takes."""

    key: Key
    title: Text
    help: Text
    minutes: Annotated[int, Field(ge=1, le=60)]

    @property
    def name(self) -> str:
        """The title in the active language."""
        return self.title.in_language(get_language() or "nl")

    @property
    def words(self) -> str:
        """What is done in it, in the active language."""
        return self.help.in_language(get_language() or "nl")


class Method(PackModel):
    """A way of going through a case together."""

    key: Key
    title: Text
    steps: Annotated[tuple[Step, ...], Field(min_length=2)]

    @property
    def name(self) -> str:
        """The title in the active language."""
        return self.title.in_language(get_language() or "nl")

    @property
    def minutes(self) -> int:
        """How long it takes in all."""
        return sum(step.minutes for step in self.steps)

    def step(self, key: str) -> Step | None:
        """Return the step ``key``."""
        return next((one for one in self.steps if one.key == key), None)


class Methods(PackModel):
    """All methods, and where they come from."""

    source: Annotated[str, Field(min_length=1)]
    methods: Annotated[tuple[Method, ...], Field(min_length=1)]

    def method(self, key: str) -> Method | None:
        """Return the method ``key``."""
        return next((one for one in self.methods if one.key == key), None)


@cache
def methods(folder: Path | None = None) -> Methods:
    """Return the methods; a mistake is a ``PackError`` that names file and line."""
    return load((folder or settings.PACK) / "team" / "intervision.yaml", Methods)
