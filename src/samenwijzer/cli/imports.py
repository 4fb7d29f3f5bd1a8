"""``samenwijzer import``: rosters, goals and responses, each with a preview; all of a file or nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click
import django
from rich.console import Console
from rich.table import Table

django.setup()

from django.utils import timezone, translation  # noqa: E402
from django.utils.translation import gettext as _  # noqa: E402

from samenwijzer.cli.units import unit_called  # noqa: E402
from samenwijzer.exchange.absences import plan as absences_plan  # noqa: E402
from samenwijzer.exchange.absences import reading as absences_reading  # noqa: E402
from samenwijzer.exchange.case import plan as case_plan  # noqa: E402
from samenwijzer.exchange.case import reading as case_reading  # noqa: E402
from samenwijzer.exchange.oneroster import plan as roster_plan  # noqa: E402
from samenwijzer.exchange.oneroster import reading as roster_reading  # noqa: E402
from samenwijzer.exchange.plans import Plan, Preview  # noqa: E402
from samenwijzer.exchange.responses import generic  # noqa: E402
from samenwijzer.exchange.responses import plan as responses_plan  # noqa: E402
from samenwijzer.exchange.responses.content import Responses, named  # noqa: E402
from samenwijzer.exchange.responses.layouts import LAYOUTS, Layout  # noqa: E402
from samenwijzer.exchange.responses.mapping import read_mapping, skill_lines, skills_of, write_mapping  # noqa: E402
from samenwijzer.exchange.responses.rest import Rest  # noqa: E402
from samenwijzer.exchange.spreadsheets import plan as sheet_plan  # noqa: E402
from samenwijzer.exchange.spreadsheets import reading as sheet_reading  # noqa: E402
from samenwijzer.exchange.spreadsheets.template import sheet_template  # noqa: E402
from samenwijzer.exchange.timetables import plan as timetables_plan  # noqa: E402
from samenwijzer.exchange.timetables import reading as timetables_reading  # noqa: E402
from samenwijzer.foundation.errors import Refused  # noqa: E402
from samenwijzer.foundation.problems import FileRefused  # noqa: E402
from samenwijzer.network.organisation.models import Unit  # noqa: E402

SomePlan = TypeVar("SomePlan", bound=Plan)
Content = TypeVar("Content")
Command = TypeVar("Command", bound=Callable[..., Any])

_file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_day = click.DateTime(["%Y-%m-%d"])


def _asked(command: Command) -> Command:
    """Give ``command`` the options that say whether to go on after the preview."""
    command = click.option("--preview", is_flag=True, help="Show what would happen and stop.")(command)
    return click.option("--yes", is_flag=True, help="Do not ask after the preview.")(command)


@click.group()
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
def command(language: str) -> None:
    """Bring in rosters, goals and responses."""
    translation.activate(language)


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--template", type=click.Path(dir_okay=False, path_type=Path), help="Write an empty spreadsheet here.")
@click.option("--under", help="Name or number of the unit where it lands; without it, the top. A sheet needs a school.")
@click.option("--from", "since", type=_day, help="First day for all enrolments without dates of their own.")
@_asked
def roster(
    file: Path | None, template: Path | None, under: str | None, since: datetime | None, preview: bool, yes: bool
) -> None:
    """Bring in classes and people: OneRoster 1.1 or 1.2 (zip of CSV), or a spreadsheet of one school (XLSX, CSV)."""
    if template:
        template.write_bytes(sheet_template())
        click.echo(_("An empty class list stands in %(file)s.") % {"file": template})
    elif file is None:
        raise click.UsageError("give FILE or --template")
    elif file.suffix.casefold() in (".xlsx", ".csv"):
        _run(lambda: _plan_sheet(file, under, since), sheet_plan.carry_out, preview=preview, yes=yes)
    else:
        _run(lambda: _plan_roster(file, under, since), roster_plan.carry_out, preview=preview, yes=yes)


def _plan_sheet(file: Path, under: str | None, since: datetime | None) -> sheet_plan.SheetPlan:
    school, first = _place(under), since.date() if since else None
    return sheet_plan.plan(sheet_reading.read(file), school=school, on=timezone.localdate(), since=first)


def _plan_roster(file: Path, under: str | None, since: datetime | None) -> roster_plan.RosterPlan:
    place, first = _place(under), since.date() if since else None
    return roster_plan.plan(roster_reading.read(file), under=place, on=timezone.localdate(), since=first)


@command.command()
@_file
@click.option("--under", required=True, help="Name or number of the school.")
@_asked
def absences(file: Path, under: str, preview: bool, yes: bool) -> None:
    """Bring in who is away from when until when: a spreadsheet of one school (XLSX, CSV)."""
    make = _of_school(absences_reading.read, absences_plan.plan, file, under)
    _run(make, absences_plan.carry_out, preview=preview, yes=yes)


@command.command()
@_file
@click.option("--under", required=True, help="Name or number of the school.")
@_asked
def timetable(file: Path, under: str, preview: bool, yes: bool) -> None:
    """Bring in what groups do when in a week: a spreadsheet of one school (XLSX, CSV)."""
    make = _of_school(timetables_reading.read, timetables_plan.plan, file, under)
    _run(make, timetables_plan.carry_out, preview=preview, yes=yes)


def _of_school(
    read: Callable[[Path], Content], plan: Callable[..., SomePlan], file: Path, under: str
) -> Callable[[], SomePlan]:
    """Return what compares a spreadsheet of one school with what stands today."""
    return lambda: plan(read(file), school=_place(under), on=timezone.localdate())


def _place(under: str | None) -> Unit | None:
    return unit_called(under) if under else None


@command.command()
@_file
@click.option("--tolerant", is_flag=True, help="Mend what can be mended, and say what was.")
@click.option("--owner", help="Name or number of the unit for which it is; without it, everybody.")
@_asked
def goals(file: Path, tolerant: bool, owner: str | None, preview: bool, yes: bool) -> None:
    """Bring in a framework of goals: a CASE 1.0 or 1.1 package, JSON."""

    def make() -> case_plan.GoalsPlan:
        return case_plan.plan(case_reading.read(file, tolerant=tolerant), owner=_place(owner))

    _run(make, case_plan.carry_out, preview=preview, yes=yes)


@command.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--layout", type=click.Choice(sorted(LAYOUTS)), required=True, help="How the columns are laid out.")
@click.option("--from", "since", type=_day, help="Their day, or that of the last one, where the file has no dates.")
@click.option("--school-group", help="Where it lands; made if it lacks. Without it, one for each layout.")
@click.option("--q-matrix", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Skills of each item.")
@click.option(
    "--source", default="", help="Name of the system the file comes from; files of one share people and skills."
)
@click.option("--skills", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Goal of each skill, CSV.")
@click.option(
    "--write-skills", type=click.Path(dir_okay=False, path_type=Path), help="Write the skills here, and stop."
)
@click.option("--good-rows", is_flag=True, help="Bring in the rows without a mistake; the rest goes to a file.")
@_asked
def responses(
    file: Path,
    layout: str,
    since: datetime | None,
    school_group: str | None,
    q_matrix: Path | None,
    source: str,
    skills: Path | None,
    write_skills: Path | None,
    good_rows: bool,
    preview: bool,
    yes: bool,
) -> None:
    """Bring in responses of a tutoring system, with the learners, classes and skills they are about."""
    today = timezone.localdate()
    day: date = since.date() if since else today - timedelta(days=1)
    chosen = _with_matrix(LAYOUTS[layout], q_matrix)
    if file.is_dir() and chosen.key != "oulad":
        raise click.BadParameter("a folder holds data of OULAD only", param_hint="FILE")
    rests: list[Rest] = []

    def read() -> Responses:
        if not good_rows:
            return named(chosen.read(file), source)
        found, rest = chosen.read_good_rows(file)
        rests.append(rest)
        return named(found, source)

    def make() -> responses_plan.ResponsesPlan:
        group, found = school_group or chosen.group, read()
        goals = read_mapping(skills, skills_of(found)) if skills else {}
        return responses_plan.plan(found, under=None, name=group, day=day, today=today, chosen=goals)

    def carry_out(plan: responses_plan.ResponsesPlan, *, by: int | None) -> None:
        responses_plan.carry_out(plan, by=by)
        for rest in rests:
            _write_rest(chosen, file, rest)

    if write_skills:
        _write_skills(read, write_skills)
    else:
        _run(make, carry_out, preview=preview, yes=yes)


def _write_skills(read: Callable[[], Responses], out: Path) -> None:
    """Write the skills of a file with the goals known for them, to fill in the others."""
    try:
        lines = skill_lines(skills_of(read()), {})
    except FileRefused as refusal:
        _show_problems(Console(), refusal)
        raise click.exceptions.Exit(1) from refusal
    with out.open("w", newline="", encoding="utf-8-sig") as file:
        write_mapping(lines, file)
    click.echo(_("The skills stand in %(file)s. Fill in the goals and give it as --skills.") % {"file": out})


def _with_matrix(layout: Layout, q_matrix: Path | None) -> Layout:
    if q_matrix is None:
        return layout
    if layout.key != generic.LAYOUT:
        raise click.BadParameter("only the generic layout has a matrix of skills", param_hint="--q-matrix")
    return replace(layout, read=partial(generic.read, q_matrix=q_matrix))


def _write_rest(layout: Layout, file: Path, rest: Rest) -> None:
    """Write the rows that were left out next to ``file``, or beside its folder's other files."""
    if rest.reasons:
        target = (file if file.is_dir() else file.parent) / layout.rest_name(file)
        with target.open("w", newline="", encoding="utf-8-sig") as out:
            layout.write_rest(file, rest, out)
        click.echo(_("What was left out stands in %(file)s.") % {"file": target})


