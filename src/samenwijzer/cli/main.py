"""``samenwijzer``: one command, subcommands in modules of their own, loaded only when used."""

import os
from importlib import import_module

import click

SUBCOMMANDS = {
    "demo": ("samenwijzer.demo.command", "Build and open a fictional school group."),
    "import": ("samenwijzer.cli.imports", "Bring in rosters, goals and responses."),
    "manage": ("samenwijzer.cli.manage", "Run a Django management command."),
    "pack": ("samenwijzer.cli.pack", "Check and load the method pack."),
    "worker": ("samenwijzer.cli.worker", "Carry out long work in the background."),
    "reference": ("samenwijzer.cli.reference", "Write or check the generated reference documents."),
    "translations": ("samenwijzer.cli.translations", "Collect, check and compile translations."),
    "evaluate": ("samenwijzer.cli.evaluate", "Measure the learner model."),
    "simulate": ("samenwijzer.cli.simulate", "Make learners with known truth."),
    "groups": ("samenwijzer.cli.groups", "Form groups."),
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
        command: click.Command = import_module(SUBCOMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands with their help, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in SUBCOMMANDS.items()])


@click.command(cls=LazyGroup)
def main() -> None:
    """Samenwijzer: personalised learning, together."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenwijzer.web.settings")
