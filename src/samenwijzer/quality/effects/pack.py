"""What is said beside every figure on effects, and words that claim a cause: content of the pack (``effects/``)."""

from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from pydantic import Field

from samenwijzer.foundation.packs import PackModel, Text, load

Word = Annotated[str, Field(min_length=3)]


class Wording(PackModel):
    """Everything ``effects/wording.yaml`` says; ``causal`` are parts of words in small letters."""

    caveats: Annotated[tuple[Text, ...], Field(min_length=1)]
    exploratory: Text
    causal: Annotated[tuple[Word, ...], Field(min_length=1)]


@cache
def wording(folder: Path | None = None) -> Wording:
    """Return the wording of the pack."""
    return load((folder or settings.PACK) / "effects" / "wording.yaml", Wording)
