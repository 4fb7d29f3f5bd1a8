"""The central set of output indicators: what each asks and how it is counted; content of the pack."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from django.conf import settings
from pydantic import Field, ValidationInfo, model_validator

from samenwijzer.foundation.packs import PackModel, Text, load
from samenwijzer.practice.goals.pack import frameworks

ROK = "go2030-r-ok"
Words = Annotated[str, Field(min_length=1)]
KEPT = "kept"
Share = Annotated[float, Field(gt=0, le=1)]


class DefinitionVersion(PackModel):
    """One way of counting, from the school year that begins in ``since`` to the one in ``until`` (both included).

    ``enough`` is the share of somebody's goals that counts as most of them, where goals are counted.
    """

    number: Annotated[int, Field(ge=1)]
    since: int
    until: int | None = None
    enough: Share | None = None
    change: Text | None = None

    def holds_in(self, year: int) -> bool:
        """Whether the school year that begins in ``year`` is counted like this."""
        return self.since <= year and (self.until is None or year <= self.until)


class Definition(PackModel):
    """An indicator (D-229): a share of learners. Without ``measure`` the product holds no source for it.

    Measured as ``handed`` means that a school hands in its two counts, from where they are known (``source``).
    """

    key: Words
    title: Text
    question: Text
    numerator: Text
    denominator: Text
    exclusions: Text
    owner: Words
    source: Text
    place: Words
    wanted: Literal["up", "down"]
    target: Annotated[int, Field(ge=0, le=100)] | None = None
    measure: Literal["", "goals", "repeating", "moving", "leaving", "handed"] = ""
    retired: date | None = None
    why_retired: Text | None = None
    versions: Annotated[tuple[DefinitionVersion, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _fits_together(self, info: ValidationInfo) -> Self:
        """Refuse versions that overlap, a goal measure without its share, and a retirement without a reason.

        One that was kept with figures of another day may stand at a place that R-OK no longer has.
        """
        for one, after in zip(self.versions, self.versions[1:], strict=False):
            if one.until is None or one.until >= after.since or one.number >= after.number:
                raise ValueError(f"version {one.number} has to end before version {after.number} begins")
        if self.measure == "goals" and any(one.enough is None for one in self.versions):
            raise ValueError("where goals are counted, each version says how many are enough")
        if self.retired and not self.why_retired:
            raise ValueError("say why it was retired")
        if info.context == KEPT:
            return self
        if self.place not in _places():
            raise ValueError(f"{self.place} is not a place in R-OK")
        return self

    def version_in(self, year: int) -> DefinitionVersion | None:
        """Return how the school year that begins in ``year`` is counted."""
        return next((one for one in self.versions if one.holds_in(year)), None)


class CentralSet(PackModel):
    """Everything ``indicators/centraal.yaml`` says; under ``fewest`` people no figure is shown."""

    fewest: Annotated[int, Field(ge=5)]
    small_n: Text
    indicators: Annotated[tuple[Definition, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _keys_once(self) -> Self:
        if len({one.key for one in self.indicators}) < len(self.indicators):
            raise ValueError("a key stands twice")
        return self

    def as_kept(self) -> dict[str, Any]:
        """Return the whole set as it is kept with figures, to explain them when it has changed."""
        return self.model_dump(mode="json")

    @classmethod
    def kept(cls, found: dict[str, Any]) -> Self:
        """Return the set that was kept with figures."""
        return cls.model_validate(found, context=KEPT)


@cache
def _places() -> frozenset[str]:
    return frozenset(goal.identifier for found in frameworks() if found.identifier == ROK for goal in found.goals)


@cache
def central_set(folder: Path | None = None) -> CentralSet:
    """Return the central set, those that were retired included."""
    return load((folder or settings.PACK) / "indicators" / "centraal.yaml", CentralSet)


def definition(key: str) -> Definition | None:
    """Return the definition of one indicator."""
    return next((one for one in central_set().indicators if one.key == key), None)
