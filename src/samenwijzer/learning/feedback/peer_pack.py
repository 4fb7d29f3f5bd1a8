"""How peer feedback is helped along: sentence starters that fade, steps, and the minimum count. Content of the pack."""

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from pydantic import Field

from samenwijzer.foundation.packs import PackModel, load
from samenwijzer.learning.feedback.pack import Phrase
from samenwijzer.network.organisation.pack import education


class Help(StrEnum):
    """How sentence starters are offered: asked for, shown, or folded away."""

    COMPULSORY = "compulsory"
    OFFERED = "offered"
    FREE = "free"


class PeerContent(PackModel):
    """Everything ``learning/peer-feedback.yaml`` says; ``minimum``: below this number of peers no mean is told."""

    source: Annotated[str, Field(min_length=1)]
    offered_from: str
    free_from: str
    minimum: Annotated[int, Field(ge=3)]
    starters: Annotated[tuple[Phrase, ...], Field(min_length=2)]
    steps: Annotated[tuple[Phrase, ...], Field(min_length=4, max_length=4)]

    def help_at(self, level: str) -> Help:
        """Return how starters are offered at a level of education; compulsory where the level is not known."""
        order = {one.key: one.order for one in education().levels}
        here = order.get(level, -1)
        if here >= order[self.free_from]:
            return Help.FREE
        return Help.OFFERED if here >= order[self.offered_from] else Help.COMPULSORY


@cache
def peer_content(folder: Path | None = None) -> PeerContent:
    """Return what the pack says of peer feedback."""
    return load((folder or settings.PACK) / "learning" / "peer-feedback.yaml", PeerContent)
