"""Scales and questionnaires as content of the pack: ``instruments/*.yaml``, one instrument and version a file."""

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field

from samenwijzer.foundation.packs import PackError, PackFile, PackModel, Text, load, read
from samenwijzer.practice.instruments.wording import Wording

Key = Annotated[str, Field(pattern=r"^[a-z0-9-]+$", max_length=60)]


class Step(PackModel):
    """One step of a scale: its value, its words, and the picture for who does not read."""

    value: int
    title: Wording
    picture: str = ""


class Scale(PackModel):
    """The steps among which is chosen, from little to much."""

    key: Key
    steps: Annotated[tuple[Step, ...], Field(min_length=2, max_length=7)]


class Dimension(PackModel):
    """What some questions measure together."""

    key: Key
    title: Text
    meaning: Text

    @property
    def name(self) -> str:
        """The title in the active language."""
        return self.title.in_language(get_language() or "nl")

    @property
    def sentence(self) -> str:
        """The meaning in the active language."""
        return self.meaning.in_language(get_language() or "nl")


class Question(PackModel):
    """One question, the dimension it says something of, and its scale; ``turned``: much is little of the dimension.

    ``place`` is the expectation of R-OK it looks at, where there is one.
    """

    key: Key
    dimension: Key
    scale: Key
    wording: Wording
    turned: bool = False
    place: str = ""


class Way(StrEnum):
    """How one looks with a viewing guide."""

    OBSERVATION = "observation"
    INTERVIEW = "interview"
    DOCUMENT = "document"


class Guide(PackModel):
    """What makes an instrument a viewing guide: how one looks, and which indicators the summary supports (D-255)."""

    way: Way
    supports: Annotated[tuple[Key, ...], Field(min_length=1)]


class Instrument(PackModel):
    """One version of a scale or questionnaire.

    ``minimum``: below this number of people nothing of a group is told. ``source`` says on whose work it stands and
    ``certainty`` how sure we may be of what it measures. ``brief`` is a version of five minutes (D-202), ``place``
    names the expectations of R-OK it says something of; ``guide`` is set for a viewing guide.
    """

    identifier: Key
    version: Annotated[str, Field(min_length=1, max_length=20)]
    title: Text
    purpose: Text
    source: Annotated[str, Field(min_length=1)]
    certainty: Text
    minimum: Annotated[int, Field(ge=5)]
    brief: Text | None = None
    place: tuple[str, ...] = ()
    guide: Guide | None = None
    scales: Annotated[tuple[Scale, ...], Field(min_length=1)]
    dimensions: Annotated[tuple[Dimension, ...], Field(min_length=1)]
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]

    @property
    def name(self) -> str:
        """The title in the active language."""
        return self.title.in_language(get_language() or "nl")

    @property
    def aim(self) -> str:
        """The purpose in the active language."""
        return self.purpose.in_language(get_language() or "nl")

    @property
    def in_short(self) -> str:
        """What can be done with it in five minutes, in the active language; empty where there is no such way."""
        return self.brief.in_language(get_language() or "nl") if self.brief else ""

    @property
    def places(self) -> tuple[str, ...]:
        """The expectations of R-OK it says something of: its own, and those of its questions."""
        return tuple(dict.fromkeys([*self.place, *(one.place for one in self.questions if one.place)]))

    @property
    def how_certain(self) -> str:
        """How sure we may be of what it measures, in the active language."""
        return self.certainty.in_language(get_language() or "nl")

    def question(self, key: str) -> Question:
        """Return the question ``key``; an unknown key is a :class:`KeyError`."""
        return {one.key: one for one in self.questions}[key]

    def values_of(self, question: Question) -> list[int]:
        """Return the values among which ``question`` lets choose, from little to much."""
        return [step.value for scale in self.scales if scale.key == question.scale for step in scale.steps]

    def score(self, question: Question, value: int) -> int:
        """Return what ``value`` says of the dimension: itself, or its mirror where the question is turned."""
        values = self.values_of(question)
        return values[0] + values[-1] - value if question.turned else value


@cache
def instruments(folder: Path | None = None) -> dict[str, Instrument]:
    """Return the newest version of each instrument of the pack, by its identifier.

    A mistake is a :class:`PackError` that names file and line.
    """
    found: dict[str, Instrument] = {}
    mistakes: list[str] = []
    for path in sorted(((folder or settings.PACK) / "instruments").glob("*.yaml")):
        instrument = load(path, Instrument)
        mistakes += _mistakes(read(path), instrument)
        found[instrument.identifier] = instrument
    if mistakes:
        raise PackError("\n".join(mistakes))
    return found


def _mistakes(file: PackFile, instrument: Instrument) -> Iterator[str]:
    """Yield a line for each key that is used twice or stands nowhere, and each scale that does not go upward."""
    known = {"scale": {one.key for one in instrument.scales}, "dimension": {one.key for one in instrument.dimensions}}
    for kind in ("scales", "dimensions", "questions"):
        keys = [one.key for one in getattr(instrument, kind)]
        for n, key in enumerate(keys):
            if Counter(keys[: n + 1])[key] > 1:
                yield f"{file.path.name}:{file.line_of((kind, n, 'key'))}: {kind}: {key} stands here twice"
    for n, question in enumerate(instrument.questions):
        for kind, there in known.items():
            if (key := getattr(question, kind)) not in there:
                yield f"{file.path.name}:{file.line_of(('questions', n, kind))}: {question.key}: no {kind} {key}"
    for n, scale in enumerate(instrument.scales):
        values = [step.value for step in scale.steps]
        if sorted(set(values)) != values:
            yield f"{file.path.name}:{file.line_of(('scales', n))}: {scale.key}: the values do not go upward"
