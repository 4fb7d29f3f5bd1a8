"""What can be said with one tap, and words for which a growth-minded colleague would suggest others: content."""

import re
from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field, model_validator

from samenwijzer.foundation.packs import PackModel, Text, load
from samenwijzer.practice.instruments.pack import Key

Word = Annotated[str, Field(min_length=2)]


class Phrase(PackModel):
    """A sentence that is chosen instead of typed."""

    key: Key
    title: Text

    @property
    def name(self) -> str:
        """The sentence in the active language."""
        return self.title.in_language(get_language() or "nl")


class Growth(PackModel):
    """Words that speak of a fixed person or compare, and what could be said instead."""

    words: Annotated[tuple[Word, ...], Field(min_length=1)]
    suggestion: Text

    def is_in(self, text: str) -> bool:
        """Whether one of the words stands in ``text``, as whole words."""
        return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) for word in self.words)


class FeedbackContent(PackModel):
    """Everything ``learning/feedback.yaml`` says; ``days``: school days without feedback before somebody is named."""

    source: Annotated[str, Field(min_length=1)]
    days: Annotated[int, Field(ge=1, le=60)]
    strengths: Annotated[tuple[Phrase, ...], Field(min_length=3)]
    next_steps: Annotated[tuple[Phrase, ...], Field(min_length=3)]
    growth: tuple[Growth, ...]

    @model_validator(mode="after")
    def _keys_once(self) -> "FeedbackContent":
        for phrases in (self.strengths, self.next_steps):
            if len({one.key for one in phrases}) < len(phrases):
                raise ValueError("a key stands here twice")
        return self

    def suggestions(self, text: str) -> list[str]:
        """Return what could be said instead, at most two; nothing where there is nothing to suggest."""
        language = get_language() or "nl"
        return [one.suggestion.in_language(language) for one in self.growth if one.is_in(text)][:2]


@cache
def feedback_content(folder: Path | None = None) -> FeedbackContent:
    """Return the phrases and suggestions of the pack."""
    return load((folder or settings.PACK) / "learning" / "feedback.yaml", FeedbackContent)
