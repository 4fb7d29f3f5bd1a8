"""Several lists of rows counted in one query."""

from typing import Any

from samenwijzer.foundation.counts import count_each
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit
from tests.worlds import World


def test_each_list_is_counted_and_an_empty_one_too_in_one_query(world: World, django_assert_num_queries: Any) -> None:
    learning = Membership.objects.filter(role=LEARNER)
    lists = {
        "classes": Unit.objects.filter(kind="class"),
        "same": Unit.objects.filter(kind="class"),
        "learning": learning.order_by("person__given_name"),
        "groups": Unit.objects.filter(pk__in=learning.values("unit")),
        "nothing": Unit.objects.filter(kind="nowhere"),
    }
    with django_assert_num_queries(1):
        found = count_each(**lists)
    assert found == {name: rows.count() for name, rows in lists.items()}
    assert found["nothing"] == 0 < found["classes"]
    assert count_each(never=Unit.objects.none(), classes=lists["classes"]) == {"never": 0, "classes": found["classes"]}
