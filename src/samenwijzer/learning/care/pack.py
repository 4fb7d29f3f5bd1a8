"""The continuum of care, the talks about it and the cycle, as content of the pack: ``care/*.yaml``."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field

from samenwijzer.foundation.packs import PackError, PackFile, PackModel, Text, load, read
from samenwijzer.practice.cycles.pack import Template, template_of, templates
from samenwijzer.practice.instruments.pack import Key

#: The cycle of the pack that a track goes through.
CYCLE = "care-hgw"
#: The phase in which everybody is of whom nothing else was decided.
BASIC = "basic"


class Word(PackModel):
    """One thing that can be chosen, with its title."""

    key: Key
    title: Text

    @property
    def name(self) -> str:
        """The title in the active language."""
        return said(self.title)


class CarePhase(PackModel):
    """A phase of the continuum: where it begins and ends, who leads it and what each actor does in it.

    ``teacher_needs`` is what a teacher needs then, ``offered`` what there is for it.
    """

    key: Key
    number: Annotated[int, Field(ge=0, le=3)]
    title: Text
    meaning: Text
    leads: Key
    begins: Text
    ends: Text
    examples: Annotated[tuple[Text, ...], Field(min_length=1)]
    not_examples: Annotated[tuple[Text, ...], Field(min_length=1)]
    does: dict[str, Text]
    teacher_needs: Annotated[tuple[Text, ...], Field(min_length=1)]
    offered: Annotated[tuple[Text, ...], Field(min_length=1)]

    @property
    def name(self) -> str:
        """The title in the active language."""
        return said(self.title)


class Instrument(PackModel):
    """Something that helps in some phases."""

    key: Key
    title: Text
    what: Text
    phases: Annotated[tuple[Key, ...], Field(min_length=1)]


class Continuum(PackModel):
    """All phases, from basic care on, with the actors around a learner and what they can use."""

    actors: Annotated[tuple[Word, ...], Field(min_length=1)]
    phases: Annotated[tuple[CarePhase, ...], Field(min_length=1)]
    didactics: Annotated[tuple[Text, ...], Field(min_length=1)]
    instruments: tuple[Instrument, ...]

    def phase(self, key: str) -> CarePhase | None:
        """Return the phase ``key``."""
        return next((one for one in self.phases if one.key == key), None)


class Spoken(PackModel):
    """The page on which parents prepare a talk, in one language."""

    key: Key
    title: Annotated[str, Field(min_length=1)]
    rtl: bool = False
    heading: Annotated[str, Field(min_length=1)]
    invitation: Annotated[str, Field(min_length=1)]
    well: Annotated[str, Field(min_length=1)]
    helps: Annotated[str, Field(min_length=1)]
    ask: Annotated[str, Field(min_length=1)]
    send: Annotated[str, Field(min_length=1)]


class Talks(PackModel):
    """Forms of talks, the sides that agree, how an effect is said, and the languages to prepare in."""

    forms: Annotated[tuple[Word, ...], Field(min_length=1)]
    sides: Annotated[tuple[Word, ...], Field(min_length=1)]
    effects: Annotated[tuple[Word, ...], Field(min_length=1)]
    languages: Annotated[tuple[Spoken, ...], Field(min_length=1)]

    def language(self, key: str) -> Spoken:
        """Return the language ``key``, the first where it is not there."""
        return next((one for one in self.languages if one.key == key), self.languages[0])


def said(text: Text) -> str:
    """Return ``text`` in the active language."""
    return text.in_language(get_language() or "nl")


@cache
def continuum(folder: Path | None = None) -> Continuum:
    """Return the continuum; a mistake is a :class:`PackError` that names file and line."""
    path = (folder or settings.PACK) / "care" / "continuum.yaml"
    found = load(path, Continuum)
    if mistakes := list(_mistakes(read(path), found)):
        raise PackError("\n".join(mistakes))
    return found


def _mistakes(file: PackFile, found: Continuum) -> Iterator[str]:
    """Yield a line for each actor without a part in a phase, and each phase that nobody knows."""
    actors = {one.key for one in found.actors}
    phases = {one.key for one in found.phases}
    for n, phase in enumerate(found.phases):
        at = f"{file.path.name}:{file.line_of(('phases', n))}: {phase.key}"
        if set(phase.does) != actors:
            yield f"{at}: says not exactly what each actor does"
        if phase.leads not in actors:
            yield f"{at}: {phase.leads} leads, which is no actor"
    for n, one in enumerate(found.instruments):
        if unknown := set(one.phases) - phases:
            yield f"{file.path.name}:{file.line_of(('instruments', n))}: {one.key}: no phase {', '.join(unknown)}"
    if BASIC not in phases:
        yield f"{file.path.name}:1: the phase {BASIC} is missing"


@cache
def talks(folder: Path | None = None) -> Talks:
    """Return how is talked about care."""
    return load((folder or settings.PACK) / "care" / "talks.yaml", Talks)


def title_of(words: tuple[Word, ...], key: str) -> str:
    """Return the title of ``key``; one the pack no longer knows keeps its key."""
    return next((one.name for one in words if one.key == key), key)


def cycle(identifier: str = CYCLE, version: str = "") -> Template:
    """Return the cycle of care: the version with which a track was begun, else the newest."""
    return template_of(identifier, version) if version else templates()[identifier]
