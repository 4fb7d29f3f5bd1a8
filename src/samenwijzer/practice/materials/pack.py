"""The words of the bank of materials, the vocabulary of the vision, and how materials are validated: ``materials/``."""

from functools import cache
from pathlib import Path
from typing import Annotated, Self

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field, model_validator

from samenwijzer.foundation.packs import PackModel, Text, load
from samenwijzer.practice.goals.words import fold
from samenwijzer.practice.instruments.rubrics import Rubric

Key = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9.-]*$", max_length=40)]


class Named(PackModel):
    """Something with a key and a title."""

    key: Key
    title: Text

    @property
    def name(self) -> str:
        """The title in the active language."""
        return self.title.in_language(get_language() or "nl")


class Kind(Named):
    """A kind of material; some are shared only with a goal (R14), some have a source and are looked at again.

    What tells of a school goes to the network only when the school consents.
    """

    needs_goal: bool = False
    needs_consent: bool = False
    has_review: bool = False


class Licence(Named):
    """A licence by its SPDX name, in one plain sentence.

    ``remix`` names the licences a remix may carry; ``reach`` the kind of unit it is shared with at most; without
    ``files`` it is only described.
    """

    sentence: Text
    remix: tuple[Key, ...]
    reach: str = "network"
    files: bool = True

    @property
    def words(self) -> str:
        """The sentence in the active language."""
        return self.sentence.in_language(get_language() or "nl")


class Origin(Named):
    """How a material came about, and who owns it where nothing else was agreed."""

    meaning: Text

    @property
    def words(self) -> str:
        """The meaning in the active language."""
        return self.meaning.in_language(get_language() or "nl")


class Thresholds(PackModel):
    """From when something is flagged: percent of use, years of a source, interested teachers."""

    little_used: Annotated[int, Field(ge=1, le=100)]
    source_years: Annotated[int, Field(ge=1)]
    gap_rises: Annotated[int, Field(ge=1)]


class Bank(PackModel):
    """Everything ``materials/bank.yaml`` says."""

    areas: Annotated[tuple[Named, ...], Field(min_length=1)]
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    features: tuple[Named, ...]
    languages: Annotated[tuple[Named, ...], Field(min_length=1)]
    licences: Annotated[tuple[Licence, ...], Field(min_length=1)]
    origins: Annotated[tuple[Origin, ...], Field(min_length=1)]
    certainties: tuple[Named, ...]
    thresholds: Thresholds

    @model_validator(mode="after")
    def _known_licences(self) -> Self:
        known = {one.key for one in self.licences}
        for one in self.licences:
            if unknown := sorted(set(one.remix) - known):
                raise ValueError(f"licence {one.key} lets remixes carry {unknown[0]}, which stands nowhere")
        return self

    def licence(self, key: str) -> Licence:
        """Return the licence ``key``; an unknown key is a :class:`KeyError`."""
        return {one.key: one for one in self.licences}[key]

    def kind(self, key: str) -> Kind:
        """Return the kind ``key``; an unknown key is a :class:`KeyError`."""
        return {one.key: one for one in self.kinds}[key]


class Term(Named):
    """A term of the vision with its synonyms, and the terms that are meant as well (D-106)."""

    synonyms: tuple[str, ...] = ()
    also: tuple[Key, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every way to say it."""
        return (self.title.nl, *([self.title.en] if self.title.en else []), *self.synonyms)


class Vocabulary(PackModel):
    """Everything ``materials/terms.yaml`` says."""

    terms: Annotated[tuple[Term, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _known_terms(self) -> Self:
        known = {one.key for one in self.terms}
        for one in self.terms:
            if unknown := sorted(set(one.also) - known):
                raise ValueError(f"term {one.key} also means {unknown[0]}, which stands nowhere")
        return self

    def meant_by(self, query: str) -> list[Term]:
        """Return the terms that ``query`` names by one of their wordings, each followed by what it also means."""
        asked = f" {' '.join(fold(query).split())} "
        named = [one for one in self.terms if any(f" {fold(words)} " in asked for words in one.wordings)]
        by_key = {one.key: one for one in self.terms}
        return list({key: by_key[key] for one in named for key in (one.key, *one.also)}.values())


class Procedure(Named):
    """A way to do a round of validation."""

    sentence: Text

    @property
    def words(self) -> str:
        """The sentence in the active language."""
        return self.sentence.in_language(get_language() or "nl")


class ValidationProgramme(Named):
    """For which ages materials are validated, by which criteria, and among which procedures is chosen."""

    from_age: int
    to_age: int
    criteria: Key
    procedures: Annotated[tuple[Key, ...], Field(min_length=1)]


class Validation(PackModel):
    """Everything ``materials/validation.yaml`` says."""

    reviewers: Annotated[int, Field(ge=2)]
    apart: Annotated[int, Field(ge=1)]
    enough: Annotated[float, Field(ge=1, le=4)]
    programmes: Annotated[tuple[ValidationProgramme, ...], Field(min_length=1)]
    procedures: Annotated[tuple[Procedure, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _known_procedures(self) -> Self:
        known = {one.key for one in self.procedures}
        for one in self.programmes:
            if unknown := sorted(set(one.procedures) - known):
                raise ValueError(f"programme {one.key} has procedure {unknown[0]}, which stands nowhere")
        return self

    def programme_for(self, age: int) -> ValidationProgramme:
        """Return the programme for materials that begin at ``age``, the first one where none is for it."""
        fitting = [one for one in self.programmes if one.from_age <= age < one.to_age]
        return (fitting or list(self.programmes))[0]


@cache
def bank(folder: Path | None = None) -> Bank:
    """Return the words of the bank."""
    return load((folder or settings.PACK) / "materials" / "bank.yaml", Bank)


@cache
def vocabulary(folder: Path | None = None) -> Vocabulary:
    """Return the vocabulary of the vision."""
    return load((folder or settings.PACK) / "materials" / "terms.yaml", Vocabulary)


@cache
def validation(folder: Path | None = None) -> Validation:
    """Return how materials are validated."""
    return load((folder or settings.PACK) / "materials" / "validation.yaml", Validation)


@cache
def criteria_sets(folder: Path | None = None) -> dict[tuple[str, str], Rubric]:
    """Return every version of every set of criteria, by identifier and version, the newest last."""
    files = sorted(((folder or settings.PACK) / "materials" / "criteria").glob("*.yaml"))
    loaded = [load(path, Rubric) for path in files]
    return {(one.identifier, one.version): one for one in loaded}


def newest_criteria(identifier: str) -> Rubric:
    """Return the newest version of a set of criteria."""
    return [one for (name, _version), one in criteria_sets().items() if name == identifier][-1]
