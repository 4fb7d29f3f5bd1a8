"""Looking back on differentiation: private until its teacher shares it with colleagues."""

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.practice.cycles.models import Cycle
from tests.worlds import World, people

WRITTEN = "Ik kwam niet toe aan de stille kinderen"


@pytest.mark.demand("D-108")
def test_a_reflection_stays_private_until_it_is_shared_with_a_colleague(world: World) -> None:
    lotte, samir = world.client_of(world.teacher), world.client_of(world.colleague)
    sent = {"title": "Differentiatie bij breuken", "template": "differentiation"}
    assert lotte.post(reverse("team_cycle_start"), sent).status_code == 302
    cycle = Cycle.objects.get()
    for phase, values in (
        ("prepare", {"differences": "voorkennis"}),
        ("do", {"saw": "rustig"}),
        ("reflect", {"fair": WRITTEN}),
    ):
        lotte.post(reverse("cycle_keep", args=[cycle.uid, phase]), values | {"ends": "1"})
    assert WRITTEN in lotte.get(reverse("team_cycle", args=[cycle.uid])).content.decode()
    colleagues = reverse("team_cycles")
    for other in (samir, world.client_of(world.head)):
        assert WRITTEN not in other.get(colleagues).content.decode()
        assert other.get(reverse("team_cycle", args=[cycle.uid])).status_code == 404
    lotte.post(reverse("cycle_share", args=[cycle.uid]), {"scope-reflect": "colleagues"})
    assert WRITTEN not in samir.get(colleagues).content.decode(), "not one who works with her"
    beside = people(["Ann Beke"], "teacher", world.group, timezone.localdate())[0]
    shared = world.client_of(beside).get(colleagues).content.decode()
    assert WRITTEN in shared
    assert "voorkennis" not in shared, "only what was shared"
    assert WRITTEN not in world.client_of(world.other_teacher).get(colleagues).content.decode()
