"""What all tests share."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker
from whitenoise.middleware import WhiteNoiseMiddleware

from tests import midnight, migrated
from tests.worlds import World, small_world

# No test depends on the speed of the machine.
hypothesis_settings.register_profile("samenwijzer", deadline=None)
hypothesis_settings.load_profile("samenwijzer")
midnight.kept_away()
#: Who asks for one of these opens the database; what builds on them has them in its closure.
DATABASE_FIXTURES = frozenset({"db", "transactional_db", "live_server", "django_db_setup"})


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let CI say that nothing may be skipped."""
    parser.addoption("--no-skips", action="store_true", help="fail when a test was skipped")
    parser.addoption("--database-only", action="store_true", help="leave out what asks for no database")


#: How many tests were left out, by every process that collected.
_left_out = pytest.StashKey[int]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what a second database cannot change, where that is asked: it was shown with the first.

    pytest-django lets no test open a database that it did not ask for. One that starts processes stays: they may open
    the one that the environment names.
    """
    if not config.getoption("database_only"):
        return
    left_out = [one for one in items if not _asks_for_a_database(one) and not _starts_processes(one)]
    items[:] = [one for one in items if _asks_for_a_database(one) or _starts_processes(one)]
    config.hook.pytest_deselected(items=left_out)
    config.stash[_left_out] = len(left_out)
    if (output := getattr(config, "workeroutput", None)) is not None:
        output["left_out"] = len(left_out)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Tell how many tests ask for no database and were left out for it."""
    if left_out := config.stash.get(_left_out, 0):
        terminalreporter.write_line(f"{left_out} tests ask for no database: left out (--database-only)")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Take over from a process of xdist what it left out; each collects the same."""
    node.config.stash[_left_out] = getattr(node, "workeroutput", {}).get("left_out", 0)


def _asks_for_a_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(fixtures)


def _starts_processes(item: pytest.Item) -> bool:
    module = getattr(item, "module", None)
    return hasattr(module, "subprocess") or hasattr(module, "multiprocessing")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in which something was skipped, where nothing may be."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.config.getoption("no_skips") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session", autouse=True)
def _folder_for_static_files() -> None:
    """The web server looks for collected files at start-up and warns where there is no folder."""
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_found_once() -> Iterator[None]:
    """Let the browsers of one run share what the first found: looking up every static file takes each of them 13 ms."""
    real, found = WhiteNoiseMiddleware.add_files_from_finders, dict[str, Any]()

    def once(whitenoise: WhiteNoiseMiddleware) -> None:
        if not found:
            real(whitenoise)
            found.update(whitenoise.files)
        whitenoise.files.update(found)

    with mock.patch.object(WhiteNoiseMiddleware, "add_files_from_finders", once):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Give journeys a database in a file, as in use: in memory, all threads of a server would share one connection."""
    default = settings.DATABASES["default"]
    if default["ENGINE"].endswith("sqlite3") and any(
        one.get_closest_marker("browser") for one in request.session.items
    ):
        default["TEST"]["NAME"] = f"{settings.HOME}/journeys-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}.sqlite3"


@pytest.fixture(scope="session")
def begun_from_migrated(
    request: pytest.FixtureRequest, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[ExitStack]:
    """Begin from the database that an earlier process migrated; closed as soon as the database stands."""
    with ExitStack() as stack:
        if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
            stack.enter_context(django_db_blocker.unblock())
            kept = request.config.cache.mkdir("migrated")
            stack.enter_context(migrated.beginning_from(kept, migrated.migrations()))
        yield stack


@pytest.fixture(scope="session")
def django_db_setup(begun_from_migrated: ExitStack, django_db_setup: None) -> None:
    """Let the database stand before the first test that asks for it."""
    begun_from_migrated.close()


@pytest.fixture
def world(db: None) -> World:
    """A small world in which nothing was seen of anybody yet."""
    return small_world()
