"""What a learner thinks of a goal beside what was seen of it: a large gap opens a talk, and corrects nobody (D-433)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field

from samenwijzer.foundation.packs import PackModel, Text, load


class Talks(PackModel):
    """Everything ``learning/talks.yaml`` says."""

    gap_from: Annotated[int, Field(ge=1, le=3)]
    surer: Annotated[tuple[Text, ...], Field(min_length=1)]
    less_sure: Annotated[tuple[Text, ...], Field(min_length=1)]


@cache
def talks(folder: Path | None = None) -> Talks:
    """Return the questions of the pack."""
    return load((folder or settings.PACK) / "learning" / "talks.yaml", Talks)


@dataclass(frozen=True)
class Talk:
    """Questions to start from; ``surer``: the learner is surer than what was seen."""

    surer: bool
    questions: tuple[str, ...]


def talk_about(*, sure: int | None, seen: int) -> Talk | None:
    """Return what to talk about when own view and what was seen (steps 1 to 4; 0: too little) lie far apart."""
    if not sure or not seen or abs(sure - seen) < talks().gap_from:
        return None
    questions = talks().surer if sure > seen else talks().less_sure
    language = get_language() or "nl"
    return Talk(sure > seen, tuple(one.in_language(language) for one in questions))
