"""The raw layout of the ASSISTments 2009-2010 skill-builder data: one row a response and skill, without a clock.

Feng, Heffernan & Koedinger (2009). A response to an item with several skills fills several rows with one ``order_id``.
"""

from collections import Counter
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from samenwijzer.exchange.formulas import restored_table
from samenwijzer.exchange.purposes import unused
from samenwijzer.exchange.responses.content import Course, Response, Responses
from samenwijzer.exchange.responses.rest import Rest
from samenwijzer.foundation.columns import Column, Parse, Record, Records, one_of, whole
from samenwijzer.foundation.problems import Problem, Problems, refuse
from samenwijzer.foundation.tables import open_table

LAYOUT = "assistments"


def _number(text: str) -> str:
    return str(whole(text))


def _mark(text: str) -> bool:
    parse: Parse = one_of("0", "1")
    return bool(parse(text.removesuffix(".0")) == "1")


COLUMNS = (
    Column("order_id", whole, needed=True, empty=0),
    Column("user_id", _number, needed=True),
    Column("problem_id", _number, needed=True),
    Column("correct", _mark, needed=True, empty=False),
    Column("student_class_id", _number, needed=True),
    Column("teacher_id", _number, needed=True),
    Column("school_id", _number, needed=True),
    Column("skill_id", _number, needed=True),
    Column("skill_name", needed=True),
)


def read(path: Path, problems: Problems | None = None) -> Responses:
    """Return the responses in the CSV or XLSX file at ``path``; raise ``FileRefused`` with every mistake in it.

    Given a :class:`~samenwijzer.exchange.responses.rest.Rest`, all rows of a response with a mistake go there.
    """
    problems = problems if problems is not None else Problems()
    records = Records(restored_table(open_table(path, problems)), COLUMNS, problems)
    gathered = _Gathered(path.name, problems)
    for record in records:
        gathered.take(record)
    gathered.finish()
    problems.refuse_if_any()
    if not gathered.responses:
        raise refuse(path.name, _("There are no responses in this file."), _("Choose another file."))
    return Responses(
        layout=LAYOUT,
        file=path.name,
        digest=sha256(path.read_bytes()).hexdigest(),
        responses=tuple(gathered.responses[order] for order in sorted(gathered.responses)),
        courses=gathered.courses,
        skills=gathered.skills,
        unused=tuple(unused(path.name, column) for column in records.unread),
    )


class _Gathered:
    """What the rows say together, and where they contradict each other."""

    def __init__(self, file: str, problems: Problems) -> None:
        self._file, self._problems = file, problems
        self.responses: dict[int, Response] = {}
        self._lines: dict[int, list[int]] = {}
        self._spoiled: set[int] = set()
        self.skills: dict[str, str] = {}
        self._teachers: dict[str, dict[str, None]] = {}
        self._schools: dict[str, dict[tuple[str, str], None]] = {}

    @property
    def courses(self) -> tuple[Course, ...]:
        return tuple(_course(id, list(pairs), list(self._teachers[id])) for id, pairs in self._schools.items())

    def take(self, record: Record) -> None:
        order = record.values["order_id"]
        self._lines.setdefault(order, []).append(record.line)
        if not record.is_sound or not self._took(record.line, record.values):
            self._spoiled.add(order)

    def finish(self) -> None:
        """Drop responses of which a row was wrong, so that none comes in with part of its skills."""
        for order in self._spoiled:
            self.responses.pop(order, None)
            if order and isinstance(self._problems, Rest):
                self._problems.set_aside(self._file, self._lines[order])

    def _took(self, line: int, values: dict[str, Any]) -> bool:
        order, klas, skill = values["order_id"], values["student_class_id"], values["skill_id"]
        name = self.skills.setdefault(skill, values["skill_name"])
        if name != values["skill_name"]:
            return self._wrong(
                line,
                "skill_name",
                _("Skill %(skill)s is called “%(name)s” on an earlier line.") % {"skill": skill, "name": name},
                _("Give one skill one name."),
            )
        response = Response(
            line, str(order), values["user_id"], values["problem_id"], (skill,), float(values["correct"])
        )
        standing = self.responses.get(order, response)
        if standing is not response and not _belongs(response, standing):
            return self._wrong(
                line,
                "order_id",
                _("Response %(order)s stands on line %(first)s already.") % {"order": order, "first": standing.line},
                _("Keep one of the two rows."),
            )
        self._teachers.setdefault(klas, {})[values["teacher_id"]] = None
        self._schools.setdefault(klas, {})[values["user_id"], values["school_id"]] = None
        is_first = standing is response
        self.responses[order] = response if is_first else replace(standing, skills=(*standing.skills, skill))
        return True

    def _wrong(self, line: int, field: str, what: str, remedy: str) -> bool:
        self._problems.add(Problem(self._file, what, remedy, line, field))
        return False


def _belongs(response: Response, standing: Response) -> bool:
    """Return whether ``response`` is the same one about another skill."""
    is_same = replace(response, line=standing.line, skills=standing.skills) == standing
    return is_same and response.skills[0] not in standing.skills


def _course(id: str, pairs: list[tuple[str, str]], teachers: list[str]) -> Course:
    """Return the class of these (learner, school) pairs, under the school most of its learners are from."""
    sizes = Counter(school for _learner, school in pairs)
    home = max(sorted(sizes), key=lambda school: sizes[school])
    guests = tuple(pair for pair in pairs if pair[1] != home)
    return Course(id, home, tuple(teachers), tuple(dict.fromkeys(learner for learner, _school in pairs)), guests)
