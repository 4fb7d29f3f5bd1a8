"""Everybody chooses at once: the capacity holds on the database in use, SQLite or PostgreSQL."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from samenwijzer.foundation.errors import Refused
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.offers.actions import choose
from samenwijzer.practice.offers.models import Offer, Placement
from samenwijzer.practice.offers.pack import Freedom
from samenwijzer.practice.offers.rules import Choosing
from tests.rounds import flex_round, offered, opened
from tests.worlds import small_world


@pytest.mark.django_db(transaction=True)
def test_choosing_at_once_never_exceeds_what_there_is() -> None:
    """Thirty learners, twelve places, four at a time, each trying its luck twice and changing places meanwhile."""
    world = small_world(learners=30)
    one = flex_round(world)
    offers = [offered(world, one, title, capacity=size).pk for title, size in (("A", 3), ("B", 4), ("C", 5))]
    opened(world, one)
    viewers = [world.viewer(learner) for learner in world.learners]
    in_memory = connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"])

    def try_luck(number_and_viewer: tuple[int, Viewer]) -> int:
        number, viewer = number_and_viewer
        refused = 0
        for turn in range(2):
            try:
                choose(offer=offers[(number + turn) % 3], choosing=Choosing(Freedom.FREE), by=viewer)
            except Refused:
                refused += 1
        if not in_memory:
            connections.close_all()
        return refused

    with ThreadPoolExecutor(1 if in_memory else 4) as pool:
        refused = sum(pool.map(try_luck, enumerate(viewers)))
    held = Counter(Placement.objects.values_list("offer", flat=True))
    assert {pk: held[pk] for pk in offers} == {one.pk: one.taken for one in Offer.objects.all()}
    assert all(one.taken == one.capacity for one in Offer.objects.all()), "who came too late had the luck of the others"
    assert refused >= len(viewers) - sum(held.values())
