"""Kinds of units and roles in them, and the structure of education: content of the pack."""

from enum import StrEnum
from functools import cache
from pathlib import Path

from django.conf import settings
from pydantic import Field

from samenwijzer.foundation.packs import PackError, PackModel, Text, load


class Sees(StrEnum):
    """How far a role reaches."""

    LEARNERS = "learners"
    SCHOOL_LEARNERS = "school_learners"
    INVOLVED = "involved"
    LINKED = "linked"
    AGGREGATES = "aggregates"
    NOTHING = "nothing"


class UnitKind(PackModel):
    """A kind of unit and the kinds it may stand under; no parents means that it may stand at the root."""

    key: str
    title: Text
    plural: Text
    parents: tuple[str, ...] = ()
    holds_learners: bool = False


class Role(PackModel):
    """A role in a unit: which learners it sees and what it may do with what it sees."""

    key: str
    title: Text
    at: tuple[str, ...] = ()
    sees: Sees = Sees.NOTHING
    writes: bool = False
    secrecy: bool = False
    manages: bool = False


class Organisation(PackModel):
    """Everything ``organisation/kinds.yaml`` says."""

    kinds: tuple[UnitKind, ...] = Field(min_length=1)
    roles: tuple[Role, ...] = Field(min_length=1)

    def kind(self, key: str) -> UnitKind:
        """Return the kind ``key``; an unknown key is a :class:`KeyError`."""
        return {kind.key: kind for kind in self.kinds}[key]

    def role(self, key: str) -> Role:
        """Return the role ``key``; an unknown key is a :class:`KeyError`."""
        return {role.key: role for role in self.roles}[key]


class Stage(PackModel):
    """Where a level belongs in the structure of education, by key and name."""

    key: str
    nl: str
    en: str


class Level(PackModel):
    """A level of education, such as a year of primary school; ages (in years) describe, they never decide."""

    key: str
    title: Text
    stage: Stage
    from_age: int
    to_age: int
    order: int


class Education(PackModel):
    """Everything ``education/structure.yaml`` says."""

    levels: tuple[Level, ...] = Field(min_length=1)


@cache
def education(folder: Path | None = None) -> Education:
    """Return the levels of education of the pack."""
    return load((folder or settings.PACK) / "education" / "structure.yaml", Education)


@cache
def organisation(folder: Path | None = None) -> Organisation:
    """Return the kinds and roles of the pack, checked against each other."""
    file = (folder or settings.PACK) / "organisation" / "kinds.yaml"
    content = load(file, Organisation)
    known = {kind.key for kind in content.kinds}
    named = {kind.key: kind.parents for kind in content.kinds} | {role.key: role.at for role in content.roles}
    for key, kinds in named.items():
        if unknown := sorted(set(kinds) - known):
            raise PackError(f"{file.name}: {key}: unknown kinds {', '.join(unknown)}")
    return content
