"""The kinds of files that can be brought in: what to ask, how to compare and how to carry out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TextIO

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from samenwijzer.exchange.absences import plan as absences_plan
from samenwijzer.exchange.absences import reading as absences_reading
from samenwijzer.exchange.case import plan as case_plan
from samenwijzer.exchange.case import reading as case_reading
from samenwijzer.exchange.goal_sheets import plan as goal_sheet_plan
from samenwijzer.exchange.goal_sheets import reading as goal_sheet_reading
from samenwijzer.exchange.goal_sheets.reading import About
from samenwijzer.exchange.oneroster import plan as roster_plan
from samenwijzer.exchange.oneroster import reading as roster_reading
from samenwijzer.exchange.oneroster.places import RANKS, SCHOOL_RANK
from samenwijzer.exchange.plans import Plan
from samenwijzer.exchange.responses import plan as responses_plan
from samenwijzer.exchange.responses.content import named
from samenwijzer.exchange.responses.layouts import LAYOUTS
from samenwijzer.exchange.responses.mapping import skills_of
from samenwijzer.exchange.spreadsheets import plan as sheet_plan
from samenwijzer.exchange.spreadsheets import reading as sheet_reading
from samenwijzer.exchange.timetables import plan as timetables_plan
from samenwijzer.exchange.timetables import reading as timetables_reading
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.goals.models import Framework
from samenwijzer.practice.goals.rules import OWNERS, check_brings_in
from samenwijzer.practice.goals.versions import previous_version
from samenwijzer.web.school.imports.chosen import columns_chosen, goals_chosen, keep_skills
from samenwijzer.web.school.imports.forms import (
    AbsencesForm,
    FileForm,
    GoalsForm,
    GoalSheetForm,
    ResponsesForm,
    RosterForm,
    SheetForm,
    TimetableForm,
)


@dataclass(frozen=True)
class Asked:
    """What was chosen beside the file: where it lands, which day and layout; ``today`` is the day of the viewer.

    With ``good_rows`` the rows with a mistake are left out, or what can be mended is mended. ``more`` is what only this
    kind of file asks.
    """

    under: Unit | None
    day: date | None
    today: date
    layout: str = ""
    good_rows: bool = False
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """A kind of file. ``places`` are the kinds of unit it may land in; without any it lands nowhere in particular.

    Where a file with mistakes may come in all the same, ``lenient`` says how; where that is without some of its rows,
    ``write_rest`` writes those and returns a file name. ``check`` refuses a plan that the viewer may not carry out, and
    ``opens`` says where to go after it.
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
    lenient: str | Promise = ""
    check: Callable[[Any, Viewer], None] | None = None
    opens: Callable[[Any], str] | None = None

    @property
    def has_rest(self) -> bool:
        """Whether the good rows of such a file may come in without the others."""
        return self.write_rest is not None


def _plan_roster(path: Path, asked: Asked) -> Plan:
    return roster_plan.plan(roster_reading.read(path), under=asked.under, on=asked.today, since=asked.day)


def _plan_sheet(path: Path, asked: Asked) -> Plan:
    return sheet_plan.plan(sheet_reading.read(path), school=asked.under, on=asked.today, since=asked.day)


def _plan_absences(path: Path, asked: Asked) -> Plan:
    return absences_plan.plan(absences_reading.read(path), school=asked.under, on=asked.today)


def _plan_timetable(path: Path, asked: Asked) -> Plan:
    return timetables_plan.plan(timetables_reading.read(path), school=asked.under, on=asked.today)


def _plan_goals(path: Path, asked: Asked) -> Plan:
    return case_plan.plan(case_reading.read(path, tolerant=asked.good_rows), owner=asked.under)


def _plan_goal_sheet(path: Path, asked: Asked) -> Plan:
    title, owner = asked.more["title"], asked.under.pk if asked.under else 0
    about = About(f"{slugify(title)}-{owner}", title, asked.more["version"], "nl", source=asked.more.get("source", ""))
    return goal_sheet_plan.plan(
        goal_sheet_reading.read(path, about=about, chosen=columns_chosen(asked.more)), owner=asked.under
    )


def _check_framework(plan: case_plan.GoalsPlan | goal_sheet_plan.SheetPlan, viewer: Viewer) -> None:
    check_brings_in(viewer, identifier=plan.content.identifier, owner=plan.owner)


def _open_framework(plan: case_plan.GoalsPlan | goal_sheet_plan.SheetPlan) -> str:
    """Open what changed where a version stood already, the framework itself otherwise."""
    stored = Framework.objects.get(identifier=plan.content.identifier, version=plan.content.version)
    is_first = previous_version(stored) is None and bool(plan.framework.new)
    return reverse("framework" if is_first else "framework_changes", args=[stored.pk])


def _plan_responses(path: Path, asked: Asked) -> Plan:
    layout = LAYOUTS[asked.layout]
    read = layout.read_good_rows(path)[0] if asked.good_rows else layout.read(path)
    responses = named(read, asked.more.get("source", ""))
    keep_skills(path, skills_of(responses))
    return responses_plan.plan(
        responses,
        under=asked.under,
        name=layout.group,
        day=asked.day or asked.today - timedelta(days=1),
        today=asked.today,
        chosen=goals_chosen(asked.more),
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
            "absences",
            _("Absences"),
            _("An Excel or CSV file of who is away from when until when. Why is never stored."),
            "calendar",
            AbsencesForm,
            tuple(kind for kind, rank in RANKS.items() if rank == SCHOOL_RANK),
            _plan_absences,
            absences_plan.carry_out,
        ),
        Kind(
            "timetable",
            _("A timetable"),
            _("What each group does when in a week, from Excel or CSV. Lessons, day-parts or blocks of any length."),
            "calendar",
            TimetableForm,
            tuple(kind for kind, rank in RANKS.items() if rank == SCHOOL_RANK),
            _plan_timetable,
            timetables_plan.carry_out,
        ),
        Kind(
            "goals",
            _("Goals"),
            _("A curriculum as CASE package: goals, what belongs under what, what comes first."),
            "target",
            GoalsForm,
            OWNERS,
            _plan_goals,
            case_plan.carry_out,
            lenient=_("Mend what can be mended"),
            check=_check_framework,
            opens=_open_framework,
        ),
        Kind(
            "goal-sheet",
            _("A curriculum as a list"),
            _("An Excel or CSV file with one row a goal: its kind, phase, domain, text and examples."),
            "list",
            GoalSheetForm,
            OWNERS,
            _plan_goal_sheet,
            goal_sheet_plan.carry_out,
            check=_check_framework,
            opens=_open_framework,
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
            lenient=_("Import the good rows"),
        ),
    )
}
