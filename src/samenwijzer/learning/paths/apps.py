"""Django app learning_paths."""

from django.apps import AppConfig


class PathsConfig(AppConfig):
    """Towards which goals a learner goes: the common curriculum, or another path that a class council decided."""

    name = "samenwijzer.learning.paths"
    label = "learning_paths"
