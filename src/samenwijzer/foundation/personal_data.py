"""Personal data is declared once, on the model that holds it.

Export, erasure, pseudonyms, the data catalogue and the retention job read these declarations. Every concrete field of
every model must be declared personal or impersonal; a test refuses an undeclared one (D-437).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.apps import apps
from django.db import models


class Purpose(StrEnum):
    """Why a data item is held."""

    LEARNING = "follow and support learning"
    ORGANISATION = "organise school life"
    ACCESS = "let the right people in"
    SECURITY = "show who did or saw what"
    EXCHANGE = "recognise the same thing in another system"


class Ground(StrEnum):
    """Legal basis: GDPR article 6(1)."""

    PUBLIC_TASK = "public task (6.1.e)"
    LEGAL_OBLIGATION = "legal obligation (6.1.c)"
    CONSENT = "consent (6.1.a)"


class Keep(StrEnum):
    """How long, counted from the moment named."""

    DAY = "the day"
    FOUR_WEEKS = "four weeks at most"
    ENROLMENT_AND_FIVE = "enrolment and five school years after"
    ENROLMENT_AND_ONE = "enrolment and one school year after"
    SCHOOL_YEAR_AND_ONE = "the school year and one after"
    FIVE_YEARS = "five years"
    ACCOUNT = "as long as the account"


class Erasing(StrEnum):
    """What becomes of a row when its person is erased, or when its term is over."""

    EMPTY = "emptied, the row stays as a tombstone"
    DELETE = "removed"
    KEEP = "kept until its term is over"


@dataclass(frozen=True)
class PersonalData:
    """What a model holds about a person.

    ``subject`` is the path to the person concerned; ``fields`` are personal, ``impersonal`` are not. Keys, and foreign
    keys that only say where a row belongs, are listed under either as fits. ``only`` narrows the rows that are about
    a person, ``secrets`` are fields no copy shows, ``dated`` is the path to the moment from which a term counts,
    ``consent`` the field that names the consent a row rests on, ``file`` the field with the digest of a file in the
    vault. ``withheld`` names the rows that no copy, count or extract shows, because even that they are there is kept
    under professional secrecy; erasing and terms hold for them as for all. ``at_erasure`` is needed only where the
    ground does not say it.
    """

    subject: str
    purpose: Purpose
    ground: Ground
    keep: Keep
    seen_by: str
    fields: tuple[str, ...]
    impersonal: tuple[str, ...] = ()
    only: Mapping[str, str] = field(default_factory=dict)
    secrets: tuple[str, ...] = ()
    dated: str = ""
    consent: str = ""
    file: str = ""
    withheld: Mapping[str, bool] = field(default_factory=dict)
    at_erasure: Erasing | None = None

    @property
    def erasing(self) -> Erasing:
        """What is done with a row: as declared, or as follows from the ground (GDPR article 17(1)(b), 17(3)(b))."""
        by_ground = {Ground.LEGAL_OBLIGATION: Erasing.KEEP, Ground.CONSENT: Erasing.DELETE}
        return self.at_erasure or by_ground.get(self.ground, Erasing.EMPTY)


@dataclass(frozen=True)
class NoPersonalData:
    """A model that says nothing about any person, and why that is so."""

    why: str


_of_libraries: dict[str, PersonalData | NoPersonalData] = {}


def declare(label: str, declaration: PersonalData | NoPersonalData) -> None:
    """Declare what a model of a library holds, by its label; called once from an app's ``ready``."""
    _of_libraries[label] = declaration


def declared() -> Iterator[tuple[type[models.Model], PersonalData]]:
    """Yield every model that holds personal data, with its declaration: this product's and those of libraries."""
    for model in apps.get_models(include_auto_created=True):
        declaration = getattr(model, "personal_data", None) or _of_libraries.get(model._meta.label)
        if isinstance(declaration, PersonalData):
            yield model, declaration


def library_models() -> Iterator[tuple[type[models.Model], PersonalData | NoPersonalData | None]]:
    """Yield every model of a library with its declaration, ``None`` where there is none."""
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("samenwijzer."):
            yield model, _of_libraries.get(model._meta.label)


def own_models() -> Iterator[type[models.Model]]:
    """Yield every model of this product, automatic link tables included."""
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("samenwijzer."):
            yield model


def undeclared_fields(model: type[models.Model]) -> list[str]:
    """Return the concrete fields of ``model`` that its declaration does not mention, primary key aside."""
    declaration = getattr(model, "personal_data", None)
    names = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    if isinstance(declaration, NoPersonalData):
        return []
    if declaration is None:
        return names
    return [name for name in names if name not in declaration.fields + declaration.impersonal]


def unknown_fields(model: type[models.Model]) -> list[str]:
    """Return declared names that the model does not have."""
    declaration = getattr(model, "personal_data", None)
    if not isinstance(declaration, PersonalData):
        return []
    known = {field.name for field in model._meta.concrete_fields}
    return [name for name in declaration.fields + declaration.impersonal if name not in known]
