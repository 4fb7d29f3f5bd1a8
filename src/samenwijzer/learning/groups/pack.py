"""Neutral names for temporary groups: content of the pack."""

from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from pydantic import Field, model_validator

from samenwijzer.foundation.packs import PackModel, load

Word = Annotated[str, Field(min_length=1)]


class GroupNames(PackModel):
    """Everything ``learning/group-names.yaml`` says: the names, and the words that no name may hold (R7)."""

    names: Annotated[tuple[Word, ...], Field(min_length=12)]
    never: Annotated[tuple[Word, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _neutral(self) -> "GroupNames":
        if len(set(self.names)) < len(self.names):
            raise ValueError("a name stands here twice")
        for name in self.names:
            if label := self.label_in(name):
                raise ValueError(f"“{name}” holds “{label}”, which labels learners")
        return self

    def label_in(self, name: str) -> str:
        """Return the word in ``name`` that labels ability; empty where there is none."""
        return next((word for word in self.never if word.casefold() in name.casefold()), "")

    def taken_from(self, start: int, count: int) -> list[str]:
        """Return ``count`` names from place ``start`` on, going round; a second round is told apart by a number."""
        places = [divmod(start % len(self.names) + n, len(self.names)) for n in range(count)]
        named = [self.names[place] for _, place in places]
        return [
            name if named.index(name) == n else f"{name} {named[:n].count(name) + 1}" for n, name in enumerate(named)
        ]


@cache
def group_names(folder: Path | None = None) -> GroupNames:
    """Return the names of the pack."""
    return load((folder or settings.PACK) / "learning" / "group-names.yaml", GroupNames)
