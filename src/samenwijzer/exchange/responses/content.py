"""Responses to items as content: what a file of a tutoring system says, before it meets the database."""

from dataclasses import dataclass

from samenwijzer.exchange.purposes import Unused


@dataclass(frozen=True, slots=True)
class Response:
    """One learner's response to one item; ``order`` says what came before what, ``skills`` what it is about."""

    line: int
    order: int
    learner: str
    item: str
    skills: tuple[str, ...]
    is_correct: bool


@dataclass(frozen=True)
class Course:
    """A class of the file: its school, its teachers and its learners, by the names the file uses.

    Where learners of several schools share a class, ``school`` is that of most of them and ``guests`` pairs the others
    with theirs.
    """

    id: str
    school: str
    teachers: tuple[str, ...]
    learners: tuple[str, ...]
    guests: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Responses:
    """Everything in one file: ``layout`` names how it is laid out, ``digest`` its content.

    ``responses`` stand in their order; ``skills`` holds the name of every skill.
    """

    layout: str
    file: str
    digest: str
    responses: tuple[Response, ...]
    courses: tuple[Course, ...]
    skills: dict[str, str]
    unused: tuple[Unused, ...]
