"""Strategies as content of the pack: ``learning/strategies.yaml`` beside the framework that names and orders them.

The framework says what a strategy is and puts it under exactly one area and one phase; the file beside it says how it
is taught, from which age, and how sure we are that it works.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import Field

from samenwijzer.foundation.packs import PackError, PackFile, PackModel, Text, load, read
from samenwijzer.learning.regulation.pack import Picture
from samenwijzer.practice.goals.pack import PackFramework, PackGoal
from samenwijzer.practice.instruments.pack import Key


class Area(StrEnum):
    """The four areas in which one steers one's own learning; the keys are those of the framework."""

    BEHAVIOUR = "srl-gedrag"
    METACOGNITION = "srl-metacognitie"
    EMOTION = "srl-emotie"
    MOTIVATION = "srl-motivatie"


class Evidence(StrEnum):
    """How sure we may be that a strategy helps."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"

    @property
    def words(self) -> str:
        """The word for it in the active language."""
        return {"strong": _("strong evidence"), "moderate": _("some evidence"), "weak": _("weak evidence")}[self.value]


class Titled(PackModel):
    """A key with its title."""

    key: Key
    title: Text

    @property
    def name(self) -> str:
        """The title in the active language."""
        return self.title.in_language(get_language() or "nl")


class Band(Titled):
    """An age band, with the levels of education in it."""

    meaning: Text
    levels: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The meaning in the active language."""
        return self.meaning.in_language(get_language() or "nl")


class Teaching(PackModel):
    """How one strategy of the framework is taught, from which band, and on what evidence."""

    key: Key
    picture: Picture
    band: Key
    evidence: Evidence
    source: Key
    teach: Text


class StrategyFile(PackModel):
    """Everything ``learning/strategies.yaml`` says."""

    bands: Annotated[tuple[Band, ...], Field(min_length=2)]
    domains: Annotated[tuple[Titled, ...], Field(min_length=2)]
    sources: dict[str, str]
    strategies: Annotated[tuple[Teaching, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Strategy:
    """One strategy: its single area, what it is, and how it is taught."""

    key: str
    area: Area
    goal: PackGoal
    teaching: Teaching
    source: str

    @property
    def name(self) -> str:
        """The short title in the active language."""
        return (self.goal.short or self.goal.statement).in_language(get_language() or "nl")

    @property
    def own_words(self) -> str:
        """What a learner says that does it."""
        return (self.goal.learner or self.goal.statement).in_language(get_language() or "nl")

    @property
    def lesson(self) -> str:
        """How it is taught, in a sentence."""
        return self.teaching.teach.in_language(get_language() or "nl")

    @property
    def is_played(self) -> bool:
        """Whether it is one for who does not read yet: by play and pictures."""
        return self.goal.level == "kleuter"


@dataclass(frozen=True)
class Repertoire:
    """All strategies of the pack, the age bands, the domains in which they help, and the titles of the areas."""

    strategies: dict[str, Strategy]
    bands: tuple[Band, ...]
    domains: tuple[Titled, ...]
    areas: dict[Area, Text]

    def of(self, area: Area) -> list[Strategy]:
        """Return the strategies of an area."""
        return [one for one in self.strategies.values() if one.area == area]

    def area_name(self, area: Area) -> str:
        """Return the title of an area in the active language."""
        return self.areas[area].in_language(get_language() or "nl")

    def band(self, key: str) -> Band | None:
        """Return the band ``key``."""
        return next((one for one in self.bands if one.key == key), None)

    def domain_name(self, key: str) -> str:
        """Return the title of a domain, empty where it is gone."""
        return next((one.name for one in self.domains if one.key == key), "")


@cache
def repertoire(folder: Path | None = None) -> Repertoire:
    """Return the strategies of the pack; a mistake is a :class:`PackError` that names file and line."""
    place = folder or settings.PACK
    path = place / "learning" / "strategies.yaml"
    content = load(path, StrategyFile)
    framework = load(place / "frameworks" / "srl-strategieen.yaml", PackFramework)
    found = dict(_named(framework))
    if mistakes := list(_mistakes(read(path), content, found)):
        raise PackError("\n".join(mistakes))
    areas = {Area(one.id): one.short or one.statement for one in framework.goals}
    strategies = {
        one.key: Strategy(one.key, *found[one.key], one, content.sources[one.source]) for one in content.strategies
    }
    return Repertoire(strategies, content.bands, content.domains, areas)


def _named(framework: PackFramework) -> Iterator[tuple[str, tuple[Area, PackGoal]]]:
    """Yield each strategy of the framework with the one area under which it stands."""
    for area in framework.goals:
        for phase in area.children:
            for goal in phase.children:
                yield goal.id, (Area(area.id), goal)


def _mistakes(file: PackFile, content: StrategyFile, known: dict[str, tuple[Area, PackGoal]]) -> Iterator[str]:
    """Yield a line for each strategy that stands nowhere, stands twice, or names a band or source that is not there."""
    seen = set[str]()
    bands = {band.key for band in content.bands}
    for n, one in enumerate(content.strategies):
        at = f"{file.path.name}:{file.line_of(('strategies', n))}: {one.key}"
        if one.key not in known:
            yield f"{at}: stands nowhere in frameworks/srl-strategieen.yaml"
        if one.key in seen:
            yield f"{at}: stands here twice"
        if one.band not in bands or one.source not in content.sources:
            yield f"{at}: no such band or source"
        seen.add(one.key)
    for missing in sorted(known.keys() - seen):
        yield f"{file.path.name}:1: {missing}: how it is taught is missing"
