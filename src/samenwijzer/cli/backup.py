"""``samenwijzer backup``: everything in one file."""

from pathlib import Path

import click

from samenwijzer.foundation.backups import write_backup
from samenwijzer.foundation.errors import Refused


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def command(file: Path) -> None:
    """Write every row and every kept photo and recording to FILE, as of one moment, while the product goes on.

    Sessions and the keys of this installation are not in it. Keep it as safe as the product itself.
    """
    try:
        manifest = write_backup(file)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    rows = sum(table.rows for table in manifest.tables.values())
    click.echo(
        f"{len(manifest.tables)} tables, {rows} rows, {manifest.files} files, {file.stat().st_size / 1e6:.1f} MB"
    )
