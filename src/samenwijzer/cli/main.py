"""``samenwijzer``: one command, subcommands in modules of their own, loaded only when used."""

import os
from dataclasses import dataclass
from importlib import import_module

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenwijzer.web.settings")


@dataclass(frozen=True)
class Subcommand:
    """Where a subcommand stands, what it does, and whether it works on the product's data."""

    module: str
    help: str
    uses_product: bool = True


SUBCOMMANDS = {
    "demo": Subcommand("samenwijzer.demo.command", "Build and open a fictional school group.", uses_product=False),
    "import": Subcommand("samenwijzer.cli.imports", "Bring in rosters, goals and responses."),
    "export": Subcommand("samenwijzer.cli.exports", "Send out goals and rosters."),
    "goals-sheet": Subcommand("samenwijzer.cli.goal_sheets", "Bring in a curriculum kept as a spreadsheet."),
    "pack": Subcommand("samenwijzer.cli.pack", "Check and load the method pack."),
    "planlast": Subcommand("samenwijzer.cli.effort", "List the forms that cost people most time."),
    "lake": Subcommand("samenwijzer.cli.lake", "Ask figures of pseudonymous rows, refresh them."),
    "worker": Subcommand("samenwijzer.cli.worker", "Carry out long work in the background."),
    "doctor": Subcommand("samenwijzer.cli.doctor", "Say whether this installation is in order."),
    "backup": Subcommand("samenwijzer.cli.backup", "Write everything to one file."),
    "restore": Subcommand("samenwijzer.cli.restore", "Put a backup back."),
    "manage": Subcommand("samenwijzer.cli.manage", "Run a Django management command.", uses_product=False),
    "evaluate": Subcommand("samenwijzer.cli.evaluate", "Measure the learner model.", uses_product=False),
    "simulate": Subcommand("samenwijzer.cli.simulate", "Make learners with known truth.", uses_product=False),
    "groups": Subcommand("samenwijzer.cli.groups", "Form groups.", uses_product=False),
    "translations": Subcommand("samenwijzer.cli.translations", "Keep the translations.", uses_product=False),
}


class LazyGroup(click.Group):
    """A group whose subcommands are imported when called, so that ``--help`` answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the subcommands in the order of the table."""
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of ``cmd_name`` and return its ``command``."""
        if cmd_name not in SUBCOMMANDS:
            return None
        subcommand = SUBCOMMANDS[cmd_name]
        if subcommand.uses_product:
            django.setup()
        command: click.Command = import_module(subcommand.module).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands with their help, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, subcommand.help) for name, subcommand in SUBCOMMANDS.items()])


@click.command(cls=LazyGroup)
def main() -> None:
    """Samenwijzer: personalised learning, together."""
