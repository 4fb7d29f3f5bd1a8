"""What teams offer beside the timetable: content of the pack (``offers/kinds.yaml``)."""

import re
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from pydantic import Field, model_validator

from samenwijzer.foundation.packs import PackModel, Text, load
from samenwijzer.practice.instruments.pack import Key


class Freedom(StrEnum):
    """How much a learner chooses: nothing, among what fits a goal that is open, or everything."""

    PLACED = "placed"
    OWN_GOAL = "own-goal"
    FREE = "free"


class Form(PackModel):
    """What people do in an offer; ``teaches`` counts as instruction and repetition (R4)."""

    key: Key
    title: Text
    wording: Text
    icon: str
    teaches: bool


class FreedomWords(PackModel):
    """What a freedom is called for those who set it."""

    key: Freedom
    title: Text
    note: Text


class Follows(PackModel):
    """Which freedom of a learner counts here (a key of what holds the freedoms), and from which step all is open."""

    dimension: Key
    free_from: Annotated[int, Field(ge=1, le=3)]


class OfferKind(PackModel):
    """One kind of rounds: how long a round lasts at most, how many places an offer has unless somebody says so.

    ``least_teaching`` is the share of the places (percent) below which a round is said to hold little instruction.
    """

    key: Key
    title: Text
    one: Text
    longest_days: Annotated[int, Field(ge=1, le=366)]
    capacity: Annotated[int, Field(ge=1, le=500)]
    least_teaching: Annotated[int, Field(ge=0, le=100)]
    follows: Follows
    forms: Annotated[tuple[Form, ...], Field(min_length=1)]
    freedoms: Annotated[tuple[FreedomWords, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_once(self) -> "OfferKind":
        for keys in ([one.key for one in self.forms], [one.key.value for one in self.freedoms]):
            if len(set(keys)) < len(keys):
                raise ValueError("a key stands here twice")
        if not any(one.teaches for one in self.forms):
            raise ValueError("at least one form teaches")
        return self

    def form(self, key: str) -> Form | None:
        """Return the form ``key``; nothing for one the pack no longer knows."""
        return next((one for one in self.forms if one.key == key), None)

    @property
    def teaching(self) -> frozenset[str]:
        """The keys of the forms that teach."""
        return frozenset(one.key for one in self.forms if one.teaches)


class OfferKinds(PackModel):
    """Everything ``offers/kinds.yaml`` says: the kinds, and the words that say how far somebody is (R7)."""

    never: Annotated[tuple[Annotated[str, Field(min_length=3)], ...], Field(min_length=1)]
    kinds: Annotated[tuple[OfferKind, ...], Field(min_length=1)]

    def label_in(self, text: str) -> str:
        """Return the word in ``text`` that labels learners; empty where there is none."""
        found = re.search(r"\b(" + "|".join(map(re.escape, self.never)) + r")\w*", text, re.IGNORECASE)
        return found.group(0) if found else ""

    def kind(self, key: str) -> OfferKind:
        """Return the kind ``key``, the first one where the pack no longer knows it."""
        return next((one for one in self.kinds if one.key == key), self.kinds[0])


@cache
def offer_kinds(folder: Path | None = None) -> OfferKinds:
    """Return the kinds of the pack."""
    return load((folder or settings.PACK) / "offers" / "kinds.yaml", OfferKinds)
