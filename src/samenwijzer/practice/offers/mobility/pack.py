"""The themes of staff mobility: content of the pack (``offers/mobility.yaml``)."""

from functools import cache
from pathlib import Path
from typing import Annotated, Self

from django.conf import settings
from pydantic import Field, model_validator

from samenwijzer.foundation.packs import PackModel, load
from samenwijzer.practice.offers.roles.pack import Titled


class MobilityContent(PackModel):
    """Everything ``offers/mobility.yaml`` says: five core themes."""

    source: str
    themes: Annotated[tuple[Titled, ...], Field(min_length=5, max_length=5)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len({one.key for one in self.themes}) < len(self.themes):
            raise ValueError("a key stands here twice")
        return self


@cache
def mobility(folder: Path | None = None) -> MobilityContent:
    """Return the themes of the pack."""
    return load((folder or settings.PACK) / "offers" / "mobility.yaml", MobilityContent)
