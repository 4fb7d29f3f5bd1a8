"""Support of schools: log, needs, proposals people decide on, clusters, answers with a name, and start analyses."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.documents.models import Document
from samenwijzer.practice.offers.support.models import Agreement, AgreementSchool, Ask, Match, Need, Offer, Promise
from tests.web.counting import queries_of
from tests.web.school.test_plan import page_of
from tests.worlds import World, people


def spoc_of(world: World) -> Person:
    return people(["Griet Pauwels"], "spoc", world.school_group, timezone.localdate())[0]


def sent(client: Client, address: str, at: int, /, **said: Any) -> Any:
    return client.post(reverse(address, args=[at]), said)


def schools_with_need(world: World, count: int, **said: Any) -> list[Unit]:
    """Let more schools of the group have a need on self-regulated learning."""
    units = [create_unit(kind="school", name=f"BS {n:02}", parent=world.school_group, by=None) for n in range(count)]
    told = {"theme": "zelfregulerend-leren", "kind": "ambition", "text": "Leren plannen", "on": timezone.localdate()}
    Need.objects.bulk_create([Need(unit=one, **told | said) for one in units])
    return units


def offer(world: World, title: str, hours: int, **said: Any) -> Offer:
    told = {"unit": world.network, "theme": "zelfregulerend-leren", "title": title, "hours": hours}
    return Offer.objects.create(**told | said)


@pytest.mark.demand("D-208")
@pytest.mark.demand("D-232")
def test_the_log_shows_last_contact_and_open_promises_and_a_note_can_stay_in_the_school(world: World) -> None:
    spoc, head, director = (world.client_of(one) for one in (spoc_of(world), world.head, world.general_director))
    school, group = world.school.pk, world.school_group.pk
    assert "nog geen contact" in page_of(director, "support_group", group)
    sent(spoc, "support_school", school, text="Gesproken over leren plannen.", scope="triad")
    sent(head, "support_school", school, text="Eerst zelf met het team bekijken.", scope="school")
    assert sent(spoc, "support_school", school, text="x", scope="school").status_code == 404
    due = timezone.localdate() + timedelta(days=9)
    sent(spoc, "support_promise", school, text="Voorbeeld van weekplan sturen", due=due.isoformat())
    log, day = page_of(director, "support_group", group), timezone.localdate()
    assert f"laatste contact op {day.day} " in log and "nog geen contact" in log
    assert "Voorbeeld van weekplan sturen" in log and "Griet Pauwels" in log
    for client, is_own in ((head, True), (spoc, False), (director, False)):
        page = page_of(client, "support_school", school)
        assert "Gesproken over leren plannen." in page
        assert ("Eerst zelf met het team" in page) is is_own and ("alleen onze school" in page) is is_own
    sent(head, "support_kept", Promise.objects.get().pk)
    assert "Voorbeeld van weekplan" not in page_of(director, "support_group", group)
    assert world.client_of(world.other_teacher).get(reverse("support_school", args=[school])).status_code == 404


@pytest.mark.demand("D-242")
@pytest.mark.demand("D-311")
@pytest.mark.demand("D-364")
def test_a_proposal_tells_why_and_which_alternatives_have_room_and_people_decide(world: World) -> None:
    spoc, head, director = (world.client_of(one) for one in (spoc_of(world), world.head, world.general_director))
    school, group = world.school.pk, world.school_group.pk
    need = {"theme": "zelfregulerend-leren", "kind": "challenge"}
    sent(head, "support_need", school, text="Kinderen starten niet zelf", urgent="1", **need)
    sent(head, "support_need", school, text="Ouders vragen ernaar", **need)
    schools_with_need(world, 2)
    first, second = offer(world, "Leren plannen met het team", 40), offer(world, "Korte start", 5, care="preventive")
    page = page_of(spoc, "support_group", group)
    why = page.partition("BS De Regenboog: Zelfregulerend leren")
    assert "curatief" in why[0].rpartition("<article")[2]
    reasons = why[2].partition("</ul>")[0]
    assert "Kinderen starten niet zelf (uitdaging)" in reasons and "Ouders vragen ernaar" in reasons
    assert page.index("BS De Regenboog: Zelf") < page.index("BS 00: Zelf") and "preventief" in page
    assert "nog 40 van 40 uren" in page and "nog 5 van 5 uren" in page
    # Grouped with counts: three schools, of which one cannot wait.
    assert "Zelfregulerend leren <b>3</b>" in page and "1 kan niet wachten" in page
    assert not Match.objects.exists()
    chosen = {"school": school, "theme": "zelfregulerend-leren", "proposed": "curative"}
    assert (
        sent(director, "support_decide", group, offer=second.pk, care="curative", hours=6, **chosen).status_code == 422
    )
    sent(director, "support_decide", group, offer=first.pk, care="preventive", hours=12, **chosen)
    after = page_of(director, "support_group", group)
    assert "voorstel was: curatief" in after and "nog 28 van 40 uren" in after
    assert "Leren plannen met het team" in page_of(head, "support_school", school)
    assert head.get(reverse("support_group", args=[group])).status_code == 404
    few = queries_of(director, reverse("support_group", args=[group]))
    Need.objects.bulk_create(
        [
            Need(unit=world.other_school, theme=t, kind="ambition", text=t, on=timezone.localdate())
            for t in ("taal", "zorg")
        ]
    )
    assert queries_of(director, reverse("support_group", args=[group])) == few


@pytest.mark.demand("D-262")
def test_three_schools_with_one_ambition_form_a_cluster_and_their_heads_accept(world: World) -> None:
    spoc, group = world.client_of(spoc_of(world)), world.school_group.pk
    told = {"theme": "zelfregulerend-leren", "kind": "ambition", "text": "Zelf leren plannen"}
    sent(world.client_of(world.head), "support_need", world.school.pk, **told)
    others = schools_with_need(world, 1)
    assert "Een cluster rond" not in page_of(spoc, "support_group", group)
    heads = [people(["Rik Maes"], "head", one, timezone.localdate())[0] for one in others]
    heads += [people(["Lut Bos"], "head", world.other_school, timezone.localdate())[0]]
    sent(world.client_of(heads[1]), "support_need", world.other_school.pk, **told)
    assert "Een cluster rond Zelfregulerend leren?" in page_of(spoc, "support_group", group)
    asked = [world.school.pk, world.other_school.pk, *(one.pk for one in others)]
    two = sent(spoc, "support_cluster", group, theme="zelfregulerend-leren", hours=30, school=asked[:2])
    assert two.status_code == 422
    sent(spoc, "support_cluster", group, theme="zelfregulerend-leren", hours=30, school=asked)
    agreement = Agreement.objects.get()
    assert "nog niet beantwoord" in page_of(spoc, "support_group", group)
    rows = {one.unit_id: one for one in AgreementSchool.objects.filter(agreement=agreement)}
    assert sent(world.client_of(world.head), "support_accept", rows[others[0].pk].pk).status_code == 404
    for unit, person in ((world.school, world.head), (others[0], heads[0]), (world.other_school, heads[1])):
        assert "We doen mee" in page_of(world.client_of(person), "support_school", unit.pk)
        sent(world.client_of(person), "support_accept", rows[unit.pk].pk)
    page = page_of(spoc, "support_group", group)
    assert page.count("aanvaard op") == 3 and "nog niet beantwoord" not in page


@pytest.mark.demand("D-212")
@pytest.mark.demand("D-249")
def test_a_start_is_answered_with_day_and_name_and_remarks_stay_between_two_until_published(world: World) -> None:
    spoc, head = world.client_of(spoc_of(world)), world.client_of(world.head)
    director, colleague = world.client_of(world.general_director), world.client_of(world.care_coordinator)
    sent(head, "support_ask_for", world.school.pk, kind="start", text="Waar beginnen we met flexuren?")
    start = Ask.objects.get(kind="start")
    assert "ondersteuning bij de opstart" in page_of(spoc, "support_group", world.school_group.pk)
    assert sent(spoc, "support_answer", start.pk, text="We beginnen samen.").status_code == 422
    day = timezone.localdate() + timedelta(days=12)
    sent(spoc, "support_answer", start.pk, text="We beginnen samen.", meet_on=day.isoformat())
    page = page_of(head, "support_ask", start.pk)
    assert "Griet Pauwels" in page and f"we beginnen op {day.day} " in page
    sent(head, "support_ask_for", world.school.pk, kind="analysis", text="Onze uitstroom: lezen we dit goed?")
    analysis = Ask.objects.get(kind="analysis")
    sent(spoc, "support_ask", analysis.pk, text="Netbreed zien we hetzelfde in kleine scholen.")
    sent(spoc, "support_answer", analysis.pk, text="Ja, met twee kanttekeningen.")
    assert "Netbreed zien we" in page_of(head, "support_ask", analysis.pk)
    for client in (director, colleague):
        assert client.get(reverse("support_ask", args=[analysis.pk])).status_code == 404
    assert sent(spoc, "support_publish", analysis.pk).status_code == 404
    sent(head, "support_publish", analysis.pk)
    for client in (director, colleague):
        assert "Netbreed zien we" in page_of(client, "support_ask", analysis.pk)
    assert world.client_of(world.other_teacher).get(reverse("support_ask", args=[analysis.pk])).status_code == 404


@pytest.mark.demand("D-285")
def test_a_question_on_a_goal_goes_to_the_adviser_and_its_answer_is_for_everybody(world: World) -> None:
    spoc, teacher = world.client_of(spoc_of(world)), world.client_of(world.teacher)
    elsewhere, goal = world.client_of(world.other_teacher), world.goals["compare"]
    found = teacher.get(reverse("support_questions"), {"doel": "breuken"}).content.decode()
    assert "breuken vergelijken" in found
    told = {"goal": goal.pk, "unit": world.school.pk, "text": "Mag dit met materiaal?"}
    assert teacher.post(reverse("support_questions"), told | {"goal": 0}).status_code == 422
    teacher.post(reverse("support_questions"), told)
    ask = Ask.objects.get()
    assert "een vraag over een doel" in page_of(spoc, "support_group", world.school_group.pk)
    assert "Mag dit met materiaal?" not in page_of(elsewhere, "support_questions")
    sent(spoc, "support_ask", ask.pk, text="Ik vraag het even na.")
    sent(spoc, "support_answer", ask.pk, text="Ja, de breukenstroken horen erbij.")
    sent(spoc, "support_publish", ask.pk)
    page, whole = page_of(elsewhere, "support_questions"), page_of(elsewhere, "support_ask", ask.pk)
    assert "Ja, de breukenstroken horen erbij." in page and "breuken vergelijken" in page and "Griet Pauwels" in page
    for said in (page, whole):
        assert "Lotte Vermeulen" not in said and "Ik vraag het even na." not in said
    assert teacher.get(reverse("support_questions"), {"q": "breukenstroken"}).content.decode().count("breukenstroken")
    assert queries_of(elsewhere, reverse("support_questions")) <= 12


@pytest.mark.demand("D-367")
def test_a_change_of_the_offer_cites_the_input_that_caused_it(world: World) -> None:
    central, head = world.client_of(world.central_staff), world.client_of(world.head)
    told = {"unit": world.network.pk, "theme": "zelfregulerend-leren", "title": "Leren plannen", "care": ""}
    assert head.post(reverse("support_offers"), told | {"hours": 20}).status_code == 404
    central.post(reverse("support_offers"), told | {"hours": 20})
    made = Offer.objects.get()
    assert sent(central, "support_offer", made.pk, hours=60, text="meer plaats").status_code == 422
    schools_with_need(world, 3)
    sent(central, "support_offer", made.pk, hours=60, text="meer plaats")
    page = page_of(head, "support_offers")
    assert "van 20 naar 60 uren: meer plaats" in page and "nog 60 van 60 uren" in page
    assert "omdat 3 scholen noemden een nood rond Zelfregulerend leren" in page


def test_an_adviser_of_a_school_group_keeps_no_offer_of_another_one(world: World) -> None:
    other = create_unit(kind="school_group", name="Scholengroep Elders", parent=world.network, by=None)
    school = create_unit(kind="school", name="BS Elders", parent=other, by=None)
    need = {"theme": "zelfregulerend-leren", "kind": "ambition", "text": "Leren plannen"}
    Need.objects.create(unit=school, on=timezone.localdate(), **need)
    theirs, spoc = offer(world, "Alleen hier", 40, unit=other), world.client_of(spoc_of(world))
    told = {"theme": "zelfregulerend-leren", "title": "Leren plannen", "care": "", "hours": 20}
    assert spoc.post(reverse("support_offers"), told | {"unit": other.pk}).status_code == 404
    assert sent(spoc, "support_offer", theirs.pk, hours=1, text="minder").status_code == 404
    assert spoc.post(reverse("support_offers"), told | {"unit": world.school_group.pk}).status_code == 302
    central = world.client_of(world.central_staff)
    assert sent(central, "support_offer", theirs.pk, hours=60, text="meer").status_code == 302
    theirs.refresh_from_db()
    assert theirs.hours == 60


@pytest.mark.demand("D-268", partly=True)
@pytest.mark.demand("D-269")
def test_a_start_analysis_has_two_fixed_sections_and_is_read_after_the_school_approved(world: World) -> None:
    spoc, head = world.client_of(spoc_of(world)), world.client_of(world.head)
    assert "Begin eraan" in page_of(head, "support_school", world.school.pk)
    head.post(reverse("document_start", args=[world.school.pk, "start_analysis"]))
    made = Document.objects.get(template="start_analysis")
    sent(head, "document_write", made.pk, didactiek="Instructie is sterk, oefenen kort.")
    refused = sent(head, "document_publish", made.pk, note="Af")
    assert refused.status_code == 422 and "Beleidvoerend vermogen" in refused.content.decode()
    sent(head, "document_write", made.pk, beleidvoerend="We sturen bij in twee overleggen.")
    assert sent(head, "document_share", made.pk, unit=world.school_group.pk).status_code == 422
    assert sent(head, "document_publish", made.pk, note="Goedgekeurd").status_code == 302
    assert spoc.get(reverse("document", args=[made.pk])).status_code == 404
    sent(head, "document_share", made.pk, unit=world.school_group.pk)
    page = page_of(spoc, "document", made.pk)
    assert "We sturen bij in twee overleggen." in page and "Instructie is sterk" in page
