"""Noting from the page of a learner: for every professional around it, not only for who stands before the class."""

from uuid import uuid4

import pytest
from django.urls import reverse

from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.progress.models import Estimate
from tests.worlds import World


@pytest.mark.demand("D-181")
def test_the_care_coordinator_notes_something_that_the_team_reads_and_that_does_not_count(world: World) -> None:
    noor = world.learners[0]
    care, teacher = world.client_of(world.care_coordinator), world.client_of(world.teacher)
    page = reverse("learner", args=[noor.pk])
    assert "Eerste poging of klad: telt niet mee" in care.get(page).content.decode()
    sent = {
        "capture": uuid4(),
        "goal": world.goals["add"].pk,
        "step": 2,
        "note": "tekent eerst",
        "kind": "conversation",
    }
    assert care.post(reverse("learner_note", args=[noor.pk]), sent | {"draft": "1"}).url == page
    read = teacher.get(page).content.decode()
    assert "tekent eerst" in read
    assert "gesprek" in read
    assert str(world.care_coordinator) in read
    assert not Estimate.objects.exists()

    care.post(reverse("learner_note", args=[noor.pk]), sent | {"capture": uuid4(), "note": "legt uit"})
    assert Estimate.objects.get().count == 1


def test_it_can_be_taken_back_by_who_noted_it_and_nonsense_is_refused(world: World) -> None:
    noor, teacher = world.learners[0], world.client_of(world.teacher)
    sent = {"capture": uuid4(), "goal": world.goals["add"].pk, "step": 2}
    teacher.post(reverse("learner_note", args=[noor.pk]), sent)
    back = reverse("learner_note_back", args=[noor.pk, sent["capture"]])
    assert world.client_of(world.care_coordinator).post(back).status_code == 404
    assert teacher.post(back).status_code == 302
    assert not Estimate.objects.exists()
    assert teacher.post(reverse("learner_note", args=[noor.pk]), sent | {"goal": 999_999}).status_code == 422
    assert "learner-note" not in world.client_of(world.head).get(reverse("learner", args=[noor.pk])).content.decode()
    assert Evidence.objects.count() == 2
