"""A roster as content: what the files of an export say, before it meets the database."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samenwijzer.exchange.purposes import Unused


class Mode(StrEnum):
    """What the manifest says of a file: everything there is, only what changed, or not in the export."""

    BULK = "bulk"
    DELTA = "delta"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Org:
    """A row of ``orgs.csv``."""

    line: int
    id: str
    name: str
    type: str
    parent: str
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Session:
    """A row of ``academicSessions.csv``; ``ends`` is the last day itself, unlike in the file."""

    id: str
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class Class:
    """A row of ``classes.csv``."""

    line: int
    id: str
    title: str
    code: str
    level: str
    course: str
    school: str
    terms: tuple[str, ...]
    is_gone: bool


@dataclass(frozen=True, slots=True)
class User:
    """A row of ``users.csv``; ``role`` is empty in 1.2, where ``roles.csv`` says it."""

    line: int
    id: str
    given_name: str
    family_name: str
    email: str
    username: str
    is_enabled: bool
    role: str
    orgs: tuple[str, ...]
    agents: tuple[str, ...]
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Function:
    """A row of ``roles.csv`` (1.2)."""

    line: int
    user: str
    org: str
    role: str
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A row of ``enrollments.csv``; ``ends`` is the last day itself, unlike in the file."""

    line: int
    id: str
    class_: str
    school: str
    user: str
    role: str
    starts: date | None
    ends: date | None
    is_gone: bool


@dataclass
class Roster:
    """Everything an export says that this product has a purpose for.

    ``ids`` holds the identifiers of each file, those of rows with a mistake included. ``source`` names the system the
    export comes from, as far as the manifest tells.
    """

    version: str
    source: str
    modes: dict[str, Mode]
    orgs: list[Org] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    classes: list[Class] = field(default_factory=list)
    users: list[User] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)
    ids: dict[str, set[str]] = field(default_factory=dict)
    unused: list[Unused] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def mode(self, file: str) -> Mode:
        """What the manifest says of ``file``."""
        return self.modes.get(file, Mode.ABSENT)
