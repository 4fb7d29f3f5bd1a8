"""Django app practice_technology."""

from django.apps import AppConfig


class TechnologyConfig(AppConfig):
    """Digital tools as a means: what for, tried how, balanced over six building blocks, asked by whom."""

    name = "samenwijzer.practice.technology"
    label = "practice_technology"
