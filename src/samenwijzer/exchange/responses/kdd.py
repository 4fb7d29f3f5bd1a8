"""The raw layout of the KDD Cup 2010: one row a step of a problem, skills with ``~~`` between them, real times.

Stamper, Niculescu-Mizil, Ritter, Gordon & Koedinger (2010). A step without a skill is about no goal and is left out.
"""

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwijzer.exchange.formulas import restored_table
from samenwijzer.exchange.purposes import unused
from samenwijzer.exchange.responses.blanks import with_blanks
from samenwijzer.exchange.responses.content import Course, Response, Responses, dataset_of
from samenwijzer.exchange.responses.skills import skill_id
from samenwijzer.foundation.columns import Column, Parse, ReadingError, Record, Records, one_of
from samenwijzer.foundation.problems import Problem, Problems, refuse
from samenwijzer.foundation.tables import open_table

LAYOUT = "kdd"
BETWEEN_SKILLS = "~~"
LONGEST_ITEM = 80


def _moment(text: str) -> datetime:
    try:
        return timezone.make_aware(datetime.fromisoformat(text.removesuffix(".0")))
    except ValueError:
        raise ReadingError(
            _("“%(text)s” is not a moment we can read.") % {"text": text}, _("Write it as 2006-10-26 09:51:58.")
        ) from None


def _mark(text: str) -> float:
    parse: Parse = one_of("0", "1")
    return float(parse(text))


def _skills(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in text.split(BETWEEN_SKILLS) if name.strip()))


_STEP = (
    Column("Anon Student Id", needed=True, longest=100),
    Column("Problem Hierarchy", needed=True, longest=1000),
    Column("Problem Name", needed=True, longest=1000),
    Column("Problem View"),
    Column("Step Name", needed=True, longest=1000),
)
COLUMNS = (
    *_STEP,
    Column("First Transaction Time", _moment, needed=True, empty=None),
    Column("Correct First Attempt", _mark, needed=True, empty=0.0),
)
KNOWN = ("Row",)


def read(path: Path, problems: Problems | None = None) -> Responses:
    """Return the responses in the table at ``path``; raise ``FileRefused`` with every mistake in it."""
    problems = problems if problems is not None else Problems()
    table = restored_table(open_table(path, problems))
    kc = next((name for name in table.header if name.startswith("KC(")), "KC(Default)")
    skills = with_blanks(Column(kc, _skills, longest=5000, empty=()), table)
    records = Records(table, (*COLUMNS, skills), problems)
    gathered = _Gathered(path.name, kc, problems)
    for record in records:
        if record.is_sound:
            gathered.take(record)
    problems.refuse_if_any()
    if not gathered.responses:
        raise refuse(path.name, _("There are no responses in this file."), _("Choose another file."))
    dataset = dataset_of(path)
    learners = tuple(dict.fromkeys(row.learner for row in gathered.responses))
    return Responses(
        layout=LAYOUT,
        file=path.name,
        digest=sha256(path.read_bytes()).hexdigest(),
        responses=tuple(gathered.responses),
        courses=(Course(dataset, dataset, (), learners),),
        skills=gathered.skills,
        unused=tuple(unused(path.name, column) for column in records.unread if column not in KNOWN),
        remarks=gathered.remarks,
    )


class _Gathered:
    def __init__(self, file: str, kc: str, problems: Problems) -> None:
        self._file, self._kc, self._problems = file, kc, problems
        self.responses: list[Response] = []
        self.skills: dict[str, str] = {}
        self._lines: dict[str, int] = {}
        self._without = 0

    @property
    def remarks(self) -> tuple[str, ...]:
        sentence = ngettext(
            "%(count)s response is about no skill and is left out.",
            "%(count)s responses are about no skill and are left out.",
            self._without,
        )
        return (sentence % {"count": self._without},) if self._without else ()

    def take(self, record: Record) -> None:
        values = record.values
        key = sha256("\t".join(values[column.name] for column in _STEP).encode()).hexdigest()
        first = self._lines.setdefault(key, record.line)
        if first != record.line:
            self._tell_double(record.line, first)
            return
        skills = {skill_id(name): name for name in values[self._kc]}
        if not skills:
            self._without += 1
            return
        self.skills |= skills
        self.responses.append(
            Response(
                record.line,
                key,
                values["Anon Student Id"],
                _item(f"{values['Problem Name']}/{values['Step Name']}"),
                tuple(skills),
                values["Correct First Attempt"],
                values["First Transaction Time"],
            )
        )

    def _tell_double(self, line: int, first: int) -> None:
        what = _("This step of this learner stands on line %(first)s already.") % {"first": first}
        self._problems.add(Problem(self._file, what, _("Keep one of the two rows."), line, "Step Name"))


def _item(name: str) -> str:
    if len(name) <= LONGEST_ITEM:
        return name
    return f"{name[: LONGEST_ITEM - 9]}~{sha256(name.encode()).hexdigest()[:8]}"
