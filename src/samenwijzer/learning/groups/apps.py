"""Django app learning_groups."""

from django.apps import AppConfig

from samenwijzer.practice.cycles.owner_kinds import register


class GroupsConfig(AppConfig):
    """Temporary groups: proposed, changed and published by an adult, gone by themselves."""

    name = "samenwijzer.learning.groups"
    label = "learning_groups"

    def ready(self) -> None:
        """Let temporary groups go through cycles together."""
        register("groups.temporary_group", "samenwijzer.learning.groups.cycle_owners")
