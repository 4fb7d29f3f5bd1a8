"""Documents in sections and versions: written together, published, compared, signed, shared and answered."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samenwijzer.network.organisation.actions import add_members, create_unit
from samenwijzer.network.organisation.models import Membership
from samenwijzer.practice.documents import pack, rules
from samenwijzer.practice.documents.models import Document, Passage, Reaction, Version
from samenwijzer.practice.documents.queries import sharing_preview
from tests.web.school.test_plan import goal_in, page_of, plan_of
from tests.worlds import World, people

BLOCKS = {
    "gsl-doelgerichte-differentiatie": "Wij plannen verschillen vooraf.",
    "gsl-zelfregulerend-leren": "Elke klas leert plannen en terugkijken.",
    "gsl-samen-leren": "In vieren, elk met een rol.",
}


def write(client: Client, document: Document, **texts: str) -> None:
    client.post(reverse("document_write", args=[document.pk]), texts)


def publish(client: Client, document: Document, **said: str) -> Any:
    return client.post(reverse("document_publish", args=[document.pk]), said, follow=True)


@pytest.mark.demand("D-002")
@pytest.mark.demand("D-294")
@pytest.mark.demand("D-001")
def test_a_school_puts_the_vision_in_its_own_words(world: World) -> None:
    head = world.client_of(world.head)
    vision = plan_of(world, "vision")
    write(head, vision, **BLOCKS)
    lacking = page_of(head, "vision", world.school.pk)
    assert "spreekt nog niet over: Effectieve didactiek." in lacking
    publish(head, vision, note="Eerste versie")
    write(head, vision, **{"gsl-samen-leren": "In duo's en in vieren."})
    publish(head, vision, note="Na het teamoverleg")
    first, second = (page_of(head, "document_version", vision.pk, number) for number in (1, 2))
    assert "In vieren, elk met een rol." in first and "In duo" not in first
    assert "In duo" in second and "Elke klas leert plannen" in second
    paper = head.get(reverse("document_paper", args=[vision.pk, 2]))
    assert paper["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF")
    assert b"pdfuaid" in paper.content
    # From the building block, two clicks at most: the block, and on it everything.
    overview = page_of(head, "vision", world.school.pk)
    address = reverse("vision_block", args=[world.school.pk, "gsl-zelfregulerend-leren"])
    assert f'href="{address}"' in overview and "Groeien naar autonomie" in overview
    block = page_of(head, "vision_block", world.school.pk, "gsl-zelfregulerend-leren")
    for said in ("systematisch aangeleerd", "Elke klas leert plannen", "Kleuters plannen met pictogrammen"):
        assert said in block
    assert reverse("strategy_line", args=[world.school.pk]) in block and reverse("goals") in block


@pytest.mark.demand("D-355")
@pytest.mark.demand("D-203")
def test_a_plan_is_not_published_without_its_section_on_professional_learning(world: World) -> None:
    plan, head = plan_of(world), world.client_of(world.head)
    goal_in(world, plan)
    write(head, plan, context="Onze 180 kinderen.")
    answer = publish(head, plan)
    assert answer.status_code == 422 and "Ons professionaliseringsbeleid is nog leeg" in answer.content.decode()
    page = page_of(head, "document", plan.pk)
    missing = page.partition("Nog aan te vullen")[2].partition("</ul>")[0]
    assert "Ons professionaliseringsbeleid" in missing and "Met wie we dit maakten" in missing
    assert "Onze school, onze lerenden" not in missing
    assert "Nog aan te vullen" not in page_of(world.client_of(world.teacher), "document", plan.pk)
    write(head, plan, professionalisering="Wij leren samen lezen geven.")
    assert publish(head, plan).status_code == 200
    version = Version.objects.get()
    assert {"context", "professionalisering"} <= {one["key"] for one in version.parts}
    assert world.client_of(world.teacher).post(reverse("document_publish", args=[plan.pk])).status_code == 404


@pytest.mark.demand("D-219")
@pytest.mark.demand("D-227")
def test_the_team_reacts_the_head_answers_and_the_diff_shows_why(world: World) -> None:
    plan, head, teacher = plan_of(world), world.client_of(world.head), world.client_of(world.teacher)
    goal_in(world, plan)
    write(head, plan, professionalisering="Wij lezen elke dag.", leercultuur="Iedereen telt mee.")
    publish(head, plan)
    teacher.post(reverse("document_react", args=[plan.pk]), {"part": "professionalisering", "text": "Graag met coach."})
    reaction, answer = Reaction.objects.get(), {"outcome": "accepted", "why": "Er zijn uren voor."}
    address = reverse("reaction_answer", args=[reaction.pk])
    assert teacher.post(address, answer).status_code == 404
    assert head.post(address, {"outcome": "rejected", "why": " "}).status_code == 422
    head.post(address, answer)
    assert "Er zijn uren voor." in page_of(teacher, "document", plan.pk)
    sent = {"part": "leercultuur", "text": "Stille kinderen vragen minder.", "source": "data"}
    head.post(reverse("document_insight", args=[plan.pk]), sent)
    pending = page_of(head, "document", plan.pk).partition("Wijzigingen op komst")[2].partition("</ul>")[0]
    assert "Graag met coach." in pending and "Stille kinderen vragen minder." in pending
    write(head, plan, professionalisering="Wij lezen elke dag met een coach.", leercultuur="Iedereen komt aan bod.")
    publish(head, plan, note="Na de teamdag")
    diff = page_of(teacher, "document_changes", plan.pk, 2)
    changed = diff.partition("Ons professionaliseringsbeleid")[2].partition("</section>")[0]
    assert "<ins>" in changed and "Graag met coach." in changed and "Stille" not in changed
    assert "Stille kinderen vragen minder." in diff.partition("Onze leercultuur")[2].partition("</section>")[0]
    assert "Wijzigingen op komst" not in page_of(head, "document", plan.pk)
    poster = page_of(teacher, "plan_poster", world.school.pk)
    assert "Meer kinderen lezen vlot" in poster
    goal_in(world, plan, text="Iedereen schrijft graag")
    assert "Iedereen schrijft graag" in page_of(teacher, "plan_poster", world.school.pk)


@pytest.mark.demand("D-093")
def test_a_canvas_flags_the_side_that_is_empty(world: World) -> None:
    canvas, head = plan_of(world, "ioo_canvas"), world.client_of(world.head)
    write(head, canvas, visie="Iedereen mee.", kernproces="Co-teaching.", systemen="Twee uren samen.")
    page = page_of(head, "document_write", canvas.pk)
    side = page.partition('id="mensen"')[2].partition("</section>")[0]
    assert "Mensen en cultuur" in side and "Deze kant is nog leeg" in side
    assert page.count("Deze kant is nog leeg") == 1


def test_a_draft_is_kept_at_each_pause_and_what_a_colleague_wrote_stays(world: World) -> None:
    plan, head = plan_of(world), world.client_of(world.head)
    kept = reverse("document_draft", args=[plan.pk])
    for text in ("Onze", "Onze school"):
        assert head.post(kept, {"context": text}).json()["kept_at"]
    assert Passage.objects.get().text == "Onze school"
    world.client_of(world.care_coordinator).post(kept, {"context": "Onze warme school"})
    assert [one.text for one in Passage.objects.all()] == ["Onze school", "Onze warme school"]
    assert 'data-drafts="' in page_of(head, "document_write", plan.pk)
    assert world.client_of(world.teacher).post(kept, {"context": "Van mij"}).status_code == 404


def shared_sections(world: World, plan: Document, director: Client) -> str:
    return page_of(director, "document", plan.pk)


def test_what_is_shared_is_what_the_preview_showed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, head = plan_of(world), world.client_of(world.head)
    director = world.client_of(world.general_director)
    goal_in(world, plan)
    write(head, plan, professionalisering="Wij leren samen.", hr="Wie start, krijgt een buddy.")
    assert director.get(reverse("document", args=[plan.pk])).status_code == 404
    assert head.post(reverse("document_share", args=[plan.pk]), {"unit": world.school_group.pk}).status_code == 422
    publish(head, plan)
    address = reverse("document_share", args=[plan.pk])
    preview = head.get(address, {"part": "professionalisering"}).content.decode().partition('id="preview"')[2]
    assert "Wij leren samen." in preview.partition("</article>")[0]
    assert "een buddy" not in preview.partition("</article>")[0]
    head.post(address, {"unit": world.school_group.pk, "part": "professionalisering"})
    write(head, plan, professionalisering="Nog niet voor jullie.")
    seen = shared_sections(world, plan, director)
    assert "Wij leren samen." in seen and "een buddy" not in seen and "Nog niet voor jullie" not in seen
    assert director.get(reverse("document_write", args=[plan.pk])).status_code == 404
    assert world.client_of(world.central_staff).get(reverse("document", args=[plan.pk])).status_code == 404
    monkeypatch.setattr("samenwijzer.practice.documents.queries.shared_parts", lambda viewer, document: None)
    assert "een buddy" in shared_sections(world, plan, director)
    monkeypatch.undo()
    head.post(reverse("document_share_stop", args=[plan.sharings.get().pk]))
    assert director.get(reverse("document", args=[plan.pk])).status_code == 404
    assert sharing_preview(viewer=world.viewer(world.head), document=plan.pk, keys=[]).parts


def review_is_refused(world: World, review: Document) -> bool:
    return publish(world.client_of(world.head), review).status_code == 422


def test_every_review_asks_the_three_questions(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    plan_of(world)
    review, head = plan_of(world, "review"), world.client_of(world.head)
    write(head, review, bereikt="Van 54 naar 61 %.", iedereen="Meisjes en jongens gelijk.")
    assert review_is_refused(world, review)
    write(head, review, neveneffecten="Minder tijd voor muziek.")
    assert publish(head, review).status_code == 200
    answered = page_of(head, "school_plan", world.school.pk)
    for said in ("Zijn de doelen bereikt?", "Is iedereen mee?", "ongewenste neveneffecten", "Minder tijd voor muziek."):
        assert said in answered
    form = pack.template_of("review")
    loose = tuple(one.model_copy(update={"blocks": False}) for one in form.sections)
    monkeypatch.setitem(pack.templates(), "review", form.model_copy(update={"sections": loose}))
    write(head, review, neveneffecten="")
    assert not review_is_refused(world, review)


@pytest.mark.demand("D-014")
@pytest.mark.demand("D-213")
def test_a_draft_is_put_before_three_levels_and_every_remark_is_answered(world: World) -> None:
    centre = world.client_of(world.central_staff)
    centre.post(reverse("document_start", args=[world.network.pk, "frame"]), {"title": "Set outputindicatoren"})
    frame = Document.objects.get(template="frame")
    for text in ("Acht cijfers.", "Zes cijfers."):
        write(centre, frame, waarom="Weten waar we staan.", tekst=text)
        publish(centre, frame, react_until=(date.today() + timedelta(days=14)).isoformat())
    react, levels = reverse("document_react", args=[frame.pk]), (world.teacher, world.head, world.general_director)
    for person, text in zip((*levels, world.central_staff), ("Te veel.", "Goed zo.", "Mist zorg.", "Ja."), strict=True):
        sent = {"part": "tekst", "text": text, "stance": "change"}
        assert world.client_of(person).post(react, sent).status_code == 302
    for reaction, outcome in zip(Reaction.objects.all(), ("accepted", "rejected") * 2, strict=True):
        centre.post(reverse("reaction_answer", args=[reaction.pk]), {"outcome": outcome, "why": f"Want {reaction.pk}."})
    page = page_of(world.client_of(world.teacher), "document", frame.pk)
    round_two = page.partition("Ontwerp 2: wie dacht mee")[2].partition("</section>")[0]
    assert "<dt>scholen</dt><dd>2</dd>" in round_two and "<dt>scholengroepen</dt><dd>1</dd>" in round_two
    assert "<dt>centrale diensten</dt><dd>1</dd>" in round_two
    for reaction in Reaction.objects.all():
        assert reaction.text in round_two and f"</b>: Want {reaction.pk}." in round_two
    assert "Aanvaard" in round_two and "Niet aanvaard" in round_two and str(world.head) not in round_two
    assert world.client_of(world.learners[0]).post(react, {"text": "Ik?"}).status_code == 404


def test_who_reads_a_document_is_said_in_one_place(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_of(world)
    address = reverse("document", args=[plan.pk])
    may = {person: world.client_of(person).get(address).status_code == 200 for person in (world.teacher, world.head)}
    assert all(may.values())
    assert world.client_of(world.other_teacher).get(address).status_code == 404
    monkeypatch.setattr(rules, "_working", lambda viewer: [(world.school.pk, world.school.path)])
    assert world.client_of(world.other_teacher).get(address).status_code == 200


@pytest.mark.demand("D-240")
def test_a_page_shared_with_peers_closes_after_the_session_if_chosen(world: World) -> None:
    today = timezone.localdate()
    cora = create_unit(kind="working_group", name="CORA", parent=world.network, by=None)
    (peer,) = people(["Fien Claes"], "member", cora, today)
    since = today - timedelta(days=10)
    mine = Membership(person=world.general_director, unit=cora, role="member", starts=since)
    add_members(memberships=[mine], by=None)
    plan, director = plan_of(world, "group_plan"), world.client_of(world.general_director)
    goal_in(world, plan)
    write(director, plan, context="Onze scholen.", professionalisering="Een leernetwerk.")
    publish(director, plan)
    address = reverse("document", args=[plan.pk])
    assert ">CORA</option>" in page_of(director, "document_share", plan.pk)
    sent = {"unit": cora.pk, "part": "context", "closes": today.isoformat()}
    director.post(reverse("document_share", args=[plan.pk]), sent)
    shared = page_of(world.client_of(peer), "document", plan.pk)
    assert "Onze scholen." in shared and "Een leernetwerk." not in shared
    plan.sharings.update(closes=today - timedelta(days=1))
    assert world.client_of(peer).get(address).status_code == 404
