"""Charts in a plan: the question first; and a review of three questions that asks for side effects."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.practice.agenda.models import Meeting
from samenwijzer.practice.documents.models import Chart, Document, Version
from samenwijzer.quality.indicators.models import Figure
from tests.web.documents.test_documents import publish, write
from tests.web.school.test_indicators import keep
from tests.web.school.test_plan import goal_in, page_of, plan_of
from tests.worlds import World

QUESTION = "Blijven minder kinderen zitten sinds ons nieuwe rapport?"


def figures(world: World) -> None:
    """Keep two years of an indicator for both schools, of which the newest of the school may not be told above it.

    A plan may be shared, so 24 of 200 stands there as 25.
    """
    now = SchoolYear.of(timezone.localdate()).first_day.year
    for year, count in ((now - 2, 30), (now - 1, 24)):
        keep(world.school, "zittenblijven", year, count, 200)
        keep(world.other_school, "zittenblijven", year, 40, 200)


@pytest.mark.demand("D-100")
def test_a_chart_does_not_go_into_a_plan_without_a_stated_question(world: World) -> None:
    plan, head = plan_of(world), world.client_of(world.head)
    figures(world)
    address = reverse("document_figure", args=[plan.pk])
    form = page_of(head, "document_figure", plan.pk)
    assert form.index("Onze vraag") < form.index("25 van de 200") < form.index("Wat betekent dat voor ons?")
    for question in ("", "   "):
        answer = head.post(address, {"indicator": "zittenblijven", "question": question})
        assert answer.status_code == 422 and "Begin met een vraag" in answer.content.decode()
    assert head.post(address, {"indicator": "nergens", "question": QUESTION}).status_code == 422
    assert not Chart.objects.exists()
    sent = {"indicator": "zittenblijven", "question": QUESTION, "meaning": "Ook de klassen werden kleiner."}
    assert head.post(address, sent).status_code == 302
    chart = Chart.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Chart.objects.filter(pk=chart.pk).update(question="")
    # It keeps the figures of its day, and goes into the version with its question and its message in words.
    Figure.objects.update(count=1)
    shown = page_of(head, "document", plan.pk)
    for words in (QUESTION, "25 van de 200", "Ook de klassen werden kleiner.", "<polyline"):
        assert words in shown
    goal_in(world, plan)
    write(head, plan, professionalisering="Wij leren samen.")
    publish(head, plan)
    parts = {one["key"]: one for one in Version.objects.get().parts}
    part = parts[f"chart-{chart.pk}"]
    assert part["title"] == QUESTION and "25 van de 200" in part["text"] and "kleiner" in part["text"]
    leave = reverse("document_figure_leave", args=[chart.pk])
    head.post(leave)
    assert QUESTION not in page_of(head, "document", plan.pk).partition("Versies")[0].partition("<aside")[2]
    assert "<polyline" not in page_of(head, "document", plan.pk)
    head.post(f"{leave}?back")
    assert "<polyline" in page_of(head, "document", plan.pk)


def test_a_figure_that_is_not_told_above_the_school_is_not_offered_for_its_plan(world: World) -> None:
    plan, head = plan_of(world), world.client_of(world.head)
    year = SchoolYear.of(timezone.localdate()).first_day.year - 1
    keep(world.school, "zittenblijven", year, 24, 200)
    keep(world.other_school, "zittenblijven", year, 1, 200)
    assert "25 van de 200" not in page_of(head, "document_figure", plan.pk)


@pytest.mark.demand("D-460")
def test_a_review_does_not_close_while_the_question_on_side_effects_is_empty(world: World) -> None:
    review, head = plan_of(world, "review"), world.client_of(world.head)
    write(head, review, bereikt="Twee van de drie.", iedereen="Nog niet bij de nieuwkomers.")
    answer = publish(head, review)
    assert answer.status_code == 422 and "Zijn er ongewenste neveneffecten? is nog leeg" in answer.content.decode()
    assert not Version.objects.exists()
    page = page_of(head, "document_write", review.pk)
    asked = ("Zijn de doelen bereikt?", "Is iedereen mee?", "Zijn er ongewenste neveneffecten?")
    assert [page.index(one) for one in asked] == sorted(page.index(one) for one in asked)
    write(head, review, neveneffecten="Minder tijd voor muziek.")
    assert publish(head, review).status_code == 200
    assert "Minder tijd voor muziek." in page_of(head, "document", review.pk) and Version.objects.count() == 1


@pytest.mark.demand("D-200")
def test_a_dialogue_lays_down_progress_and_indicators_of_the_schools_that_agreed_to_share(world: World) -> None:
    plan, head = plan_of(world), world.client_of(world.head)
    figures(world)
    goal = goal_in(world, plan)
    head.post(reverse("plan_measure", args=[goal.pk]), {"value": "61", "on": timezone.localdate().isoformat()})
    sent = {"indicator": "zittenblijven", "question": QUESTION, "meaning": "We vragen het de kinderen zelf."}
    head.post(reverse("document_figure", args=[plan.pk]), sent)
    write(head, plan, professionalisering="Wij leren samen.")
    publish(head, plan)
    director = world.client_of(world.general_director)
    begins = f"{timezone.localdate():%Y-%m-%d}T10:00"
    planned = {"school": world.school.pk, "theme": "Doorstroom", "begins_at": begins}
    director.post(reverse("dialogues", args=[world.school_group.pk]), planned)
    meeting = Meeting.objects.get().uid
    told = ("van 54 % naar 61 %", "onderweg", QUESTION, "25 van de 200", "We vragen het de kinderen zelf.")
    before = page_of(director, "dialogue", meeting)
    assert not any(one in before for one in told)
    share = {"unit": world.school_group.pk, "part": [f"goal-{goal.pk}", f"chart-{Chart.objects.get().pk}"]}
    head.post(reverse("document_share", args=[plan.pk]), share)
    pack = page_of(director, "dialogue", meeting)
    assert all(one in pack for one in told) and "<polyline" in pack and "Wij leren samen." not in pack
    head.post(reverse("document_share_stop", args=[Document.objects.get(pk=plan.pk).sharings.get().pk]))
    assert not any(one in page_of(director, "dialogue", meeting) for one in told)
