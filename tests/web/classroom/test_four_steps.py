"""A unit of work closes with its four steps."""

import pytest
from django.urls import reverse

from samenwijzer.practice.cycles.models import Cycle, Passed
from tests.web.school.test_plan import page_of
from tests.worlds import World

TEXTS = {
    "rok-goals": "Breuken vergelijken, voor drie kinderen ook op de getallenlijn.",
    "rok-shaping": "Strookjes op elke tafel.",
    "rok-guiding": "Verlengde instructie aan de tafel.",
    "rok-following": "Negen kunnen het; we herhalen in januari.",
}


@pytest.mark.demand("D-288")
def test_a_unit_closes_only_with_all_four_steps_touched_on_one_short_page(world: World) -> None:
    client, work = world.client_of(world.teacher), world.unit_of_work
    address = reverse("lesson_steps", args=[work.pk])
    page = page_of(client, "lesson_steps", work.pk)
    # The quick way: four short fields on one page, one button.
    assert page.count("<textarea") == 4 and "drie minuten" in page and "0 van 4" in page
    order = [page.index(f"{n} · {step}") for n, step in enumerate(("Doelen", "Vormgeven", "Begeleiden", "Opvolgen"), 1)]
    assert order == sorted(order)
    refused = client.post(address, {**TEXTS, "rok-following": "", "close": "1"})
    assert refused.status_code == 422 and "niets over Opvolgen" in refused.content.decode()
    client.post(address, {"rok-goals": TEXTS["rok-goals"]})
    assert "1 van 4" in page_of(client, "lesson_steps", work.pk)
    assert client.post(address, TEXTS | {"close": "1"}).status_code == 302
    closed = page_of(client, "lesson_steps", work.pk)
    assert "gesloten" in closed and all(one in closed for one in TEXTS.values())
    cycle = Cycle.objects.get(about_kind="lessons.unit_of_work", about_id=str(work.pk))
    assert Passed.objects.filter(cycle=cycle).count() == 4
    assert address in page_of(client, "lesson_review", work.pk)
