"""Kinds of units and roles in them: content of the pack."""

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
