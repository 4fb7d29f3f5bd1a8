"""``samenwijzer planlast``: which forms cost people most time."""

from datetime import timedelta

import click
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from samenwijzer.foundation.effort.queries import FEWEST, slowest_forms


@click.command()
@click.option("--days", default=30, show_default=True, type=click.IntRange(1), help="How far back to look.")
def command(days: int) -> None:
    """List the five forms that take longest, of everybody together."""
    found = slowest_forms(since=timezone.localdate() - timedelta(days=days))
    if not found:
        click.echo(f"No form was sent {FEWEST} times or more.")
        return
    table = Table("form", "sent", "middle one (s)", "seconds on average", "keys on average")
    for one in found:
        middle = f"{one.low}–{one.high}" if one.high else f"> {one.low}"
        table.add_row(one.form, str(one.count), middle, f"{one.seconds:.0f}", f"{one.keys:.0f}")
    Console().print(table)
