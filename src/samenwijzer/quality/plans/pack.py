"""What an action of a plan can be linked to: content of the pack."""

from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from pydantic import Field

from samenwijzer.foundation.packs import PackModel, Text, load

Choices = Annotated[tuple["Link", ...], Field(min_length=1)]


class Link(PackModel):
    """One thing an action can be linked to."""

    key: str
    title: Text


class Links(PackModel):
    """Everything ``documents/links.yaml`` says; ``means`` are words of what is a means and not the core process."""

    core: Choices
    effects: Choices
    ppgo: Choices
    fields: Choices
    means: tuple[str, ...]


@cache
def links(folder: Path | None = None) -> Links:
    """Return what an action of a plan can be linked to."""
    return load((folder or settings.PACK) / "documents" / "links.yaml", Links)
