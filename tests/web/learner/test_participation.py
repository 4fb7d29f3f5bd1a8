"""*Meedoen*: what a learner did for and with others, over three school years."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.learning.regulation.portfolio import add_piece
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.pack import frameworks
from tests.worlds import World


@pytest.mark.demand("D-149")
def test_the_portfolio_of_a_learner_shows_participation_over_three_years(world: World) -> None:
    save_framework(framework=next(one for one in frameworks() if one.identifier == "go2030-ppgo"), by=None)
    citizenship, learner = Goal.objects.get(identifier="ppgo-burgerschap"), world.learners[0]
    by, client = world.viewer(learner), world.client_of(learner)
    for years, text in ((2, "Speelplaats mee bedacht"), (1, "In de klasraad gezeten")):
        made_at = timezone.localtime() - timedelta(days=365 * years)
        add_piece(goal=citizenship.pk, text=text, why="", files=[], shared=True, by=by, made_at=made_at)
    add_piece(goal=world.goals["add"].pk, text="Een taart verdeeld", why="", files=[], shared=True, by=by)
    sent = {"goal": citizenship.pk, "text": "Zwerfvuil geraapt", "why": "de straat is proper"}
    client.post(reverse("joined"), sent)
    page = " ".join(client.get(reverse("joined")).content.decode().split())
    assert "Over 3 schooljaren · 3 dingen" in page
    places = [page.index(text) for text in ("Zwerfvuil geraapt", "In de klasraad gezeten", "Speelplaats mee bedacht")]
    assert places == sorted(places)
    assert "Een taart verdeeld" not in page
    assert client.post(reverse("joined"), sent | {"goal": world.goals["add"].pk}).status_code == 422
    assert reverse("joined") in client.get(reverse("portfolio")).content.decode()
    assert "Zwerfvuil" not in world.client_of(world.learners[1]).get(reverse("joined")).content.decode()
