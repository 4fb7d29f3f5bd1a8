"""Templates of documents and the ambitions of the network: content of the pack (``documents/``)."""

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import Field, model_validator

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.packs import PackError, PackModel, Text, load

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=60)]


def said(text: Text) -> str:
    """Return ``text`` in the language of now."""
    return text.in_language(get_language() or "nl")


class Writers(StrEnum):
    """Who writes, or who signs: those who lead the unit, or all who work in it."""

    LEADERS = "leaders"
    MEMBERS = "members"
    TEAM = "team"


class Frame(StrEnum):
    """The text whose parts the goals of a plan cite: the strategic plan, or the frame on staff policy (D-336)."""

    AMBITIONS = "ambitions"
    HR = "hr"


class Section(PackModel):
    """A part of a document. ``needed``: the check names it while it is empty; ``blocks``: so does publishing.

    ``process``: what stands in it has to serve the core process; ``block``: a building block of learning together.
    ``example`` is what a school could write there (D-341).
    """

    key: Key
    title: Text
    help: Text
    look_for: Text | None = None
    example: Text | None = None
    needed: bool = False
    blocks: bool = False
    process: bool = False
    block: bool = False


class Template(PackModel):
    """A kind of document: at which kinds of units, who writes it, and its sections. ``single``: one a unit."""

    key: Key
    title: Text
    lead: Text
    at: Annotated[tuple[str, ...], Field(min_length=1)]
    writers: Writers
    signers: Writers
    goals: bool = False
    frame: Frame = Frame.AMBITIONS
    single: bool = False
    canvas: bool = False
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _keys_once(self) -> Self:
        if len({one.key for one in self.sections}) < len(self.sections):
            raise ValueError("each section has a key of its own")
        return self

    def section(self, key: str) -> Section | None:
        """Return the section ``key``."""
        return next((one for one in self.sections if one.key == key), None)


class Ambition(PackModel):
    """What the network wants to see: an ambition of its strategic plan, and what it looks like in a school.

    ``place`` names the expectations of R-OK that it serves.
    """

    key: Key
    code: str
    place: Annotated[tuple[Key, ...], Field(min_length=1)]
    title: Text
    school: Text


class Ambitions(PackModel):
    """Everything that a frame says: ``documents/ambitions.yaml``, and ``documents/hr.yaml`` of the same make."""

    ambitions: Annotated[tuple[Ambition, ...], Field(min_length=1)]


@cache
def templates(folder: Path | None = None) -> dict[str, Template]:
    """Return every template of the pack by its key."""
    found: dict[str, Template] = {}
    for file in sorted(((folder or settings.PACK) / "documents" / "templates").glob("*.yaml")):
        one = load(file, Template)
        if one.key in found:
            raise PackError(f"{file.name}:1: key: another template is called {one.key} too")
        found[one.key] = one
    return found


def template_of(key: str) -> Template:
    """Return the template ``key``."""
    found = templates().get(key)
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


@cache
def ambitions(folder: Path | None = None, frame: Frame = Frame.AMBITIONS) -> tuple[Ambition, ...]:
    """Return the ambitions of the network, or the paragraphs of another frame, in order."""
    return load((folder or settings.PACK) / "documents" / f"{frame}.yaml", Ambitions).ambitions


@cache
def all_ambitions() -> tuple[Ambition, ...]:
    """Return what goals can cite in any frame, in order."""
    return tuple(one for frame in Frame for one in ambitions(frame=frame))


class Place(PackModel):
    """Where something is found in the product: the name of an address; ``school``: that of one school."""

    title: Text
    address: str
    school: bool = False


class VisionBlock(PackModel):
    """A building block of the vision: what it is, an example, the school's own data and materials (D-001)."""

    key: Key
    title: Text
    definition: Text
    example: Text
    data: Annotated[tuple[Place, ...], Field(min_length=1)]
    materials: Annotated[tuple[Place, ...], Field(min_length=1)]


class Strand(PackModel):
    """One of the three texts of the vision with its building blocks."""

    key: Key
    title: Text
    question: Text
    blocks: Annotated[tuple[VisionBlock, ...], Field(min_length=1)]


class Vision(PackModel):
    """Everything ``documents/vision.yaml`` says: one story, three strands."""

    story: Text
    strands: Annotated[tuple[Strand, ...], Field(min_length=1)]


@cache
def network_vision(folder: Path | None = None) -> Vision:
    """Return the vision of the network."""
    return load((folder or settings.PACK) / "documents" / "vision.yaml", Vision)
