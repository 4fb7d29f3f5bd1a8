"""Django app foundation_tasks."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Long work in the background, resumable and with progress."""

    name = "samenwijzer.foundation.tasks"
    label = "foundation_tasks"
