"""Freedom and coaching talks as content of the pack: ``learning/autonomy.yaml``."""

from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field

from samenwijzer.foundation.packs import PackModel, Text, load
from samenwijzer.learning.regulation.pack import Picture
from samenwijzer.learning.regulation.strategies.pack import Titled

HIGHEST = 3


class Dimension(Titled):
    """Something a learner may decide, in steps from together (0) to by itself; ``slot`` is its name for a group."""

    picture: Picture
    slot: Text
    steps: Annotated[tuple[Text, ...], Field(min_length=HIGHEST + 1, max_length=HIGHEST + 1)]

    @property
    def opened(self) -> str:
        """What a teacher opens for a group, in one word."""
        return self.slot.in_language(get_language() or "nl")

    def words(self, step: int) -> str:
        """Return what a step means."""
        return self.steps[step].in_language(get_language() or "nl")


class Autonomy(PackModel):
    """Everything ``learning/autonomy.yaml`` says."""

    domains: Annotated[tuple[Titled, ...], Field(min_length=1)]
    dimensions: Annotated[tuple[Dimension, ...], Field(min_length=4, max_length=4)]
    earns: Text
    earns_untaught: Text
    talk: Annotated[tuple[Titled, ...], Field(min_length=1)]
    next_step: Text

    def dimension(self, key: str) -> Dimension | None:
        """Return the dimension ``key``."""
        return next((one for one in self.dimensions if one.key == key), None)

    def domain(self, key: str) -> Titled | None:
        """Return the domain ``key``."""
        return next((one for one in self.domains if one.key == key), None)

    def earned_by(self, strategy: str) -> str:
        """Say what earns the next step: a taught strategy that helps, or one to learn first."""
        language = get_language() or "nl"
        return (
            self.earns.in_language(language).format(strategy=strategy)
            if strategy
            else self.earns_untaught.in_language(language)
        )

    @property
    def asks_next_step(self) -> str:
        """The question with which a talk ends."""
        return self.next_step.in_language(get_language() or "nl")


@cache
def autonomy_content(folder: Path | None = None) -> Autonomy:
    """Return what the pack says about freedom and talks."""
    return load((folder or settings.PACK) / "learning" / "autonomy.yaml", Autonomy)
