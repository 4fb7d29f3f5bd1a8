"""The bank of materials: found by the words of the vision, remixed under a licence that fits, shared step by step."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samenwijzer.learning.lessons.models import Activity
from samenwijzer.network.people.models import Person
from samenwijzer.practice.materials import rules
from samenwijzer.practice.materials.actions import add_material, share_material
from samenwijzer.practice.materials.models import Material
from samenwijzer.practice.materials.together import ask_advice
from tests.media import picture
from tests.web.counting import queries_of
from tests.worlds import World, people

WRITTEN: dict[str, Any] = {
    "title": "Breuken leggen", "description": "Leg strookjes naast elkaar, vergelijk ze en schrijf op wat je ziet.",
    "kind": "task", "area": "wiskunde", "from_age": 7, "to_age": 10, "language": "nl", "features": ["printable"],
    "licence": "CC-BY-SA-4.0", "origin": "work-time", "publisher": "", "link": "", "source": "", "certainty": "",
    "effort": "", "changed_how": "",
}  # fmt: skip


def made(world: World, by: Person, *, share: Any = None, goals: tuple[int, ...] = (), **written: Any) -> Material:
    """Put a material in the bank, shared with a unit where one is given."""
    terms = written.pop("terms", ())
    parent = written.pop("parent", None)
    viewer = world.viewer(by)
    material = add_material(written=WRITTEN | written, terms=terms, goals=goals, parent=parent, by=viewer)
    return share_material(material=material.pk, unit=share.pk, by=viewer) if share else material


def text(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.django_db
@pytest.mark.demand("D-106")
def test_a_search_for_growing_towards_autonomy_finds_what_is_tagged_as_self_regulated_learning(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    made(world, world.teacher, share=world.school, title="Weekplanner", terms=["zelfregulerend-leren"])
    made(world, world.teacher, share=world.school, title="Keuzebord", terms=["zelfsturend-leren"])
    made(world, world.teacher, share=world.school, title="Tafels oefenen")
    client = world.client_of(world.colleague)
    with django_assert_max_num_queries(12):
        page = text(client.get(reverse("materials"), {"zoek": "groeien naar autonomie"}))
    assert "Weekplanner" in page and "Keuzebord" in page and "Tafels oefenen" not in page
    assert "zelfregulerend leren" in page.split("ook gezocht")[1].split("</p>")[0]
    # Words of the material itself are found by their stem, and filters narrow.
    page = text(client.get(reverse("materials"), {"zoek": "tafel oefening"}))
    assert "Tafels oefenen" in page and "Weekplanner" not in page
    assert "Niets past" in text(client.get(reverse("materials"), {"zoek": "tafels", "gebied": "frans"}))
    made(world, world.teacher, share=world.school, title="Tafels spelen", price=Decimal("3.50"))
    page = text(client.get(reverse("materials"), {"zoek": "tafels", "gratis": "on"}))
    assert "Tafels oefenen" in page and "Tafels spelen" not in page


@pytest.mark.django_db
@pytest.mark.demand("D-319")
def test_a_remix_shows_where_it_comes_from_and_a_licence_that_does_not_fit_is_refused(world: World) -> None:
    parent = made(world, world.teacher, share=world.school, licence="CC-BY-SA-4.0", goals=(world.goals["compare"].pk,))
    client, address = world.client_of(world.colleague), f"{reverse('material_new')}?van={parent.pk}"
    assert "Gemaakt uit “Breuken leggen” van Lotte Vermeulen (CC-BY-SA-4.0)" in text(client.get(address))
    sent = WRITTEN | {"title": "Breuken bakken", "changed_how": "met een recept", "licence": "CC-BY-NC-4.0"}
    refused = text(client.post(address, sent))
    assert "past niet bij “Breuken leggen”" in refused and "CC-BY-SA-4.0" in refused
    assert not Material.objects.filter(title="Breuken bakken").exists()
    client.post(address, sent | {"licence": "CC-BY-SA-4.0"})
    remix = Material.objects.get(title="Breuken bakken")
    page = text(client.get(reverse("material", args=[remix.pk])))
    assert all(
        words in page for words in ("Waar het vandaan komt", "Breuken leggen", "Lotte Vermeulen", "CC-BY-SA-4.0")
    )
    assert "met een recept" in page and remix.goals.get() == world.goals["compare"]
    closed = made(world, world.teacher, share=world.school, title="Vast", licence="CC-BY-ND-4.0")
    assert client.get(f"{reverse('material_new')}?van={closed.pk}").status_code == 422
    # Nothing is public by accident: the remix is seen by its maker alone.
    assert world.client_of(world.teacher).get(reverse("material", args=[remix.pk])).status_code == 404


@pytest.mark.django_db
def test_the_page_of_a_material_asks_as_many_queries_with_a_long_lineage_as_with_a_short_one(world: World) -> None:
    client, lotte = world.client_of(world.teacher), world.viewer(world.teacher)
    last = made(world, world.teacher, share=world.school, title="Stap 0", goals=(world.goals["compare"].pk,))
    pages = {}
    for step in range(1, 6):
        last = made(world, world.teacher, share=world.school, title=f"Stap {step}", parent=last.pk, changed_how="x")
        for number in range(step):
            made(world, world.teacher, share=world.school, title=f"R {number}", parent=last.pk, changed_how="x")
            ask_advice(material=last.pk, text="Hoe lang duurt het?", by=lotte)
        pages[step] = queries_of(client, reverse("material", args=[last.pk]))
    assert pages == dict.fromkeys(pages, pages[1])
    assert pages[1] <= 17, "three for who looks, one for each kind of thing on the page"
    shown = text(client.get(reverse("material", args=[last.pk])))
    assert all(f"Stap {step}" in shown for step in range(5))


@pytest.mark.django_db
def test_it_is_shared_step_by_step_and_each_step_says_who_will_see_it(world: World) -> None:
    client = world.client_of(world.teacher)
    client.post(reverse("material_new"), WRITTEN | {"licence": "LicenseRef-own-school"})
    one = Material.objects.get()
    page = reverse("material", args=[one.pk])
    shown = text(client.get(page))
    assert "Alleen ik" in shown and "L3A" in shown and "GO!" in shown and "niet met deze licentie" in shown
    assert world.client_of(world.colleague).get(page).status_code == 404
    share = reverse("material_share", args=[one.pk])
    assert client.post(share, {"unit": world.network.pk}).status_code == 422
    assert client.post(share, {"unit": world.other_school.pk}).status_code == 404
    client.post(share, {"unit": world.school.pk})
    assert world.client_of(world.colleague).get(page).status_code == 200
    assert world.client_of(world.other_teacher).get(page).status_code == 404
    assert world.client_of(world.learners[0]).get(page).status_code == 404
    # A wider licence lets it go further; a narrower one is refused as long as it is out.
    client.post(reverse("material_edit", args=[one.pk]), WRITTEN)
    client.post(share, {"unit": world.network.pk})
    assert world.client_of(world.other_teacher).get(page).status_code == 200
    narrow = client.post(reverse("material_edit", args=[one.pk]), WRITTEN | {"licence": "LicenseRef-own-school"})
    assert "buiten de school gedeeld" in text(narrow)
    client.post(share, {"unit": ""})
    assert world.client_of(world.colleague).get(page).status_code == 404


@pytest.mark.django_db
@pytest.mark.demand("D-320")
def test_its_maker_sees_where_it_is_reused_and_nobody_is_ranked(world: World) -> None:
    one = made(world, world.teacher, share=world.network, link="https://voorbeeld.example/breuken")
    own = world.client_of(world.teacher)
    own.post(reverse("material_edit", args=[one.pk]), WRITTEN | {"file": SimpleUploadedFile("blad.jpg", picture())})
    for person, group in ((world.colleague, world.parallel_group), (world.other_teacher, world.other_group)):
        activity = Activity.objects.create(unit_of_work=unit_of(world, group), title="Oefenen")
        client = world.client_of(person)
        assert "Breuken leggen" in text(client.get(reverse("materials"), {"activiteit": activity.pk}))
        client.post(reverse("material_in_lesson", args=[one.pk]), {"activity": activity.pk})
        activity.refresh_from_db()
        assert (activity.material, activity.files.count()) == ("Breuken leggen", 1)
        client.post(reverse("material_thanks", args=[one.pk]))
    page = text(own.get(reverse("material", args=[one.pk])))
    assert "BS De Regenboog" in page and "BS De Beek" in page and "2 mensen zeiden dank" in page
    # In the own school the lesson is named; of another school only that it is used there.
    assert "L3B · Meten" in page and "L3 · Meten" not in page
    assert "zeiden dank" not in text(world.client_of(world.colleague).get(reverse("material", args=[one.pk])))
    monitor = text(world.client_of(world.head).get(reverse("material_monitor", args=[world.school.pk])))
    assert "1 van 5 collega’s" in monitor and "Lotte" not in monitor.split("Delen")[-1]


def unit_of(world: World, group: Any) -> Any:
    """Return a unit of work of this group, that runs now."""
    today = timezone.localdate()
    return group.units_of_work.create(title="Meten", starts=today, ends=today + timedelta(days=7))


@pytest.mark.django_db
@pytest.mark.demand("D-335")
@pytest.mark.demand("D-327")
def test_licences_stand_in_one_sentence_and_a_teacher_sees_who_owns_what_was_made_in_work_time(world: World) -> None:
    form = text(world.client_of(world.teacher).get(reverse("material_new")))
    assert "Iedereen mag dit gebruiken, aanpassen en ook verkopen, zolang jouw naam erbij staat." in form
    assert "maar niemand mag er geld mee verdienen." in form
    address = reverse("material_ownership")
    assert "zolang niets anders is afgesproken" in text(world.client_of(world.teacher).get(address))
    agreed = "Wat je in werktijd maakt is van de school, met jouw naam erbij."
    sent = {"unit": world.school_group.pk, "origin": "work-time", "sentence": agreed}
    assert world.client_of(world.teacher).post(address, sent).status_code == 404
    world.client_of(world.general_director).post(address, sent)
    page = text(world.client_of(world.teacher).get(address))
    assert agreed in page and "afgesproken in Scholengroep De Dender" in page
    one = made(world, world.teacher, share=world.school)
    shown = text(world.client_of(world.colleague).get(reverse("material", args=[one.pk])))
    assert agreed in shown and "Lotte Vermeulen · BS De Regenboog" in shown


@pytest.mark.django_db
@pytest.mark.demand("D-217")
@pytest.mark.demand("D-297")
@pytest.mark.demand("D-027")
def test_a_team_activity_is_found_by_its_minutes_and_a_sheet_past_its_review_date_says_so(world: World) -> None:
    slides = SimpleUploadedFile("dia's.jpg", picture())
    staff = world.client_of(world.central_staff)
    sent = WRITTEN | {"kind": "team-activity", "area": "professioneel", "minutes": 20, "title": "Praten over talent"}
    staff.post(reverse("material_new"), sent | {"terms": ["hoge-verwachtingen"], "file": slides})
    today = timezone.localdate()
    sheet = {
        "kind": "sheet", "title": "Duo’s leren van elkaar", "source": "EEF Toolkit: peer tutoring",
        "certainty": "moderate", "source_year": today.year - 4, "effort": "weinig geld, wat organisatie",
        "review_on": today - timedelta(days=1),
    }  # fmt: skip
    staff.post(reverse("material_new"), WRITTEN | sheet)
    for one in Material.objects.all():
        staff.post(reverse("material_share", args=[one.pk]), {"unit": world.network.pk})
    client = world.client_of(world.teacher)
    asked = {"zoek": "hoge verwachtingen", "soort": "team-activity", "minuten": "20"}
    page = text(client.get(reverse("materials"), asked))
    assert "Praten over talent" in page and "20 min" in page and "Duo" not in page.split("mat-shelf")[1]
    found = Material.objects.get(minutes=20)
    slide = found.files.get()
    assert "dia" in text(client.get(reverse("material", args=[found.pk])))
    assert client.get(reverse("material_file", args=[slide.pk])).status_code == 200
    page = text(client.get(reverse("material", args=[Material.objects.get(kind="sheet").pk])))
    assert "Dit zou opnieuw bekeken worden op" in page
    assert all(
        words in page for words in (f"peer tutoring ({today.year - 4})", "matig: enkele studies", "ouder dan 3 jaar")
    )
    Material.objects.filter(kind="sheet").update(review_on=today + timedelta(days=1), source_year=today.year - 3)
    page = text(client.get(reverse("material", args=[Material.objects.get(kind="sheet").pk])))
    assert "opnieuw bekeken" not in page and "ouder dan" not in page


@pytest.mark.django_db
def test_r14_an_activity_with_a_partner_is_shared_only_with_a_goal_of_the_curriculum(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = made(world, world.teacher, kind="partner-activity", title="Naar de bakker")
    client, share = world.client_of(world.teacher), reverse("material_share", args=[one.pk])

    def holds() -> bool:
        return client.post(share, {"unit": world.school.pk}).status_code == 422

    assert holds()
    monkeypatch.setattr(rules, "check_partner_goal", lambda material, *, needs_goal: None)
    assert not holds()
    monkeypatch.undo()
    client.post(share, {"unit": ""})
    client.post(reverse("material_goal", args=[one.pk]), {"goal": world.goals["compare"].pk})
    assert client.post(share, {"unit": world.school.pk}).status_code == 302
    away = reverse("material_goal_away", args=[one.pk, world.goals["compare"].pk])
    assert client.post(away).status_code == 422


@pytest.mark.django_db
@pytest.mark.demand("D-383")
def test_who_studies_to_teach_sees_what_the_network_shares_and_no_learner(world: World) -> None:
    shown = made(world, world.teacher, share=world.network, title="Voor iedereen")
    made(world, world.teacher, share=world.school, title="Voor de school")
    institution = world.network.children.create(kind="partner", name="Hogeschool", path="/")
    institution.path = f"{world.network.path}{institution.pk}/"
    institution.save()
    today = timezone.localdate()
    for name, role in (("Jo Stage", "student_teacher"), ("Mia Docent", "lecturer")):
        person = people([name], role, institution, today)[0]
        client = world.client_of(person)
        home = client.get(reverse("home"), follow=True)
        assert home.request["PATH_INFO"] == reverse("materials")
        page = text(home)
        assert "Voor iedereen" in page and "Voor de school" not in page and "Materiaal inbrengen" not in page
        assert client.get(reverse("material", args=[shown.pk])).status_code == 200
        for address, args in (
            ("learner", [world.learners[0].pk]), ("class_grid", [world.group.pk]), ("material_new", []),
            ("material_monitor", [world.school.pk]), ("material_choices", []),
        ):  # fmt: skip
            assert client.get(reverse(address, args=args)).status_code == 404
        assert not [one for one in world.learners if str(one) in page]
