"""A communication strategy of a school group: the floor says where it is not realistic, everybody reads the answer."""

import pytest
from django.urls import reverse

from samenwijzer.practice.documents.models import Document, Reaction
from tests.web.documents.test_documents import publish, write
from tests.web.school.test_plan import page_of
from tests.worlds import World

MESSAGE = {
    "verwachtingen": "Elke leerling een stap verder.", "basiszorg": "Eerst wat voor iedereen werkt.",
    "gsl": "Samen leren, op maat.", "complexiteit": "Er is weinig tijd.",
}  # fmt: skip


@pytest.mark.demand("D-295")
def test_what_is_not_realistic_is_visible_and_answered(world: World) -> None:
    director, teacher = world.client_of(world.general_director), world.client_of(world.teacher)
    director.post(reverse("document_start", args=[world.school_group.pk, "campaign"]), {"title": "Samen hoger"})
    campaign = Document.objects.get(template="campaign")
    write(director, campaign, **MESSAGE)
    assert "Samen hoger" not in page_of(teacher, "school_plan", world.school.pk), "it was not published yet"
    publish(director, campaign)
    assert reverse("document", args=[campaign.pk]) in page_of(teacher, "school_plan", world.school.pk)
    page = page_of(teacher, "document", campaign.pk)
    assert all(text in page for text in MESSAGE.values()) and "niet realistisch voor ons" in page
    said = {"part": "gsl", "text": "Niet met 26 in de klas.", "stance": "not_realistic"}
    assert teacher.post(reverse("document_react", args=[campaign.pk]), said).status_code == 302
    seen = page_of(world.client_of(world.head), "document", campaign.pk).partition('id="deel-gsl"')[2]
    assert "Niet met 26 in de klas." in seen.partition("</section>")[0]
    assert "niet realistisch voor ons</small>" in seen.partition("</section>")[0]
    answer = reverse("reaction_answer", args=[Reaction.objects.get().pk])
    assert director.post(answer, {"outcome": "accepted", "why": ""}).status_code == 422, "never without a reason"
    director.post(answer, {"outcome": "accepted", "why": "Dan beginnen we met één flexuur."})
    for client in (teacher, world.client_of(world.head), world.client_of(world.colleague)):
        assert "Dan beginnen we met één flexuur." in page_of(client, "document", campaign.pk)
    for stranger in (world.learners[0], world.central_staff):
        assert world.client_of(stranger).get(reverse("document", args=[campaign.pk])).status_code == 404
