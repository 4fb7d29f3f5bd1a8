"""Raised hands over HTTP: from the compass to *Vandaag* and away."""

from django.urls import reverse

from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.lessons.models import RaisedHand
from samenwijzer.learning.regulation.actions import choose_mode
from samenwijzer.network.access.models import View
from tests.worlds import World

HTMX = {"HX-Request": "true"}


def test_a_hand_goes_up_is_answered_and_becomes_an_observation(world: World) -> None:
    noor, teacher = world.client_of(world.learners[0]), world.client_of(world.teacher)
    sent = {"unit": world.group.pk, "goal": world.goals["compare"].pk, "text": "Hoe begin ik?"}
    assert "Ik steek mijn hand op" in noor.get(reverse("compass")).content.decode()
    answered = noor.post(reverse("compass_hand_up"), sent, headers=HTMX).content.decode()
    assert "Jij bent eerst in de rij" in answered
    assert 'hx-trigger="every 15s"' in answered

    asks = reverse("today_hands", args=[world.group.pk]) + "?first=1"
    assert asks in teacher.get(reverse("today")).content.decode()
    today = teacher.get(asks).content.decode()
    assert View.objects.filter(learner=world.learners[0], viewer=world.teacher, page="today").exists()
    assert "1 hand is op" in today
    assert "Hoe begin ik?" in today
    hand = RaisedHand.objects.get()
    taken = teacher.post(reverse("today_take_hand", args=[world.group.pk, hand.pk]), headers=HTMX).content.decode()
    assert "jij bent onderweg" in taken
    asked_again = noor.get(reverse("compass_hand"), {"unit": sent["unit"], "goal": sent["goal"]}).content.decode()
    assert "Lotte Vermeulen komt naar jou" in asked_again
    path = reverse("today_answer_hand", args=[world.group.pk, hand.pk])
    assert "Genoteerd: Noor Baert, zelfstandig" in teacher.post(path, {"step": 3}, headers=HTMX).content.decode()
    assert (Evidence.objects.get().note, RaisedHand.objects.count()) == ("Hoe begin ik?", 0)
    assert "Ik steek mijn hand op" in noor.get(reverse("compass")).content.decode()


def test_who_does_not_read_raises_a_hand_that_is_a_picture_and_speaks(world: World) -> None:
    noor = world.client_of(world.learners[0])
    choose_mode(learner=world.learners[0].pk, mode="pictures", by=world.viewer(world.teacher))
    assert 'aria-label="Ik steek mijn vinger op."' in noor.get(reverse("compass")).content.decode()
    up = noor.post(reverse("compass_hand_up"), {"unit": world.group.pk}, headers=HTMX).content.decode()
    assert 'data-say="Je vinger is omhoog. Lukt het? Druk dan hier."' in up
    path = reverse("today_take_hand", args=[world.group.pk, RaisedHand.objects.get().pk])
    world.client_of(world.teacher).post(path, headers=HTMX)
    comes = noor.get(reverse("compass_hand"), {"unit": world.group.pk}).content.decode()
    assert 'data-speaks="Lotte Vermeulen komt naar jou."' in comes


def test_it_works_without_a_script_and_refuses_nonsense(world: World) -> None:
    noor, teacher = world.client_of(world.learners[0]), world.client_of(world.teacher)
    assert noor.post(reverse("compass_hand_up"), {"unit": "x"}).status_code == 422
    assert noor.post(reverse("compass_hand_up"), {"unit": world.group.pk}).url == reverse("compass")
    path = reverse("today_answer_hand", args=[world.group.pk, RaisedHand.objects.get().pk])
    assert teacher.post(path, {"step": 3}).status_code == 422
    assert teacher.post(path).url == reverse("today_of_group", args=[world.group.pk])
    assert noor.post(reverse("compass_hand_down")).status_code == 302
