"""``samenwijzer lake``: figures over many people, from pseudonymous rows."""

from pathlib import Path

import click
from django.utils import timezone, translation

from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.lake import store, work
from samenwijzer.foundation.lake.tables import all_tables
from samenwijzer.foundation.personal_data import PersonalData
from samenwijzer.network.access.models import Account
from samenwijzer.network.access.viewer import viewer_of
from samenwijzer.network.rights.questions import ask_lake


@click.group()
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
def command(language: str) -> None:
    """Refresh the lake, say what is in it, and let an analyst ask it something."""
    translation.activate(language)


@command.command()
def refresh() -> None:
    """Write what changed, as the worker does once a day."""
    work.refresh(progress=lambda done, total: click.echo(f"{done}/{total}", err=True))


@command.command()
def tables() -> None:
    """List the tables with their rows and columns, and what each column is held for."""
    found = store.manifest()
    for table in all_tables():
        years = found.tables.get(table.name, {})
        click.echo(f"{table.name}: {sum(part.rows for part in years.values())} rows, {len(years)} school years")
        for column in table.all_columns:
            what = column.declaration
            purpose = what.purpose if isinstance(what, PersonalData) else "not about a person"
            click.echo(f"  {column.name} ({column.type}): {purpose}")


@command.command()
@click.argument("sql")
@click.option("--by", required=True, help="User name of the analyst who asks.")
@click.option("--question", required=True, help="What the answer is for; the data protection officer reads it.")
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Without it: the screen.")
def query(sql: str, by: str, question: str, out: Path | None) -> None:
    """Answer SQL (one SELECT over the tables of the lake) as CSV, for an analyst with that function today.

    Only learners below the unit analysed, in schools that are large enough, under names that hold for this one
    question. It is written down for the data protection officer.
    """
    account = Account.objects.filter(username=by).first()
    if account is None:
        raise click.ClickException(f"Nobody signs in as {by}.")
    try:
        taken = ask_lake(sql=sql, question=question, by=viewer_of(person_id=account.person_id, on=timezone.localdate()))
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    if out is None:
        click.echo(taken.content, nl=False)
    else:
        out.write_text(taken.content, encoding="utf-8")
        click.echo(f"{taken.extract.rows} rows in {out}")
