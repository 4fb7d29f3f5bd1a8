"""Django app practice_materials."""

from django.apps import AppConfig


class MaterialsConfig(AppConfig):
    """The bank of learning materials: found, remixed, validated, chosen on quality and cost."""

    name = "samenwijzer.practice.materials"
    label = "practice_materials"
