"""Django app learning_cooperation."""

from django.apps import AppConfig


class CooperationConfig(AppConfig):
    """What temporary groups do together: tasks on the five elements, roles that rotate, a board with a shared goal."""

    name = "samenwijzer.learning.cooperation"
    label = "learning_cooperation"
