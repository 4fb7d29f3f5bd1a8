"""``samenwijzer restore``: put a backup back."""

from pathlib import Path

import click

from samenwijzer.foundation.backups import Manifest
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.restoring import checked, restore


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--over", is_flag=True, help="Put it in the place of what stands here, which is lost.")
@click.option("--check", is_flag=True, help="Only check the file.")
def command(file: Path, over: bool, check: bool) -> None:
    """Put the backup in FILE back, of this or an earlier release, from SQLite or PostgreSQL; stop the product first.

    The file is checked whole before anything changes. What was erased or withdrawn since it was made is back in it: do
    those requests again (the trail of the product that was lost, or the list of requests kept beside it, names them).
    """
    try:
        manifest: Manifest = checked(file) if check else restore(file, over=over)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    rows = sum(table.rows for table in manifest.tables.values())
    click.echo(f"{'Whole' if check else 'Put back'}: {rows} rows and {manifest.files} files of {manifest.made_at[:16]}")
