"""The Open University Learning Analytics Dataset (Kuzilek, Hlosta & Zdrahal 2017): scores from 0 to 100 on assessments.

A folder or zip with the scores and the assessments; registrations and courses are used where they are there. Days count
from the start of a presentation: ``2013B`` in February, ``2013J`` in October.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, TextIO

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwijzer.exchange.purposes import Unused, unused
from samenwijzer.exchange.responses.blanks import with_blanks
from samenwijzer.exchange.responses.content import Course, Period, Response, Responses
from samenwijzer.exchange.responses.rest import Rest, write_table
from samenwijzer.foundation.archives import Archive
from samenwijzer.foundation.columns import Column, ReadingError, Record, Records, whole
from samenwijzer.foundation.problems import Problem, Problems, refuse
from samenwijzer.foundation.tables import from_csv, raw_csv
from samenwijzer.learning.evidence.models import Evidence

LAYOUT = "oulad"
SCHOOL = "open-university"
SCORES, ASSESSMENTS, REGISTRATIONS, COURSES = "studentassessment", "assessment", "studentregistration", "course"
STARTS = {"B": 2, "J": 10}
NOON = time(12)


def _start(text: str) -> date:
    """Read a presentation as the day it starts."""
    if not (len(text) == 5 and text[:4].isdecimal() and text[4] in STARTS):
        raise ReadingError(
            _("“%(text)s” is not a presentation.") % {"text": text}, _("Write a year and B or J, for example 2013J.")
        )
    return date(int(text[:4]), STARTS[text[4]], 1)


def _presentation(text: str) -> str:
    _start(text)
    return text


def _days(text: str) -> timedelta:
    days = whole(text)
    if abs(days) > 5000:
        raise ReadingError(_("“%(text)s” is too many days.") % {"text": text}, _("Count from the start of the course."))
    return timedelta(days=days)


def _score(text: str) -> float:
    try:
        score = float(text)
    except ValueError:
        score = -1.0
    if not 0 <= score <= 100:
        raise ReadingError(
            _("“%(text)s” is not a score from 0 to 100.") % {"text": text}, _("Correct it or leave the field empty.")
        )
    return score / 100


_COURSE = (Column("code_module", needed=True, longest=40), Column("code_presentation", _presentation, needed=True))
_STUDENT = Column("id_student", needed=True, longest=40)
COLUMNS: dict[str, tuple[Column, ...]] = {
    COURSES: (*_COURSE, Column("module_presentation_length", _days, needed=True, empty=timedelta())),
    ASSESSMENTS: (
        *_COURSE,
        Column("id_assessment", needed=True, longest=40),
        Column("assessment_type", needed=True),
        Column("date"),
        Column("weight"),
    ),
    REGISTRATIONS: (
        *_COURSE,
        _STUDENT,
        Column("date_registration", _days, empty=None),
        Column("date_unregistration", _days, empty=None),
    ),
}
_SCORE = Column("score", _score, empty=None)
_SCORES = (
    Column("id_assessment", needed=True, longest=40),
    _STUDENT,
    Column("date_submitted", _days, needed=True, empty=timedelta()),
    Column("is_banked"),
)


@dataclass(frozen=True)
class _Course:
    """A module in one presentation, with its first day."""

    id: str
    starts: date


def _course(values: dict[str, Any]) -> _Course:
    presentation = values["code_presentation"]
    return _Course(f"{values['code_module']} {presentation}", _start(presentation))


class Folder:
    """The files of the data set in a folder or a zip, by their name without underscores, plural and ending."""

    def __init__(self, path: Path) -> None:
        """Open ``path``; where scores or assessments lack it is a ``FileRefused``."""
        self._path = path
        self._archive = None if path.is_dir() else Archive(path)
        names = self._archive.names if self._archive else [each.name for each in path.iterdir()]
        self._names = {_bare(name): name for name in sorted(names) if name.casefold().endswith(".csv")}
        for needed in (SCORES, ASSESSMENTS):
            if needed not in self._names:
                raise refuse(
                    path.name,
                    _("There is no file with %(what)s here.")
                    % {"what": "student_assessment.csv" if needed == SCORES else "assessment.csv"},
                    _("Choose the folder or a zip of the data set as it was published."),
                )

    def __contains__(self, file: str) -> bool:
        return file in self._names

    def name(self, file: str) -> str:
        """Return the real name of ``file``."""
        return self._names[file]

    def data(self, file: str) -> bytes:
        """Return the content of ``file``."""
        name = self._names[file]
        return self._archive.read(name) if self._archive else (self._path / name).read_bytes()


def _bare(name: str) -> str:
    return name.rsplit(".", 1)[0].replace("_", "").casefold().removesuffix("s")


def scores_file(path: Path) -> str:
    """Return the name of the file with the scores at ``path``."""
    return Folder(path).name(SCORES)


def read(path: Path, problems: Problems | None = None) -> Responses:
    """Return the scores in the folder or zip at ``path``; raise ``FileRefused`` with every mistake in it."""
    problems = problems if problems is not None else Problems()
    folder = Folder(path)
    gathered = _Gathered(folder, problems)
    for file in (COURSES, ASSESSMENTS, REGISTRATIONS):
        if file in folder:
            gathered.take_table(file, COLUMNS[file])
    table = from_csv(folder.name(SCORES), folder.data(SCORES), Problems())
    gathered.take_table(SCORES, (*_SCORES, with_blanks(_SCORE, table)))
    problems.refuse_if_any()
    if not gathered.responses:
        raise refuse(path.name, _("There are no responses in this file."), _("Choose another file."))
    return Responses(
        layout=LAYOUT,
        file=path.name,
        digest=gathered.digest,
        responses=tuple(gathered.responses),
        courses=gathered.courses,
        skills=gathered.skills,
        unused=tuple(gathered.unused),
        kind=Evidence.Kind.TEST_RESULT,
        unit_names={f"school:{SCHOOL}": "Open University"} | {f"class:{id}": id for id in gathered.starts},
        remarks=gathered.remarks,
    )


def write_rest(path: Path, rest: Rest, out: TextIO) -> None:
    """Write the rows of scores that were set aside."""
    folder = Folder(path)
    write_table(raw_csv(folder.name(SCORES), folder.data(SCORES)), rest, out)


class _Gathered:
    def __init__(self, folder: Folder, problems: Problems) -> None:
        self._folder, self._problems = folder, problems
        self.responses: list[Response] = []
        self.skills: dict[str, str] = {}
        self.starts: dict[str, date] = {}
        self.unused: list[Unused] = []
        self._digest = sha256()
        self._lengths: dict[str, timedelta] = {}
        self._course_of: dict[str, str] = {}
        self._periods: dict[str, dict[str, Period]] = defaultdict(dict)
        self._lines: dict[tuple[str, ...], int] = {}
        self._without = self._banked = 0

    @property
    def digest(self) -> str:
        return self._digest.hexdigest()

    @property
    def courses(self) -> tuple[Course, ...]:
        return tuple(
            Course(id, SCHOOL, (), tuple(self._periods[id]), periods=self._periods[id])
            for id in self.starts
            if self._periods[id]
        )

    @property
    def remarks(self) -> tuple[str, ...]:
        without = ngettext(
            "%(count)s row has no score and is left out.",
            "%(count)s rows have no score and are left out.",
            self._without,
        )
        banked = ngettext(
            "%(count)s score was carried over from an earlier presentation.",
            "%(count)s scores were carried over from an earlier presentation.",
            self._banked,
        )
        pairs = ((without, self._without), (banked, self._banked))
        return tuple(sentence % {"count": count} for sentence, count in pairs if count)

    def take_table(self, file: str, columns: tuple[Column, ...]) -> None:
        take = {
            COURSES: self._take_course,
            ASSESSMENTS: self._take_assessment,
            REGISTRATIONS: self._take_registration,
            SCORES: self._take_score,
        }[file]
        name, data = self._folder.name(file), self._folder.data(file)
        self._digest.update(data)
        records = Records(from_csv(name, data, self._problems), columns, self._problems)
        for record in records:
            if record.is_sound:
                take(name, record)
        self.unused += [unused(name, column) for column in records.unread]

    def _take_course(self, file: str, record: Record) -> None:
        self._lengths[_course(record.values).id] = record.values["module_presentation_length"]

    def _take_assessment(self, file: str, record: Record) -> None:
        values, course = record.values, _course(record.values)
        if not self._is_first(file, record, "id_assessment", values["id_assessment"]):
            return
        self.starts.setdefault(course.id, course.starts)
        self._course_of[values["id_assessment"]] = course.id
        day = f", day {values['date']}" if values["date"] else ""
        self.skills[values["id_assessment"]] = f"{course.id} {values['assessment_type']}{day}"

    def _take_registration(self, file: str, record: Record) -> None:
        values, course = record.values, _course(record.values)
        student, left = values["id_student"], values["date_unregistration"]
        if not self._is_first(file, record, "id_student", course.id, student):
            return
        self.starts.setdefault(course.id, course.starts)
        starts = course.starts + (values["date_registration"] or timedelta())
        ends = course.starts + left if left is not None else self._end(course.id)
        self._periods[course.id][student] = (min(starts, ends) if ends else starts, ends)

    def _end(self, course: str) -> date | None:
        return self.starts[course] + self._lengths[course] if course in self._lengths else None

    def _take_score(self, file: str, record: Record) -> None:
        values = record.values
        assessment, student = values["id_assessment"], values["id_student"]
        course = self._course_of.get(assessment)
        if course is None:
            what = _("“%(value)s” does not stand in %(file)s.csv.") % {"value": assessment, "file": "assessment"}
            remedy = _("Add that row to %(file)s.csv, or correct the reference.") % {"file": "assessment"}
            self._problems.add(Problem(file, what, remedy, record.line, "id_assessment"))
        elif not self._is_first(file, record, "id_student", assessment, student):
            return
        elif values["score"] is None:
            self._without += 1
        else:
            self._banked += values["is_banked"].casefold() in ("true", "1")
            self._periods[course].setdefault(student, (self.starts[course], self._end(course)))
            day = self.starts[course] + values["date_submitted"]
            moment = timezone.make_aware(datetime.combine(day, NOON))
            row = Response(
                record.line, f"{assessment}:{student}", student, assessment, (assessment,), values["score"], moment
            )
            self.responses.append(row)

    def _is_first(self, file: str, record: Record, field: str, *key: str) -> bool:
        first = self._lines.setdefault((file, *key), record.line)
        if first != record.line:
            what = _("“%(value)s” stands on line %(first)s already.") % {"value": key[-1], "first": first}
            remedy = _("Keep one of the two rows, or give one another value.")
            self._problems.add(Problem(file, what, remedy, record.line, field))
        return first == record.line
