"""Django app learning_groups."""

from django.apps import AppConfig

from samenwijzer.foundation.tasks.registry import register as register_task
from samenwijzer.practice.cycles.owner_kinds import register


class GroupsConfig(AppConfig):
    """Temporary groups: proposed, changed and published by an adult, gone by themselves."""

    name = "samenwijzer.learning.groups"
    label = "learning_groups"

    def ready(self) -> None:
        """Let temporary groups go through cycles together, and have whole schools planned by the worker."""
        register("groups.temporary_group", "samenwijzer.learning.groups.cycle_owners")
        register_task("plan flex hours", "samenwijzer.learning.groups.flex.planning.plan_asked")
