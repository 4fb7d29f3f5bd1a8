"""Development scales as content of the pack (``scales/*.yaml``), and what is expected of each role."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field

from samenwijzer.foundation.packs import PackError, PackModel, Text, load, read
from samenwijzer.practice.instruments.pack import Key, instruments
from samenwijzer.practice.instruments.scales.models import LEVELS


class Area(StrEnum):
    """The four fields in which the plan is realised together (D-105)."""

    LEARNER = "learner"
    ENVIRONMENT = "environment"
    PROFESSIONAL = "professional"
    POLICY = "policy"


class Block(StrEnum):
    """What an indicator looks at: teaching practice, or educational policy (D-214)."""

    PRACTICE = "practice"
    POLICY = "policy"


class Level(PackModel):
    """A level of every scale: its word, and the level of the R-OK scale that it stands for."""

    title: Text
    rok: Text


class Scale(PackModel):
    """One process indicator with its four descriptors, from starting to inspiring.

    ``place`` names expectations of the R-OK frame of the pack; ``expected`` (1–4) is the level at which the school does
    what R-OK expects, and ``rationale`` says why. ``cycles`` are templates whose work is evidence.
    """

    key: Key
    field: Area
    block: Block
    place: Annotated[tuple[str, ...], Field(min_length=1)]
    title: Text
    question: Text
    expected: Annotated[int, Field(ge=1, le=LEVELS)]
    rationale: Text
    levels: Annotated[tuple[Text, ...], Field(min_length=LEVELS, max_length=LEVELS)]
    cycles: tuple[str, ...] = ()


class ScaleSet(PackModel):
    """One version of all scales; ``use`` says what they are for, and what not."""

    identifier: Key
    version: Annotated[str, Field(min_length=1, max_length=20)]
    status: str
    title: Text
    source: Annotated[str, Field(min_length=1)]
    use: Text
    levels: Annotated[tuple[Level, ...], Field(min_length=LEVELS, max_length=LEVELS)]
    scales: Annotated[tuple[Scale, ...], Field(min_length=1)]

    def scale(self, key: str) -> Scale | None:
        """Return the scale ``key``, ``None`` where there is none."""
        return next((one for one in self.scales if one.key == key), None)

    def number(self, key: str) -> int:
        """Return the number, from 1, under which people speak of the indicator ``key``."""
        return [one.key for one in self.scales].index(key) + 1


class Expectation(PackModel):
    """What one sees somebody in a role do, at the level that was agreed; ``guide`` is a viewing guide for it."""

    key: Key
    role: str
    indicator: Key
    title: Text
    seen: Annotated[tuple[Text, ...], Field(min_length=1)]
    example: Text
    guide: str = ""


class Expectations(PackModel):
    """Everything ``expectations/rollen.yaml`` says: roles with their word, and what is expected of each."""

    source: Annotated[str, Field(min_length=1)]
    roles: dict[str, Text]
    expectations: Annotated[tuple[Expectation, ...], Field(min_length=1)]


@cache
def scale_set(folder: Path | None = None) -> ScaleSet:
    """Return the scales of the pack. A mistake is a :class:`PackError` that names file and line."""
    place = folder or settings.PACK
    path = place / "scales" / "proces.yaml"
    found = load(path, ScaleSet)
    mistakes = list(_mistakes(path, found, _expectations_of_rok(place)))
    if mistakes:
        raise PackError("\n".join(mistakes))
    return found


@cache
def expectations(folder: Path | None = None) -> Expectations:
    """Return what is expected of each role. A mistake is a :class:`PackError` that names file and line."""
    place = folder or settings.PACK
    path = place / "expectations" / "rollen.yaml"
    found = load(path, Expectations)
    file, known = read(path), {one.key for one in scale_set(folder).scales}
    mistakes = []
    for n, one in enumerate(found.expectations):
        line = f"{path.name}:{file.line_of(('expectations', n, 'key'))}: {one.key}"
        if one.indicator not in known:
            mistakes.append(f"{line}: no indicator {one.indicator}")
        if one.role not in found.roles:
            mistakes.append(f"{line}: no role {one.role}")
        if one.guide and one.guide not in instruments(folder):
            mistakes.append(f"{line}: no viewing guide {one.guide}")
    if mistakes:
        raise PackError("\n".join(mistakes))
    return found


def _mistakes(path: Path, found: ScaleSet, places: set[str]) -> Iterator[str]:
    """Yield a line for each key that stands twice and each place that R-OK does not have."""
    file, seen = read(path), set()
    for n, one in enumerate(found.scales):
        if one.key in seen:
            yield f"{path.name}:{file.line_of(('scales', n, 'key'))}: {one.key} stands here twice"
        seen.add(one.key)
        for place in one.place:
            if place not in places:
                yield f"{path.name}:{file.line_of(('scales', n, 'place'))}: {one.key}: R-OK has no {place}"


def _expectations_of_rok(folder: Path) -> set[str]:
    return set(_ids(read(folder / "frameworks" / "r-ok.yaml").content["goals"]))


def _ids(goals: Iterable[dict[str, object]]) -> Iterator[str]:
    for one in goals:
        yield str(one["id"])
        children = one.get("children", [])
        yield from _ids(children if isinstance(children, list) else [])


def said(text: Text) -> str:
    """Return ``text`` in the active language."""
    return text.in_language(get_language() or "nl")
