"""How a team grows into a community, the checks of a school, and cards for a talk: ``team/growing.yaml``."""

from functools import cache
from pathlib import Path
from typing import Annotated, Self

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field, model_validator

from samenwijzer.foundation.packs import PackModel, Text, load
from samenwijzer.practice.instruments.pack import Key

#: How an item of a check stands: it lacks, it is there in part, it is there.
LACKS, PARTLY, THERE = 1, 2, 3


class Titled(PackModel):
    """Something with a key, a title and one step that helps."""

    key: Key
    title: Text
    step: Text

    @property
    def name(self) -> str:
        """The title in the active language."""
        return self.title.in_language(get_language() or "nl")

    @property
    def advice(self) -> str:
        """The step in the active language."""
        return self.step.in_language(get_language() or "nl")


class GrowthStage(Titled):
    """A stage of growing; ``shows`` is by what it can be seen."""

    shows: Text

    @property
    def seen_by(self) -> str:
        """By what it can be seen, in the active language."""
        return self.shows.in_language(get_language() or "nl")


class Check(PackModel):
    """A list of what a school needs; ``document`` is the template of the paper it is held against, where there is."""

    key: Key
    title: Text
    lead: Text
    source: Annotated[str, Field(min_length=1)]
    document: str = ""
    items: Annotated[tuple[Titled, ...], Field(min_length=3)]

    @property
    def name(self) -> str:
        """The title in the active language."""
        return self.title.in_language(get_language() or "nl")

    @property
    def words(self) -> str:
        """What it is for, in the active language."""
        return self.lead.in_language(get_language() or "nl")


class Growing(PackModel):
    """Everything ``team/growing.yaml`` says; ``steps`` is how many next steps a check gives."""

    steps: Annotated[int, Field(ge=1, le=5)]
    fewest_schools: Annotated[int, Field(ge=2)]
    stages: Annotated[tuple[GrowthStage, ...], Field(min_length=2)]
    checks: Annotated[tuple[Check, ...], Field(min_length=1)]
    cards: Annotated[tuple[Text, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _keys_once(self) -> Self:
        for keys in ([one.key for one in self.stages], [one.key for one in self.checks]):
            if len(set(keys)) < len(keys):
                raise ValueError("a key stands here twice")
        for check in self.checks:
            if len({one.key for one in check.items}) < len(check.items):
                raise ValueError(f"check {check.key} has an item twice")
        return self

    def check(self, key: str) -> Check | None:
        """Return the check ``key``."""
        return next((one for one in self.checks if one.key == key), None)

    def talk_cards(self) -> list[str]:
        """Return the cards in the active language."""
        return [one.in_language(get_language() or "nl") for one in self.cards]


@cache
def growing(folder: Path | None = None) -> Growing:
    """Return stages, checks and cards; a mistake is a ``PackError`` that names file and line."""
    return load((folder or settings.PACK) / "team" / "growing.yaml", Growing)
