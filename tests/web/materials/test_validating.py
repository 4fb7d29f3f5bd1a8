"""Validating, choosing and buying materials: open criteria, reasons for quality and cost, nothing ranked."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.practice.materials import choosing
from samenwijzer.practice.materials.models import (
    Application,
    Call,
    Gap,
    GapInterest,
    Material,
    PanelSeat,
    Purchase,
    Question,
    SelectionFile,
    ValidationRound,
)
from tests.web.materials.test_materials import WRITTEN, made, text
from tests.worlds import World, people

pytestmark = pytest.mark.django_db
CRITERIA = ("goals", "didactics", "accessible", "content")


def validated(world: World, material: Material, *levels: int) -> ValidationRound:
    """Let a round over ``material`` end well, read with these steps."""
    staff = world.client_of(world.central_staff)
    world.client_of(world.teacher).post(reverse("material_validate", args=[material.pk]))
    opened = material.rounds.get(concluded_at=None)
    for person, level in zip((world.colleague, world.other_teacher, world.head), levels, strict=False):
        PanelSeat.objects.get_or_create(person=person, area="wiskunde", defaults={"taken_at": timezone.now()})
        sent = dict.fromkeys(CRITERIA, str(level)) | {"minutes": "15"}
        world.client_of(person).post(reverse("material_review", args=[opened.pk]), sent)
    staff.post(reverse("material_conclude", args=[opened.pk]), {"verdict": "validated", "report": "Helder opgebouwd."})
    opened.refresh_from_db()
    return opened


@pytest.mark.demand("D-322")
@pytest.mark.demand("D-330")
def test_two_reviews_more_than_a_step_apart_ask_a_third_and_the_panel_is_recruited_among_teachers(world: World) -> None:
    one = made(world, world.teacher, share=world.network, goals=(world.goals["compare"].pk,))
    staff = world.client_of(world.central_staff)
    client = world.client_of(world.colleague)
    client.post(reverse("material_seat_offer"), {"area": "wiskunde"})
    world.client_of(world.teacher).post(reverse("material_validate", args=[one.pk]))
    opened = one.rounds.get()
    assert (opened.criteria, opened.criteria_version) == ("leermiddel", "1")
    review = reverse("material_review", args=[opened.pk])
    assert client.get(review).status_code == 404
    assert "Samir Benali wil meelezen." in text(staff.get(reverse("material_panels")))
    staff.post(reverse("material_seat_take", args=[PanelSeat.objects.get().pk]))
    assert "Werkt het aan de doelen" in text(client.get(review))
    assert client.post(review, {"goals": "4"}).status_code == 422
    client.post(review, dict.fromkeys(CRITERIA, "4"))
    for person in (world.other_teacher, world.head):
        PanelSeat.objects.create(person=person, area="wiskunde", taken_at=timezone.now())
    world.client_of(world.other_teacher).post(review, dict.fromkeys(CRITERIA, "2"))
    assert "er is een derde lezing gevraagd" in text(world.client_of(world.teacher).get(reverse("material_panels")))
    conclude, verdict = reverse("material_conclude", args=[opened.pk]), {"verdict": "validated", "report": "Sterk."}
    assert "vraag eerst een derde lezer" in text(staff.post(conclude, verdict))
    world.client_of(world.head).post(review, dict.fromkeys(CRITERIA, "3"))
    staff.post(conclude, verdict)
    # The verdict with its report and the list are read by everybody who works in the network; who read is not told.
    page = text(world.client_of(world.other_teacher).get(reverse("material", args=[one.pk])))
    assert "Gevalideerd" in page and "Sterk." in page and "3,0" in page and "Samir" not in page
    listed = text(world.client_of(world.other_teacher).get(reverse("material_panels")))
    assert "Breuken leggen" in listed and "Samir Benali" in listed
    # A newer version is another text: what was read does not hold for it.
    world.client_of(world.teacher).post(reverse("material_edit", args=[one.pk]), WRITTEN | {"title": "Breuken anders"})
    assert "gevalideerd voor het net" not in text(staff.get(reverse("material", args=[one.pk])))
    assert "Gevalideerd" in text(staff.get(reverse("material", args=[one.pk])))


@pytest.mark.demand("D-323")
def test_without_a_goal_it_cannot_be_validated_for_the_network_and_each_check_says_what_to_do(world: World) -> None:
    one = made(world, world.teacher, share=world.network, features=[])
    client, ask = world.client_of(world.teacher), reverse("material_validate", args=[one.pk])
    page = text(client.get(reverse("material", args=[one.pk])))
    assert "Werkt aan doelen:</b> nog niet. Koppel het aan minstens één doel van het leerplan." in page
    assert "Zegt voor wie het toegankelijk is:</b> nog niet" in page
    assert "minstens één doel" in text(client.post(ask))
    client.post(reverse("material_edit", args=[one.pk]), WRITTEN)
    assert client.post(ask).status_code == 422
    client.post(reverse("material_goal", args=[one.pk]), {"goal": world.goals["compare"].pk})
    assert client.post(ask).status_code == 302
    opened = one.rounds.get()
    # The goal goes while it is being read: the verdict for the network is refused.
    for person in (world.colleague, world.other_teacher):
        PanelSeat.objects.create(person=person, area="wiskunde", taken_at=timezone.now())
        world.client_of(person).post(reverse("material_review", args=[opened.pk]), dict.fromkeys(CRITERIA, "3"))
    client.post(reverse("material_goal_away", args=[one.pk, world.goals["compare"].pk]))
    staff = world.client_of(world.central_staff)
    sent = {"verdict": "validated", "report": "Goed."}
    assert staff.post(reverse("material_conclude", args=[opened.pk]), sent).status_code == 422
    assert staff.post(
        reverse("material_conclude", args=[opened.pk]), sent | {"verdict": "with_remarks"}
    ).status_code == 302  # fmt: skip


@pytest.mark.demand("D-317")
def test_a_selection_file_shows_validation_and_r19_holds_a_choice_to_quality_and_cost(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    cheap = made(world, world.teacher, share=world.network, title="Rekenboek A", price=Decimal("12.00"))
    good = made(
        world, world.teacher, share=world.network, title="Rekenboek B", price=Decimal("15.00"),
        goals=(world.goals["compare"].pk,),
    )  # fmt: skip
    assert validated(world, good, 3, 3).verdict == "validated"
    client = world.client_of(world.teacher)
    sent = {"unit": world.school.pk, "area": "wiskunde", "title": "Rekenen in L3"}
    client.post(reverse("material_choices"), sent)
    file = SelectionFile.objects.get()
    page, compare = reverse("material_selection", args=[file.pk]), reverse("material_compare", args=[file.pk])
    for one, note in ((cheap, "mager"), (good, "helder")):
        client.post(compare, {"material": one.pk, "note": note})
    shown = text(client.get(page))
    rows = shown.split("<tbody>")[1].split("</tbody>")[0]
    # Quality first, then cost.
    assert rows.index("Rekenboek B") < rows.index("Rekenboek A")
    assert "gevalideerd" in rows.split("Rekenboek A")[0] and "niet gevalideerd" in rows and "15,00" in rows
    decision = {"material": good.pk, "quality": "Elke les bouwt op.", "cost": ""}

    def holds() -> bool:
        return client.post(page, decision).status_code == 422

    assert holds() and "wat het ouders kost" in text(client.post(page, decision))
    with monkeypatch.context() as patch:
        patch.setattr(choosing, "check_weighs", lambda quality, cost: None)
        with pytest.raises(Exception, match="selection_weighs_both"):
            holds()


@pytest.mark.demand("D-317", partly=True)
def test_the_decision_stands_with_its_reasons_and_only_for_who_works_there(world: World) -> None:
    one = made(world, world.teacher, share=world.network, title="Rekenboek A")
    client = world.client_of(world.teacher)
    client.post(reverse("material_choices"), {"unit": world.school.pk, "area": "wiskunde", "title": "Rekenen in L3"})
    file = SelectionFile.objects.get()
    page = reverse("material_selection", args=[file.pk])
    client.post(reverse("material_compare", args=[file.pk]), {"material": one.pk})
    sent = {"material": one.pk, "quality": "Elke les bouwt op.", "cost": "Gratis, niets op de factuur."}
    client.post(page, sent)
    shown = text(world.client_of(world.head).get(page))
    assert "Gekozen: Rekenboek A" in shown and sent["quality"] in shown and sent["cost"] in shown
    assert world.client_of(world.other_teacher).get(page).status_code == 404


@pytest.mark.demand("D-318")
@pytest.mark.demand("D-321")
def test_a_workbook_used_under_forty_percent_is_flagged_and_the_monitor_lists_what_is_paid_and_unvalidated(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    book = made(world, world.head, share=world.network, kind="textbook", title="Werkboek taal", price=Decimal("9.50"))
    good = made(
        world, world.teacher, share=world.network, title="Goed boek", price=Decimal("5.00"),
        goals=(world.goals["add"].pk,),
    )  # fmt: skip
    validated(world, good, 3, 4)
    head, monitor = world.client_of(world.head), reverse("material_monitor", args=[world.school.pk])
    year = SchoolYear.of(timezone.localdate()).start
    sent = {"year": year, "learners": "24", "price": "9,50", "parents_pay": "4"}
    for one in (book, good):
        head.post(monitor, sent | {"material": one.pk})
    assert world.client_of(world.teacher).get(monitor).status_code == 404
    bought = Purchase.objects.get(material=book)
    for person, group, percent in (
        (world.teacher, world.group, 50), (world.teacher, world.group, 25), (world.colleague, world.parallel_group, 50),
    ):  # fmt: skip
        used = {"group": group.pk, "percent": str(percent)}
        world.client_of(person).post(reverse("material_used", args=[bought.pk]), used)
    with django_assert_max_num_queries(12):
        page = text(head.get(monitor))
    assert "“Werkboek taal”: 38% is gebruikt, minder dan 40%" in page and "228,00" in page
    unvalidated = page.split("Betaald en niet gevalideerd")[1].split("</section>")[0]
    assert "Werkboek taal" in unvalidated and "Goed boek" not in unvalidated and "€ 4,00" in unvalidated
    assert "€ 8,00" in page  # what parents of a learner who gets both pay
    assert "weinig gebruikt" in text(world.client_of(world.teacher).get(reverse("material_choices")))
    world.client_of(world.teacher).post(
        reverse("material_used", args=[bought.pk]), {"group": world.group.pk, "percent": "75"}
    )
    assert "minder dan 40%" not in text(head.get(monitor))
    other = {"group": world.other_group.pk, "percent": "75"}
    assert world.client_of(world.other_teacher).post(
        reverse("material_used", args=[bought.pk]), other
    ).status_code == 404  # fmt: skip


@pytest.mark.demand("D-326")
@pytest.mark.demand("D-325")
def test_a_school_group_sees_four_schools_pay_different_prices_and_its_reviewers_with_their_titles(
    world: World,
) -> None:
    book = made(
        world, world.teacher, share=world.network, title="Rekenboek", price=Decimal("9.50"),
        goals=(world.goals["add"].pk,),
    )  # fmt: skip
    validated(world, book, 3, 3)
    more = [create_unit(kind="school", name=name, parent=world.school_group, by=None) for name in ("BS C", "BS D")]
    year = SchoolYear.of(timezone.localdate()).start
    for school, price in zip(
        [world.school, world.other_school, *more], ("9.50", "11.00", "8.25", "12.00"), strict=True
    ):
        Purchase.objects.create(unit=school, material=book, year=year, learners=50, price=Decimal(price))
    page = reverse("material_group", args=[world.school_group.pk])
    shown = text(world.client_of(world.general_director).get(page))
    assert "4 scholen kochten het." in shown and "€ 3,75 verschil" in shown
    assert [shown.index(f">{price}<") for price in ("8,25", "9,50", "11,00", "12,00")] == sorted(
        shown.index(f">{price}<") for price in ("8,25", "9,50", "11,00", "12,00")
    )
    progress = shown.split("Onze lezers en titels")[1]
    assert "2 panelleden" in progress and "Samir Benali" in progress and "Rekenboek" in progress
    assert world.client_of(world.teacher).get(page).status_code == 404


@pytest.mark.demand("D-331")
def test_the_pilot_for_primary_schools_compares_two_procedures_on_time_and_agreement(world: World) -> None:
    one = made(world, world.teacher, share=world.network, goals=(world.goals["add"].pk,))
    validated(world, one, 3, 3)
    page = text(world.client_of(world.teacher).get(reverse("material_panels")))
    table = page.split("proef met twee werkwijzen")[1].split("</table>")[0]
    assert "elk apart lezen" in table and "eerst lezen, dan samen praten" in table
    first = table.split("elk apart lezen")[1].split("</tr>")[0]
    assert ">1<" in first and ">15<" in first and ">1/1<" in first


@pytest.mark.demand("D-333")
def test_a_teacher_asks_advice_and_the_answer_stays_with_the_material(world: World) -> None:
    one = made(world, world.teacher, share=world.network)
    page = reverse("material", args=[one.pk])
    world.client_of(world.colleague).post(reverse("material_ask", args=[one.pk]), {"text": "Past dit bij L4?"})
    asked = Question.objects.get()
    answer, sent = reverse("material_answer", args=[asked.pk]), {"answer": "Ja, als herhaling."}
    assert world.client_of(world.colleague).post(answer, sent).status_code == 404
    world.client_of(world.central_staff).post(answer, sent)
    shown = text(world.client_of(world.other_teacher).get(page))
    assert "Past dit bij L4?" in shown and "Ja, als herhaling." in shown and "Samir" not in shown


@pytest.mark.demand("D-334")
@pytest.mark.demand("D-329")
def test_a_gap_that_forty_teachers_share_rises_and_its_case_shows_from_how_many_learners_it_breaks_even(
    world: World,
) -> None:
    client, address = world.client_of(world.teacher), reverse("material_gaps")
    for title in ("Breuken in gebarentaal", "Iets anders"):
        client.post(address, {"title": title, "area": "wiskunde"})
    gap = Gap.objects.get(title="Breuken in gebarentaal")
    crowd = people([f"Leraar {n}" for n in range(38)], "teacher", world.other_group, timezone.localdate())
    GapInterest.objects.bulk_create([GapInterest(gap=gap, by=one) for one in crowd])
    assert "Doorgegeven aan het net" not in text(client.get(address))
    world.client_of(world.colleague).post(reverse("material_gap_want", args=[gap.pk]))
    page = text(client.get(address))
    risen = page.split("Doorgegeven aan het net")[1].split("</section>")[0]
    assert "Breuken in gebarentaal" in risen and "40 leraren" in risen and "Iets anders" not in risen
    costs = {"make_cost": "6000", "market_price": "12,50"}
    assert client.post(reverse("material_gap_price", args=[gap.pk]), costs).status_code == 404
    world.client_of(world.central_staff).post(reverse("material_gap_price", args=[gap.pk]), costs)
    assert "Het loont vanaf 480 leerlingen." in text(client.get(address))


def call_of(world: World, client: Client) -> Call:
    """Let the network call for exam questions."""
    today = timezone.localdate()
    sent = {
        "unit": world.network.pk, "title": "Examen wiskunde", "area": "wiskunde", "hours": "40", "units": "3",
        "closes_on": today + timedelta(days=5), "release_on": today + timedelta(days=60),
    }  # fmt: skip
    client.post(reverse("material_calls"), sent)
    return Call.objects.get()


@pytest.mark.demand("D-139")
@pytest.mark.demand("D-138")
@pytest.mark.demand("D-328")
def test_a_teacher_applies_the_head_confirms_and_the_exam_is_locked_until_its_day(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = world.client_of(world.teacher)
    call = call_of(world, world.client_of(world.central_staff))
    page, today = reverse("material_call", args=[call.pk]), timezone.localdate()
    item = reverse("material_exam_item", args=[call.pk])
    exam = today + timedelta(days=30)
    sent = {"text": "Wat is een derde van 1,2?", "key": "0,4", "opens_on": exam}
    client.post(reverse("material_apply", args=[call.pk]), {"hours": "12"})
    assert client.post(item, sent).status_code == 404
    confirm = reverse("material_confirm", args=[Application.objects.get().pk])
    assert world.client_of(world.colleague).post(confirm).status_code == 404
    assert "Lotte Vermeulen" in text(world.client_of(world.head).get(reverse("material_calls")))
    world.client_of(world.head).post(confirm)
    assert "Je uren zijn bevestigd" in text(client.get(page))
    client.post(item, sent)
    client.post(item, sent | {"text": "Wat is een vierde van 1,2?", "item": call.exam_items.get().pk})
    assert "Wat is een vierde van 1,2?" in text(client.get(page)) and call.exam_items.get().version == 2
    outside = world.client_of(world.other_teacher)
    locked = text(outside.get(page))
    assert "op slot tot" in locked and "vierde" not in locked and "0,4" not in locked
    client.post(reverse("material_progress", args=[call.pk]), {"hours": "9", "delivered": "1"})
    assert "9 van 40 uren, 1 van 3 delen" in text(outside.get(reverse("material_calls")))
    monkeypatch.setattr(timezone, "localdate", lambda *args: exam)
    assert "Wat is een vierde van 1,2?" in text(outside.get(page))


@pytest.mark.demand("D-332")
@pytest.mark.demand("D-324", partly=True)
def test_the_brief_states_gaps_per_learning_area_and_no_publisher_and_sharing_is_counted(world: World) -> None:
    one = made(world, world.teacher, share=world.network, goals=(world.goals["add"].pk,), publisher="Uitgeverij Noord")
    validated(world, one, 3, 3)
    world.client_of(world.teacher).post(reverse("material_gaps"), {"title": "Gebarentaal & pret", "area": "wiskunde"})
    staff = world.client_of(world.central_staff)
    page = text(staff.get(reverse("material_panels")))
    assert "1 titel gevalideerd" in page and "1 keer niet op de markt" in page and reverse("material_brief") in page
    brief = staff.get(reverse("material_brief"))
    assert brief["Content-Type"].startswith("text/markdown")
    said = text(brief)
    assert "## Wiskunde 1 titel gevalideerd. - Niet op de markt: Gebarentaal & pret (1 leraar)" in said
    assert "Uitgeverij" not in said and "Frans" not in said
    shared = text(world.client_of(world.general_director).get(reverse("material_group", args=[world.school_group.pk])))
    assert "1 van " in shared and "deelden of hergebruikten iets" in shared
