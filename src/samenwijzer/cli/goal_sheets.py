"""``samenwijzer goals-sheet``: a curriculum kept as a spreadsheet, with a look at how its columns are read."""

from pathlib import Path

import click
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from samenwijzer.exchange.goal_sheets.mapping import Field
from samenwijzer.exchange.goal_sheets.plan import SheetPlan, carry_out, plan
from samenwijzer.exchange.goal_sheets.reading import About, read
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.problems import FileRefused
from samenwijzer.practice.goals.models import Framework


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--title", required=True, help="What the curriculum is called.")
@click.option("--identifier", help="Its name that never changes; made from the title without it.")
@click.option("--version", "edition", default="1", show_default=True, help="Which version this is.")
@click.option("--status", type=click.Choice(Framework.Status.values), default=Framework.Status.DRAFT.value)
@click.option("--publisher", default="", help="Who publishes it.")
@click.option("--source", default="", help="Where it comes from.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    help=f"FIELD is one of {', '.join(Field)}; as text=Omschrijving.",
)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option("--preview", is_flag=True, help="Show how it is read and stop.")
@click.option("--yes", is_flag=True, help="Do not ask after the preview.")
def command(
    file: Path,
    title: str,
    identifier: str | None,
    edition: str,
    status: str,
    publisher: str,
    source: str,
    columns: tuple[str, ...],
    language: str,
    preview: bool,
    yes: bool,
) -> None:
    """Bring in a curriculum kept as CSV or XLSX."""
    translation.activate(language)
    about = About(identifier or slugify(title), title, edition, "nl", status, publisher, source)
    console = Console()
    try:
        made = plan(read(file, about=about, chosen=_chosen(columns)))
        _show(console, made)
        if preview:
            return
        if made.preview.is_empty:
            console.print(_("Everything stands already. Nothing was changed."))
            return
        if not (yes or click.confirm(_("Bring this in?"))):
            console.print(_("Nothing was changed."))
            return
        carry_out(made, by=None)
    except FileRefused as refusal:
        _show_problems(console, refusal)
        raise click.exceptions.Exit(1) from refusal
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    console.print(_("Done."))


def _chosen(columns: tuple[str, ...]) -> dict[Field, str]:
    """Return what was chosen as ``field=name``."""
    chosen: dict[Field, str] = {}
    for one in columns:
        field, sign, name = one.partition("=")
        if not sign or field not in list(Field):
            raise Refused(
                _("Write a column as field=name, with a field out of: %(fields)s.") % {"fields": ", ".join(Field)}
            )
        chosen[Field(field)] = name
    return chosen


def _show(console: Console, made: SheetPlan) -> None:
    mapping = Table(_("column"), _("is read as"), _("for example"))
    for one in made.mapping:
        mapping.add_row(one.column, one.holds or _("nothing"), " · ".join(one.samples))
    console.print(mapping)
    counts = Table("", _("new"), _("changed"), _("ended"), _("untouched"))
    for count in made.preview.counts:
        numbers = (count.new, count.changed, count.ended, count.untouched)
        counts.add_row(count.what, *(str(number or "·") for number in numbers))
    console.print(counts)


def _show_problems(console: Console, refusal: FileRefused) -> None:
    table = Table(_("where"), _("what is wrong"), _("how to mend it"))
    for problem in refusal.problems:
        table.add_row(problem.place, problem.what, problem.remedy)
    console.print(table)
    console.print(str(refusal), style="bold")
