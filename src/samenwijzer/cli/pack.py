"""``samenwijzer pack``: check the method pack and load its frameworks."""

from pathlib import Path

import click
from django.conf import settings

from samenwijzer.foundation.packs import PackError
from samenwijzer.learning.care.pack import continuum, talks
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.regulation.pack import compass_content
from samenwijzer.network.organisation.pack import organisation
from samenwijzer.practice.cycles.pack import templates
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.pack import frameworks
from samenwijzer.practice.instruments.pack import instruments
from samenwijzer.practice.instruments.scales.pack import expectations, scale_set
from samenwijzer.practice.materials.pack import bank, criteria_sets, validation, vocabulary


@click.group()
def command() -> None:
    """Check and load the method pack."""


@command.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
def check(folder: Path | None) -> None:
    """Check every file of the pack (in FOLDER) and say file and line of what is wrong."""
    place = folder or settings.PACK
    try:
        organisation(place)
        scales(place)
        compass_content(place)
        instruments(place)
        scale_set(place)
        expectations(place)
        templates(place)
        continuum(place)
        talks(place)
        bank(place)
        vocabulary(place)
        validation(place)
        criteria_sets(place)
        found = frameworks(place)
    except PackError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{len(found)} frameworks, {sum(len(one.goals) for one in found)} goals: in order.")


@command.command()
def load() -> None:
    """Store the frameworks of the pack; again changes only what differs."""
    try:
        found = frameworks()
    except PackError as error:
        raise click.ClickException(str(error)) from error
    for framework in found:
        change = save_framework(framework=framework, by=None)
        click.echo(f"{framework.title['nl']}: {len(change.new)} new, {len(change.changed)} changed goals")