def _run(make: Callable[[], SomePlan], carry_out: Callable[..., None], *, preview: bool, yes: bool) -> None:
    """Read and compare, show, ask and carry out; every refusal ends with exit code 1 and nothing changed."""
    console = Console()
    try:
        with console.status(_("Reading …")):
            plan = make()
        _show(console, plan.preview)
        if preview:
            return
        if plan.preview.is_empty:
            console.print(_("Everything stands already. Nothing was changed."))
            return
        if not (yes or click.confirm(_("Bring this in?"))):
            console.print(_("Nothing was changed."))
            return
        with console.status(_("Bringing in …")):
            carry_out(plan, by=None)
    except FileRefused as refusal:
        _show_problems(console, refusal)
        raise click.exceptions.Exit(1) from refusal
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    console.print(_("Done."))


def _show(console: Console, preview: Preview) -> None:
    table = Table("", *(_("new"), _("changed"), _("ended"), _("untouched")), title=_("What this file brings"))
    for column in table.columns[1:]:
        column.justify = "right"
    for count in preview.counts:
        numbers = (count.new, count.changed, count.ended, count.untouched)
        table.add_row(count.what, *(str(number or "·") for number in numbers))
    console.print(table)
    if preview.unused:
        console.print(_("Columns that are never stored:"), style="bold")
        reasons: dict[tuple[str, str], list[str]] = {}
        for each in preview.unused:
            reasons.setdefault((each.file, each.why), []).append(each.column)
        for (file, why), columns in reasons.items():
            console.print(f"  {file}: {', '.join(columns)} — {why}", highlight=False)
    for remark in preview.remarks:
        console.print(f"• {remark}", highlight=False)


def _show_problems(console: Console, refusal: FileRefused) -> None:
    table = Table(_("where"), _("what is wrong"), _("how to mend it"))
    for problem in refusal.problems:
        table.add_row(problem.place, problem.what, problem.remedy)
    console.print(table)
    console.print(str(refusal), style="bold")
