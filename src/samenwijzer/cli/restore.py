"""``samenwijzer restore``: put a backup back."""

from datetime import datetime
from pathlib import Path

import click

from samenwijzer.foundation.backups import Manifest
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.restoring import checked, restore
from samenwijzer.network.rights.erased import erase_again, write_list


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--over", is_flag=True, help="Put it in the place of what stands here, which is lost.")
@click.option("--check", is_flag=True, help="Only check the file.")
def command(file: Path, over: bool, check: bool) -> None:
    """Put the backup in FILE back, of this or an earlier release, from SQLite or PostgreSQL; stop the product first.

    The file is checked whole before anything changes. Whoever was erased since it was made is erased again, from the
    list ``erased.jsonl`` in the home folder: on another machine, put that file there first. What else was withdrawn or
    asked since then is back in it: do those requests again.
    """
    try:
        manifest: Manifest = checked(file) if check else _put_back(file, over=over)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    rows = sum(table.rows for table in manifest.tables.values())
    click.echo(f"{'Whole' if check else 'Put back'}: {rows} rows and {manifest.files} files of {manifest.made_at[:16]}")


def _put_back(file: Path, *, over: bool) -> Manifest:
    write_list()
    manifest = restore(file, over=over)
    again = erase_again(since=datetime.fromisoformat(manifest.made_at))
    if again:
        click.echo(f"Erased again, as they were since the backup was made: {again}")
    return manifest
