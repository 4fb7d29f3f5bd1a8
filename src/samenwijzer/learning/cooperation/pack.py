"""Working together as content of the pack: the five elements, roles, skills and the scheme that teaches them."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field, model_validator

from samenwijzer.foundation.packs import PackModel, Text, load
from samenwijzer.practice.instruments.pack import Key


def spoken(text: Text) -> str:
    """Return ``text`` in the active language."""
    return text.in_language(get_language() or "nl")


class Titled(PackModel):
    """Something with a key and a title."""

    key: Key
    title: Text

    @property
    def name(self) -> str:
        """The title in the active language."""
        return spoken(self.title)


class Element(Titled):
    """One of the five elements of cooperation: what a task answers for it, and ways in which it could."""

    question: Text
    suggestions: Annotated[tuple[Text, ...], Field(min_length=1)]

    @property
    def asks(self) -> str:
        """The question in the active language."""
        return spoken(self.question)

    @property
    def ways(self) -> list[str]:
        """The suggestions in the active language."""
        return [spoken(one) for one in self.suggestions]


class Role(Titled):
    """A role in a group, and what who holds it does and says."""

    says: Text

    @property
    def sentence(self) -> str:
        """What the role does, in the active language."""
        return spoken(self.says)


class Skill(Titled):
    """A skill of working together, from which level of education it is taught, and how one sees it."""

    from_level: Annotated[str, Field(min_length=1)]
    looks_like: Text

    @property
    def sign(self) -> str:
        """How one sees it, in the active language."""
        return spoken(self.looks_like)


class SchemeStep(Titled):
    """One step in which a skill is taught; ``what`` may name the ``{skill}``."""

    minutes: Annotated[int, Field(ge=1, le=120)]
    what: Text

    def words(self, skill: Skill) -> str:
        """Return what happens in this step for ``skill``."""
        return spoken(self.what).replace("{skill}", skill.name)


class Prompt(PackModel):
    """Where peers could explain to each other in an activity of this kind."""

    kind: Annotated[str, Field(min_length=1)]
    text: Text


class Form(Titled):
    """A form of working together: in pairs or groups, how long it takes, and how it goes."""

    setting: Annotated[str, Field(pattern="^(pairs|groups)$")]
    minutes: Annotated[int, Field(ge=5, le=200)]
    how: Text

    @property
    def sentence(self) -> str:
        """How it goes, in the active language."""
        return spoken(self.how)


class Cooperation(PackModel):
    """Everything ``learning/cooperation.yaml`` says."""

    source: Annotated[str, Field(min_length=1)]
    roles_a_term: Annotated[int, Field(ge=1)]
    guardian_through: str
    elements: Annotated[tuple[Element, ...], Field(min_length=5, max_length=5)]
    roles: Annotated[tuple[Role, ...], Field(min_length=4)]
    levels: Annotated[tuple[Text, ...], Field(min_length=3, max_length=3)]
    skills: Annotated[tuple[Skill, ...], Field(min_length=1)]
    scheme: Annotated[tuple[SchemeStep, ...], Field(min_length=1)]
    solitary: Annotated[int, Field(ge=1, le=99)]
    prompts: tuple[Prompt, ...]
    forms: Annotated[tuple[Form, ...], Field(min_length=3)]

    @model_validator(mode="after")
    def _keys_once(self) -> "Cooperation":
        for listed in (self.elements, self.roles, self.skills, self.scheme, self.forms):
            keys = [one.key for one in listed]
            if len(set(keys)) < len(keys):
                raise ValueError("a key stands here twice")
        return self

    def missing(self, elements: Mapping[str, str]) -> list[Element]:
        """Return the elements that a task with these answers takes no care of (D-058)."""
        return list(self._missing(elements))

    def _missing(self, elements: Mapping[str, str]) -> Iterator[Element]:
        for element in self.elements:
            if not str(elements.get(element.key, "")).strip():
                yield element

    def role(self, key: str) -> Role | None:
        """Return the role ``key``, ``None`` where the pack no longer has it."""
        return next((one for one in self.roles if one.key == key), None)

    def skill(self, key: str) -> Skill | None:
        """Return the skill ``key``, ``None`` where there is none."""
        return next((one for one in self.skills if one.key == key), None)

    def prompt(self, kind: str) -> str:
        """Return where peers could explain to each other in an activity of this kind; empty where nothing is said."""
        return next((spoken(one.text) for one in self.prompts if one.kind == kind), "")

    @property
    def level_names(self) -> list[tuple[int, str]]:
        """The levels of a skill with their number, from little to much help needed no more."""
        return list(enumerate((spoken(one) for one in self.levels), start=1))


@cache
def cooperation(folder: Path | None = None) -> Cooperation:
    """Return what the pack says of working together."""
    return load((folder or settings.PACK) / "learning" / "cooperation.yaml", Cooperation)
