"""The path towards inclusion is steered in the open: what schools bring in is read by all, with its answer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.practice.documents.models import Document, Reaction
from tests.worlds import small_world

pytestmark = pytest.mark.django_db


@pytest.mark.demand("D-312")
def test_inputs_of_schools_on_the_path_to_inclusion_are_visible_with_their_answer_across_levels() -> None:
    world = small_world(learners=1)
    centre = world.client_of(world.central_staff)
    centre.post(reverse("document_start", args=[world.network.pk, "inclusion"]), {"title": "Inclusie 2030"})
    path = Document.objects.get(template="inclusion")
    texts = {"richting": "Samen naar school.", "draagkracht": "Twee leerkrachten per groep."}
    centre.post(reverse("document_write", args=[path.pk]), texts)
    until = timezone.localdate() + timedelta(days=14)
    centre.post(reverse("document_publish", args=[path.pk]), {"react_until": until.isoformat()})
    said = ((world.head, "Waar komt die tweede leerkracht vandaan?"), (world.other_teacher, "Betrek type 9."))
    for person, text in said:
        sent = {"part": "draagkracht", "text": text, "stance": "change"}
        assert world.client_of(person).post(reverse("document_react", args=[path.pk]), sent).status_code == 302
    address = reverse("document", args=[path.pk])
    assert "Want punt" not in world.client_of(world.teacher).get(address).content.decode()
    for reaction, outcome in zip(Reaction.objects.order_by("pk"), ("rejected", "accepted"), strict=True):
        answer = {"outcome": outcome, "why": f"Want punt {reaction.pk}."}
        centre.post(reverse("reaction_answer", args=[reaction.pk]), answer)
    for reader in (world.teacher, world.other_teacher, world.general_director, world.central_staff):
        page = world.client_of(reader).get(address).content.decode()
        for reaction in Reaction.objects.all():
            assert reaction.text in page
            assert f"Want punt {reaction.pk}." in page
    for outsider in (world.learners[0], world.guardian):
        assert world.client_of(outsider).get(address).status_code == 404
