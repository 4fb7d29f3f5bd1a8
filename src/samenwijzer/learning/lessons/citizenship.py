"""Which goals are about citizenship: content of the pack."""

from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from pydantic import Field

from samenwijzer.foundation.packs import PackModel, load


class NamedGoal(PackModel):
    """A goal by the lasting names of its framework and itself."""

    framework: str
    goal: str


class Citizenship(PackModel):
    """Everything ``learning/citizenship.yaml`` says."""

    goals: Annotated[tuple[NamedGoal, ...], Field(min_length=1)]


@cache
def citizenship(folder: Path | None = None) -> Citizenship:
    """Return which goals are about citizenship."""
    return load((folder or settings.PACK) / "learning" / "citizenship.yaml", Citizenship)
