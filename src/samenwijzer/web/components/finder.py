"""Static files of components: each keeps its stylesheet and module in its own folder."""

from django.contrib.staticfiles.finders import FileSystemFinder


class ComponentFinder(FileSystemFinder):
    """placeholder"""
