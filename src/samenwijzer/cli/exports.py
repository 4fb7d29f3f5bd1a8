"""``samenwijzer export``: what goes out to other systems."""

import json
from datetime import datetime
from pathlib import Path

import click
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samenwijzer.cli.units import unit_called
from samenwijzer.exchange.case.export import package
from samenwijzer.exchange.oneroster.export import export_roster
from samenwijzer.exchange.oneroster.layout import VERSIONS
from samenwijzer.foundation.errors import Refused
from samenwijzer.practice.goals.models import Framework


@click.group()
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
def command(language: str) -> None:
    """Send out goals and rosters."""
    translation.activate(language)


@command.command()
@click.argument("identifier")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--version", "edition", help="Which version; without it, the one that came in last.")
def goals(identifier: str, file: Path, edition: str | None) -> None:
    """Write the framework called IDENTIFIER to FILE, as a CASE 1.1 package (JSON)."""
    rows = Framework.objects.filter(identifier=identifier).order_by("-pk")
    found = (rows.filter(version=edition) if edition else rows).first()
    if found is None:
        known = ", ".join(sorted(set(Framework.objects.values_list("identifier", flat=True))))
        raise click.ClickException(_("There is no such framework. Known are: %(known)s.") % {"known": known or "–"})
    content = package(found)
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    click.echo(_("%(title)s: %(count)s goals written.") % {"title": found, "count": len(content["CFItems"])})


@command.command()
@click.argument("unit")
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), required=True)
@click.option("--version", type=click.Choice(VERSIONS), default=VERSIONS[0], show_default=True, help="Of OneRoster.")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), help="Only changes: what ended since then is to be deleted."
)
def roster(unit: str, out: Path, version: str, since: datetime | None) -> None:
    """Write the classes and people of the school or school group UNIT (its name or number) to OUT: a OneRoster zip."""
    try:
        place, day = unit_called(unit), since.date() if since else None
        content = export_roster(unit=place, on=timezone.localdate(), by=None, version=version, since=day)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    out.write_bytes(content)
    click.echo(_("%(title)s: written to %(file)s.") % {"title": place, "file": out})
