"""``samenwijzer demo``: build a fictional network where there is none yet, and open it."""

import os
from functools import partial

import click
import django

os.environ["SAMENWIJZER_DEMO"] = "1"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenwijzer.web.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn  # noqa: E402

from samenwijzer.demo.blueprint import Size  # noqa: E402
from samenwijzer.demo.build import build, built_on, refresh_when_a_day_old  # noqa: E402
from samenwijzer.demo.network import build_network  # noqa: E402
from samenwijzer.demo.server import check_port, serve  # noqa: E402
from samenwijzer.foundation.errors import Refused  # noqa: E402
from samenwijzer.foundation.tasks.registry import Progress as Tell  # noqa: E402

STALE_AFTER_DAYS = 7


@click.command()
@click.option("--size", type=click.Choice([size.value for size in Size]), default=Size.GROUP.value, show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--build-only", is_flag=True, help="Build, and do not open it.")
@click.option("--fresh", is_flag=True, help="Build again, up to yesterday, even where a demo stands.")
def command(size: str, port: int, build_only: bool, fresh: bool) -> None:
    """Build a fictional school group, once, and open it in the browser on this machine."""
    console = Console(stderr=True)
    try:
        if not build_only:
            check_port(port)
        with console.status("Preparing the database …"):
            call_command("migrate", interactive=False, verbosity=0)
        _build_where_needed(Size(size), fresh, console)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    if not build_only:
        refresh_when_a_day_old()
        serve(port, announce=lambda: console.print(f"Open [bold]http://localhost:{port}[/bold] (Ctrl-C stops it)"))


def _build_where_needed(size: Size, fresh: bool, console: Console) -> None:
    today = timezone.localdate()
    stands_since = built_on(size)
    if stands_since is None or fresh:
        with _bars(console) as bars:
            stage = partial(_bar, bars)
            if size is Size.NETWORK:
                build_network(stage=stage, today=today, fresh=fresh)
            else:
                build(size=size, stage=stage, today=today)
    elif (today - stands_since).days > STALE_AFTER_DAYS:
        console.print(f"This demo ends on {stands_since}. Add --fresh to build it again, up to yesterday.")


def _bars(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description:<20}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=console,
    )


def _bar(bars: Progress, title: str) -> Tell:
    bar = bars.add_task(title, total=None)
    return lambda done, total: bars.update(bar, completed=done, total=total)
