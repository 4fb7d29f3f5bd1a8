"""Staff policy: a plan after the HR frame, a pulse that asks for one change, and trials with an effect on learning."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.practice.documents.models import Document, PlanGoal, Version
from tests.web.school.test_looks import a_month_later, answer
from tests.web.school.test_plan import GOAL, page_of
from tests.worlds import World, people

HR_GOAL = GOAL | {"ambition": ["hr-instroom"], "text": "Elke starter blijft", "measure": "starters die blijven"}


def plan_of(world: World, *, above: bool = False) -> tuple[Any, Document]:
    """Start the staff plan of the school, or of the school group above it."""
    client = world.client_of(world.general_director if above else world.head)
    unit = world.school_group if above else world.school
    client.post(reverse("document_start", args=[unit.pk, "hr_plan"]))
    return client, Document.objects.get(template="hr_plan", unit=unit)


@pytest.mark.demand("D-336")
@pytest.mark.demand("D-341")
def test_items_of_a_staff_plan_link_to_the_frame_and_an_example_shows_how(world: World) -> None:
    client, plan = plan_of(world)
    new = reverse("plan_goal_new", args=[plan.pk])
    form = client.get(new).content.decode()
    assert "paragrafen van het HR-kader" in form and "Kiezen en starten: de lat blijft hoog" in form
    assert "Brede basiszorg voor iedereen" not in form
    refused = client.post(new, HR_GOAL | {"ambition": ["basiszorg"]}).content.decode()
    assert "minstens één paragraaf" in refused and not PlanGoal.objects.exists()
    assert client.post(new, HR_GOAL)["Location"] == reverse("staff", args=[world.school.pk])
    page = page_of(client, "staff", world.school.pk)
    assert "HR 2 Kiezen en starten" in page.partition("Elke starter blijft")[2].partition("</article>")[0]
    example = page.partition("ingevuld plan van een kleine basisschool")[2].partition("</details>")[0]
    assert "met elf voor 112 kinderen" in example and "Vier momenten" in example
    assert "met elf voor 112 kinderen" in page_of(client, "document_write", plan.pk)
    client.post(reverse("document_write", args=[plan.pk]), {"context": "Wij zijn met twintig."})
    client.post(reverse("document_publish", args=[plan.pk]), {"note": "eerste"})
    assert "Kiezen en starten" in str(Version.objects.get(document=plan).parts)


@pytest.mark.demand("D-343")
def test_a_staff_goal_of_a_school_group_has_a_measure_a_year_and_its_place_in_r_ok(world: World) -> None:
    client, plan = plan_of(world, above=True)
    new = reverse("plan_goal_new", args=[plan.pk])
    for missing in ("measure", "until", "ambition"):
        client.post(new, {key: value for key, value in HR_GOAL.items() if key != missing})
        assert not PlanGoal.objects.exists(), missing
    client.post(new, HR_GOAL)
    page = page_of(client, "staff", world.school_group.pk)
    item = page.partition("Elke starter blijft")[2].partition("</article>")[0]
    assert "starters die blijven" in item and "tegen 2099" in item and "R-OK: zorg voor het team" in item
    goal = page_of(client, "plan_goal", PlanGoal.objects.get().pk)
    assert reverse("rok_places") in goal and "zorg voor het team" in goal and "30 juni 2099" in goal


@pytest.mark.demand("D-339")
def test_an_experiment_states_its_effect_on_learning_before_it_starts(world: World) -> None:
    client = world.client_of(world.head)
    client.post(reverse("document_start", args=[world.school.pk, "organisation_trial"]), {"title": "Blokken"})
    trial = Document.objects.get(template="organisation_trial")
    start = reverse("document_publish", args=[trial.pk])
    client.post(reverse("document_write", args=[trial.pk]), {"idee": "Drie uur na elkaar.", "meting": "Toets in mei."})
    answered = client.post(start, {"note": "start"})
    assert answered.status_code == 422 and "effect op leren" in answered.content.decode()
    assert not Version.objects.exists()
    client.post(reverse("document_write", args=[trial.pk]), {"effect": "L5 schrijft langere teksten."})
    assert client.post(start, {"note": "start"}).status_code == 302
    assert "L5 schrijft langere teksten." in str(Version.objects.get().parts)
    assert "Blokken" in page_of(world.client_of(world.teacher), "staff", world.school.pk)


@pytest.mark.demand("D-071")
@pytest.mark.demand("D-442", partly=True)
def test_a_pulse_told_from_five_asks_for_one_change_of_the_organisation(
    world: World, django_assert_max_num_queries: Any
) -> None:
    names = ["An Een", "Bo Twee", "Cis Drie", "Dé Vier"]
    team = people(names, "teacher", world.group, timezone.localdate())
    for person in team:
        assert answer(world, person, "werkbaar", 2) == 302
    a_month_later()
    client, place = world.client_of(world.head), world.school.pk
    page = page_of(client, "staff", place)
    assert "2,0" not in page and "vraagt één verandering" not in page, "four are too few"
    sent = {"what": "Mails gebundeld", "owner": world.head.pk, "due": timezone.localdate() + timedelta(days=9)}
    act = reverse("staff_change", args=[place])
    assert client.post(act, sent).status_code == 422, "no result, nothing to answer"
    answer(world, world.teacher, "werkbaar", 2)
    a_month_later()
    for reader in (client, world.client_of(world.teacher)):
        page = page_of(reader, "staff", place)
        assert "2,0" in page and "vraagt één verandering van de organisatie" in page
        assert "in twintig minuten" in page and "Lees alleen" in page
        assert not any(name in page.partition("Haalbaar")[2].partition("</ul>")[0] for name in names)
    assert world.client_of(world.teacher).post(act, sent).status_code == 404
    assert client.post(act, sent | {"what": " "}).status_code == 422
    assert client.post(act, sent).status_code == 302
    with django_assert_max_num_queries(12):
        page = page_of(client, "staff", place)
    assert "Mails gebundeld" in page and "vraagt één verandering" not in page
    assert world.client_of(world.general_director).get(reverse("staff", args=[place])).status_code == 404
