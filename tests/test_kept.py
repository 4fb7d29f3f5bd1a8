"""A world that was kept is the world that was built, and what a test put there itself is never mixed with it."""

from dataclasses import asdict

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from samenwijzer.network.access.rules import visible_learners
from samenwijzer.network.people.models import Person
from tests.kept import _rows, _tables
from tests.worlds import World, small_world

pytestmark = pytest.mark.django_db


def begun() -> tuple[World, dict[str, list[tuple]], int]:
    """Return a world, every row that it left, and how many queries it took; nothing of it stays."""
    with transaction.atomic():
        with CaptureQueriesContext(connection) as queries:
            world = small_world()
        seen = set(visible_learners(world.viewer(world.teacher)))
        rows = {table.name: _rows(table) for table in _tables()}
        transaction.set_rollback(True)
    assert seen == set(world.learners)
    return world, rows, len(queries)


def test_a_kept_world_is_the_world_that_was_built() -> None:
    first, as_built, _many = begun()
    again, as_kept, few = begun()
    assert as_kept == as_built
    assert asdict(again) == asdict(first)
    assert again.learners[0] is not first.learners[0]
    assert few < 40


def test_where_something_stands_already_a_world_is_built_beside_it() -> None:
    begun()
    stood = Person.objects.create(given_name="Al", family_name="Daar")
    world = small_world()
    assert stood not in {*world.learners, world.teacher}
    assert set(visible_learners(world.viewer(world.teacher))) == set(world.learners)
