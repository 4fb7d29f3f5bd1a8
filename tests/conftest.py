"""What all tests share."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.worlds import World, small_world


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let CI say that nothing may be skipped."""
    parser.addoption("--no-skips", action="store_true", help="fail when a test was skipped")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in which something was skipped, where nothing may be."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.config.getoption("no_skips") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session", autouse=True)
def _folder_for_static_files() -> None:
    """The web server looks for collected files at start-up and warns where there is no folder."""
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)


@pytest.fixture
def world(db: None) -> World:
    """A small world in which nothing was seen of anybody yet."""
    return small_world()
