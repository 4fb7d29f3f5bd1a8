"""Django app learning_care."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    """Care around a learner or a group: the HGW cycle, the continuum, who agreed what, and whether it works."""

    name = "samenwijzer.learning.care"
    label = "learning_care"
