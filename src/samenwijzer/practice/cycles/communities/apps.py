"""Django app practice_communities."""

from datetime import timedelta

from django.apps import AppConfig

from samenwijzer.foundation.tasks.registry import register


class CommunitiesConfig(AppConfig):
    """Professional learning communities: findings, the advice of learners, and intervision."""

    name = "samenwijzer.practice.cycles.communities"
    label = "practice_communities"

    def ready(self) -> None:
        """Let what was said in intervision go when its term is over."""
        name = "samenwijzer.practice.cycles.communities.intervision.forget_past_term"
        register("forget intervision", name, every=timedelta(hours=6))
