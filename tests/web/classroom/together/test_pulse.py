"""The pulse of working together: three gains, and nothing at all below ten answers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samenwijzer.practice.instruments.models import Response
from tests.worlds import small_world


@pytest.mark.demand("D-057")
def test_a_pulse_with_fewer_than_ten_answers_is_not_shown(db: None) -> None:
    world = small_world(learners=10)
    last_month = timezone.now().replace(day=1) - timedelta(days=3)
    teacher = world.client_of(world.teacher)
    for learner in world.learners:
        page = teacher.get(f"/samen/{world.group.pk}/polsslag/").content.decode()
        assert "Te weinig antwoorden" in page
        assert "<meter" not in page
        world.client_of(learner).post("/samen/polsslag/", {"effort": "3", "help": "4", "dare": "2"})
        Response.objects.filter(person=learner).update(at=last_month)
    page = teacher.get(f"/samen/{world.group.pk}/polsslag/").content.decode()
    assert page.count("<meter") == 3
    for gain in ("Inspanning", "Omgang", "Goed in je vel"):
        assert gain in page
