"""What rooms offer: content of the pack (``organisation/rooms.yaml``)."""

import re
from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field

from samenwijzer.foundation.packs import PackModel, Text, load


class Affords(PackModel):
    """Something a room offers, and the words somebody types for it."""

    key: Annotated[str, Field(min_length=1, max_length=40)]
    title: Text
    words: Annotated[tuple[str, ...], Field(min_length=1)]

    @property
    def name(self) -> str:
        """The title in the language in use."""
        return self.title.in_language(get_language() or "nl")


class Rooms(PackModel):
    """Everything ``organisation/rooms.yaml`` says."""

    affords: Annotated[tuple[Affords, ...], Field(min_length=1)]

    def asked_in(self, words: str) -> list[Affords]:
        """Return what somebody asks for in a few words."""
        asked = re.findall(r"[a-zà-ÿ]+", words.lower())
        return [one for one in self.affords if any(word.startswith(start) for start in one.words for word in asked)]

    def names(self, keys: list[str]) -> list[str]:
        """Return the titles of these keys; one the pack no longer knows stands for itself."""
        known = {one.key: one.name for one in self.affords}
        return [known.get(key, key) for key in keys]


@cache
def rooms_content(folder: Path | None = None) -> Rooms:
    """Return what the pack says of rooms."""
    return load((folder or settings.PACK) / "organisation" / "rooms.yaml", Rooms)
