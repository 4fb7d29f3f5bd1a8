"""Django app learning_groups."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Temporary groups: proposed, changed and published by an adult, gone by themselves."""

    name = "samenwijzer.learning.groups"
    label = "learning_groups"
