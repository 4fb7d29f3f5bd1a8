"""What all tests share."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.worlds import World, small_world


@pytest.fixture(scope="session", autouse=True)
def _folder_for_static_files() -> None:
    """The web server looks for collected files at start-up and warns where there is no folder."""
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)


@pytest.fixture
def world(db: None) -> World:
    """A small world in which nothing was seen of anybody yet."""
    return small_world()
