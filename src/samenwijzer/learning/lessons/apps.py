"""Django app learning_lessons."""

from django.apps import AppConfig


class LessonsConfig(AppConfig):
    """Units of work and their goals."""

    name = "samenwijzer.learning.lessons"
    label = "learning_lessons"
