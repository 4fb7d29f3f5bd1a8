"""The kinds of files that can be brought in: what to ask, how to compare and how to carry out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TextIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenwijzer.exchange.case import plan as case_plan
from samenwijzer.exchange.case import reading as case_reading
from samenwijzer.exchange.oneroster import plan as roster_plan
from samenwijzer.exchange.oneroster import reading as roster_reading
from samenwijzer.exchange.oneroster.places import RANKS, SCHOOL_RANK
from samenwijzer.exchange.plans import Plan
from samenwijzer.exchange.responses import plan as responses_plan
from samenwijzer.exchange.responses.layouts import LAYOUTS
from samenwijzer.exchange.spreadsheets import plan as sheet_plan
from samenwijzer.exchange.spreadsheets import reading as sheet_reading
from samenwijzer.network.organisation.models import Unit
from samenwijzer.web.school.imports.forms import FileForm, GoalsForm, ResponsesForm, RosterForm, SheetForm


@dataclass(frozen=True)
class Asked:
    """What was chosen beside the file: where it lands, which day and layout; ``today`` is the day of the viewer.

    With ``good_rows`` the rows with a mistake are left out.
    """

    under: Unit | None
    day: date | None
    today: date
    layout: str = ""
    good_rows: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of file. ``places`` are the kinds of unit it may land in; without any it lands nowhere in particular.

    Where the good rows of a file may come in without the others, ``write_rest`` writes those and returns a file name.
    """

    key: str
    title: str | Promise
    sentence: str | Promise
    icon: str
    form: type[FileForm]
    places: tuple[str, ...]
    plan: Callable[[Path, Asked], Plan]
    carry_out: Callable[..., None]
    write_rest: Callable[[Path, Asked, TextIO], str] | None = None

    @property
    def has_rest(self) -> bool:
        """Whether the good rows of such a file may come in without the others."""
        return self.write_rest is not None


def _plan_roster(path: Path, asked: Asked) -> Plan:
    return roster_plan.plan(roster_reading.read(path), under=asked.under, on=asked.today, since=asked.day)


def _plan_sheet(path: Path, asked: Asked) -> Plan:
    return sheet_plan.plan(sheet_reading.read(path), school=asked.under, on=asked.today, since=asked.day)


def _plan_goals(path: Path, asked: Asked) -> Plan:
    return case_plan.plan(case_reading.read(path))


def _plan_responses(path: Path, asked: Asked) -> Plan:
    layout = LAYOUTS[asked.layout]
    return responses_plan.plan(
        layout.read_good_rows(path)[0] if asked.good_rows else layout.read(path),
        under=asked.under,
        name=layout.group,
        day=asked.day or asked.today - timedelta(days=1),
        today=asked.today,
    )


def _write_rest(path: Path, asked: Asked, out: TextIO) -> str:
    layout = LAYOUTS[asked.layout]
    layout.write_rest(path, layout.read_good_rows(path)[1], out)
    return layout.rest_name(path)


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "roster",
            _("Classes and people"),
            _("A OneRoster export (1.1 or 1.2) of your pupil administration: schools, classes, learners, teachers."),
            "people",
            RosterForm,
            tuple(RANKS),
            _plan_roster,
            roster_plan.carry_out,
        ),
        Kind(
            "sheet",
            _("A class list"),
            _("An Excel or CSV file with one row a person and class, made from an empty list you can download."),
            "table",
            SheetForm,
            tuple(kind for kind, rank in RANKS.items() if rank == SCHOOL_RANK),
            _plan_sheet,
            sheet_plan.carry_out,
        ),
        Kind(
            "goals",
            _("Goals"),
            _("A curriculum as CASE package: goals, what belongs under what, what comes first."),
            "target",
            GoalsForm,
            (),
            _plan_goals,
            case_plan.carry_out,
        ),
        Kind(
            "responses",
            _("Responses"),
            _("Practice data of a tutoring system: learners without a name, right and wrong per goal."),
            "check",
            ResponsesForm,
            ("network", "school_group"),
            _plan_responses,
            responses_plan.carry_out,
            _write_rest,
        ),
    )
}
