"""Professional dialogue: planned with each head, prepared with what heads share, ending in a change to their plan."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.practice.agenda.models import Meeting
from samenwijzer.practice.documents.models import Document
from tests.web.documents.test_documents import publish, write
from tests.web.school.test_plan import goal_in, page_of, plan_of
from tests.worlds import World


@pytest.mark.demand("D-210")
@pytest.mark.demand("D-226")
@pytest.mark.demand("D-238")
def test_a_dialogue_shows_what_was_shared_and_changes_the_plan(world: World) -> None:
    plan, head = plan_of(world), world.client_of(world.head)
    director, address = world.client_of(world.general_director), reverse("dialogues", args=[world.school_group.pk])
    goal_in(world, plan)
    write(head, plan, professionalisering="Wij leren samen lezen geven.")
    publish(head, plan)
    assert page_of(director, "dialogues", world.school_group.pk).count("2 gesprekken te plannen") == 2
    when = (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%dT10:00")
    sent = {"school": world.school.pk, "theme": "Lezen", "begins_at": when}
    assert director.post(address, sent | {"school": world.other_school.pk}).status_code == 422
    assert director.post(address, sent).status_code == 302
    year = page_of(director, "dialogues", world.school_group.pk)
    assert "1 gesprek te plannen" in year and "Dialoog: Lezen" in year and str(world.head) in year
    meeting = Meeting.objects.get()
    assert "Dialoog: Lezen" in page_of(head, "school_plan", world.school.pk)
    # The head chooses which part of a reflection is shared, and whether the plan is.
    head.post(reverse("document_start", args=[world.school.pk, "reflection"]))
    reflection = Document.objects.get(template="reflection")
    write(head, reflection, trots="Leesmaatjes werken.", zorg="Ik ben moe.")
    publish(head, reflection)
    assert "Leesmaatjes" not in page_of(director, "dialogue", meeting.uid)
    for document, parts in ((reflection, ["trots"]), (plan, [])):
        head.post(reverse("document_share", args=[document.pk]), {"unit": world.school_group.pk, "part": parts})
    pack = page_of(director, "dialogue", meeting.uid)
    assert "Leesmaatjes werken." in pack and "Ik ben moe." not in pack and "Meer kinderen lezen vlot" in pack
    change = {"document": plan.pk, "text": "Ook begrijpend lezen meten."}
    assert director.post(reverse("dialogue", args=[meeting.uid]), change).status_code == 302
    pending = page_of(head, "document", plan.pk).partition("Wijzigingen op komst")[2].partition("</ul>")[0]
    assert "Ook begrijpend lezen meten." in pending and "dialoog" in pending
    for stranger in (world.teacher, world.other_teacher, world.central_staff, world.analyst):
        assert world.client_of(stranger).get(reverse("dialogue", args=[meeting.uid])).status_code == 404
