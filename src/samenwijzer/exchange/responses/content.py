"""Responses to items as content: what a file of a tutoring system says, before it meets the database."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from samenwijzer.exchange.purposes import Unused
from samenwijzer.learning.evidence.models import Evidence

Period = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Response:
    """One learner's response to one item, with an ``outcome`` in [0, 1]; ``skills`` is what it is about.

    ``key`` names it within the system of the file. ``when`` is a moment, a number of seconds since a beginning that the
    file does not tell, or ``None`` where only the order is known.
    """

    line: int
    key: str
    learner: str
    item: str
    skills: tuple[str, ...]
    outcome: float
    when: datetime | float | None = None


@dataclass(frozen=True)
class Course:
    """A class of the file: its school, its teachers and its learners, by the names the file uses.

    Where learners of several schools share a class, ``school`` is that of most of them and ``guests`` pairs the others
    with theirs. ``periods`` are the first and last day of learners for whom the file tells.
    """

    id: str
    school: str
    teachers: tuple[str, ...]
    learners: tuple[str, ...]
    guests: tuple[tuple[str, str], ...] = ()
    periods: dict[str, Period] = field(default_factory=dict)


@dataclass(frozen=True)
class Responses:
    """Everything in one file: ``layout`` names how it is laid out, ``digest`` its content.

    ``responses`` stand in their order; ``skills`` holds the name of every skill. ``dataset`` is empty where learners
    and skills have the same name in every file of this layout. ``unit_names`` are names for the keys of schools
    (``school:…``) and classes (``class:…``) that have one. Without ``has_names`` learners are only counted.
    """

    layout: str
    file: str
    digest: str
    responses: tuple[Response, ...]
    courses: tuple[Course, ...]
    skills: dict[str, str]
    unused: tuple[Unused, ...] = ()
    dataset: str = ""
    kind: str = Evidence.Kind.ITEM_RESPONSE
    unit_names: dict[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    has_names: bool = True

    @property
    def system(self) -> str:
        """The name under which the people, classes and goals of this file are remembered."""
        return f"{self.layout}:{self.dataset}" if self.dataset else self.layout


def named(responses: Responses, source: str) -> Responses:
    """Return ``responses`` as those of ``source``, where the file names its learners and skills but not its source.

    Every file of one source then speaks of the same learners and skills. A layout that is one source stays as it is, as
    does one that only counts its learners.
    """
    if not source or not responses.dataset or not responses.has_names:
        return responses
    name = source.strip()[:60]
    courses = tuple(replace(course, id=name, school=name) for course in responses.courses)
    return replace(responses, dataset=name, courses=courses)


def dataset_of(path: Path) -> str:
    """Return the name of the data in ``path``: that of the file, and for the rest of a file that of the whole."""
    return path.name.removesuffix(path.suffix).removesuffix(REST)[:60]


REST = ".rest"
"""What stands between name and ending of a file that holds the rows which were left out of another."""
