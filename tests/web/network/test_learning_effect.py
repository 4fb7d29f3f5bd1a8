"""What the network tries says how it will see what learners learn by it, or is flagged until it does."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.counting import queries_of
from tests.web.network.test_effects import begin, post, written
from tests.web.school.test_plan import page_of
from tests.worlds import World


@pytest.mark.demand("D-347")
def test_an_initiative_without_a_measure_of_learning_is_flagged(world: World) -> None:
    central, head = world.client_of(world.central_staff), world.client_of(world.head)
    one, study = begin(central, "experiment", "Blokuren"), begin(central, "study", "Vragenlijst")
    assert not study.lacks_learning, "a study does not act on schools"

    def flagged(client: Client) -> bool:
        tile = page_of(client, "effects").partition(reverse("effect", args=[one.pk]))[2].partition("</a>")[0]
        return "geen maat voor een effect op leren" in tile

    assert flagged(central) and "1 initiatief zegt nog niet" in page_of(central, "effects")
    assert "Geen maat voor een effect op leren" in page_of(central, "effect", one.pk)
    sent = written() | {"measure": "aantal overleggen", "effect_on": "other", "ethics": "besproken"}
    assert post(central, "effect", one, **sent | {"effect_on": "alles"}).status_code == 422
    post(central, "effect", one, **sent)
    post(central, "effect_publish", one)
    assert flagged(central) and flagged(head), "what counts meetings says nothing of learning"
    post(central, "effect", one, **sent | {"measure": "leesscore", "effect_on": "learning"})
    assert not flagged(central) and not flagged(head)
    assert "zegt nog niet" not in page_of(head, "effects")
    assert queries_of(head, reverse("effects")) <= 12
