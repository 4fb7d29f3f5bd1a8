"""Kinds of dossiers, what is noted in them, and the regions: content of the pack (``offers/dossiers.yaml``)."""

from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from pydantic import Field

from samenwijzer.foundation.packs import PackModel, load
from samenwijzer.practice.offers.roles.pack import Titled


class DossierContent(PackModel):
    """Everything ``offers/dossiers.yaml`` says."""

    source: str
    kinds: Annotated[tuple[Titled, ...], Field(min_length=1)]
    entries: Annotated[tuple[Titled, ...], Field(min_length=1)]
    regions: Annotated[tuple[Titled, ...], Field(min_length=1)]


@cache
def dossiers(folder: Path | None = None) -> DossierContent:
    """Return what the pack says of dossiers."""
    return load((folder or settings.PACK) / "offers" / "dossiers.yaml", DossierContent)
