"""From draft over advice to approval."""

import pytest
from django.urls import reverse

from samenwijzer.practice.curriculum.models import FrameworkStep
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent
from samenwijzer.practice.goals.models import Framework
from tests.worlds import World


def version(number: str, status: str, *goals: tuple[str, str]) -> Framework:
    content = FrameworkContent(
        "https://leerplan.example/techniek", number, {"nl": "Techniek"}, "curriculum", status,
        tuple(GoalContent(key, None, {"nl": words}, code=key.upper()) for key, words in goals),
    )  # fmt: skip
    save_framework(framework=content, by=None)
    return Framework.objects.get(identifier=content.identifier, version=number)


@pytest.mark.demand("D-282")
def test_draft_advice_and_approval_are_logged_and_release_notes_are_made(world: World) -> None:
    version("1", "adopted", ("t1", "Een brug bouwen"), ("t2", "Een lamp maken"))
    draft = version("2", "draft", ("t1", "Een brug ontwerpen en bouwen"), ("t3", "Een sensor gebruiken"))
    editor, teacher = world.client_of(world.central_staff), world.client_of(world.teacher)
    approve = reverse("framework_approve", args=[draft.pk])
    advise = reverse("framework_advise", args=[draft.pk])
    assert teacher.post(advise, {"text": "Te vroeg"}).status_code == 422
    editor.post(reverse("framework_ask", args=[draft.pk]), {"text": "Leraren techniek, tot 1 december"})
    assert editor.post(approve).status_code == 422, "no advice yet"
    teacher.post(advise, {"text": "Sensoren zijn duur."})
    assert editor.post(approve).status_code == 422, "advice without an answer"
    given = FrameworkStep.objects.get(kind="advice")
    editor.post(reverse("framework_answer", args=[given.pk]), {"text": "Aanvaard: de uitleendienst heeft er."})
    assert teacher.post(approve).status_code == 404
    editor.post(approve)
    draft.refresh_from_db()
    assert draft.status == "adopted"
    page = teacher.get(reverse("framework_road", args=[draft.pk])).content.decode()
    words = ("advies gevraagd", "Leraren techniek", "Sensoren zijn duur.", "Aanvaard:", "goedgekeurd en vrijgegeven")
    places = [page.index(word) for word in words]
    assert places == sorted(places)
    assert "Lotte Vermeulen" in page and "Nele Coppens" in page
    notes = FrameworkStep.objects.get(kind="approved").text
    assert notes == teacher.get(reverse("framework_notes", args=[draft.pk])).content.decode()
    assert "## Nieuw (1)\n\n- T3: Een sensor gebruiken" in notes
    assert "- T1: Een brug ontwerpen en bouwen (vroeger: Een brug bouwen)" in notes
    assert "## Niet langer opgenomen (1)\n\n- T2: Een lamp maken" in notes
    assert editor.post(approve).status_code == 422, "it is no draft any more"
