"""Django app learning_materials."""

from django.apps import AppConfig


class MaterialsConfig(AppConfig):
    """Files that go with an activity of a unit of work: worksheets, pictures, recordings."""

    name = "samenwijzer.learning.lessons.materials"
    label = "learning_materials"
