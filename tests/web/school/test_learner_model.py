"""The learner model on the screen: explained to everybody, switched by who decides, and hearable when it is wrong."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.progress.models import Estimate, LearnerModel, SchoolDecision
from samenwijzer.learning.progress.refresh import refresh_all
from samenwijzer.learning.progress.register import register_of_systems
from samenwijzer.network.people.models import Person
from samenwijzer.science.mastery.plain import PlainRule
from tests.fitted import NAME, work_with_the_model
from tests.worlds import World, seen


@pytest.fixture
def modelled(world: World) -> World:
    """The school of L3A works with the model; Noor was seen often on what runs, and struggles with it."""
    for goal in ("compare", "add"):
        for _ in range(4):
            seen(world.learners[0], world.goals[goal], [0.0, 0.0, 0.2, 0.0], kind="item_response")
    work_with_the_model(world)
    refresh_all(progress=lambda done, total: None)
    return world


def read(client: Client, name: str, **arguments: int) -> str:
    answer = client.get(reverse(name, kwargs=arguments))
    assert answer.status_code == 200
    return answer.content.decode()


def screens(world: World) -> dict[str, str]:
    """Return every screen that shows an estimate of Noor, by name."""
    noor, group, goal = world.learners[0], world.group.pk, world.goals["compare"].pk
    teacher, own = world.client_of(world.teacher), world.client_of(noor)
    return {
        "today": read(teacher, "today_of_group", unit=group),
        "grid": read(teacher, "class_grid", unit=group),
        "cell": read(teacher, "cell", unit=group, learner=noor.pk, goal=goal),
        "learner": read(teacher, "learner", learner=noor.pk),
        "compass": read(own, "compass"),
    }


@pytest.mark.demand("D-419")
@pytest.mark.demand("D-438", partly=True)
def test_every_screen_shows_interval_and_reason_and_none_breaks_when_it_is_off(modelled: World) -> None:
    on = screens(modelled)
    for name in ("cell", "compass"):
        assert NAME in on[name], name
    for name in ("today", "cell", "learner", "compass"):
        assert 'class="interval"' in on[name], name
    assert "Waar we voor elk doel beginnen" in on["cell"]
    assert "Waar we voor elk doel beginnen" in on["learner"]
    assert "Hoe komt dit tot stand?" in on["compass"]
    head = modelled.client_of(modelled.head)
    head.post(reverse("learner_model_school", args=[modelled.school.pk]), {"is_on": "0", "reason": "even wachten"})
    off = screens(modelled)
    assert all(NAME not in page for page in off.values())
    for name in ("today", "cell", "learner", "compass"):
        assert 'class="interval"' in off[name], name
    assert "vaste rekenregel" in off["cell"]
    assert "even wachten" in read(head, "learner_model")
    assert SchoolDecision.objects.count() == 2


@pytest.mark.demand("D-438")
def test_each_suggestion_shows_its_basis_and_a_way_not_to_use_it_and_the_register_lists_all(modelled: World) -> None:
    teacher = modelled.client_of(modelled.teacher)
    page = read(teacher, "today_of_group", unit=modelled.group.pk)
    cards = [card for card in page.split("<article")[1:] if "data-card" in card and "card-support" in card]
    assert cards
    for card in cards:
        assert 'class="interval"' in card
        assert "Weegt het meest:" in card
        assert "Niet gebruiken" in card
    register = read(teacher, "learner_model").split('id="register"')[1]
    for one in register_of_systems().systems:
        assert all(words in unescape(register) for words in one.words())
    made_by = {name for one in register_of_systems().systems for name in one.made_by}
    assert {LearnerModel.FAMILY, PlainRule.name.split("-")[0]} <= made_by
    used = set(Estimate.objects.values_list("rule", flat=True))
    assert {rule.split("-")[0] for rule in used} <= made_by


def test_the_points_of_the_parts_make_the_total(modelled: World) -> None:
    page = screens(modelled)["cell"]
    table = page[page.index('class="parts"') : page.index("</table>", page.index('class="parts"'))]
    points = [
        int(cell.split("</td>")[0].replace("\u2212", "-")) for cell in table.split("<td>")[1:] if cell[0] in "+\u2212"
    ]
    total = int(table.split("<tfoot>")[1].split("<td>")[1].split(" ")[0])
    assert sum(points) == total


def test_a_learner_says_no_and_yes_again(modelled: World) -> None:
    noor = modelled.learners[0]
    own = modelled.client_of(noor)
    assert "Gebruik het leermodel niet" in read(own, "learner_model")
    own.post(reverse("learner_model_learner", args=[noor.pk]), {"is_on": "0"})
    assert set(Estimate.objects.filter(learner=noor).values_list("rule", flat=True)) == {"plain-1"}
    assert "Gebruik het leermodel weer" in read(own, "learner_model")
    page = modelled.client_of(modelled.teacher).get(reverse("learner_portfolio", args=[noor.pk]))
    assert "iemand maakte bezwaar" in page.content.decode()


def test_only_who_decides_finds_a_switch(modelled: World) -> None:
    def page(person: Person) -> str:
        return read(modelled.client_of(person), "learner_model")

    assert "BS De Regenboog" in page(modelled.head)
    for person in (modelled.teacher, modelled.care_coordinator, modelled.central_staff):
        assert "<form" not in page(person).split("<main")[1].split("</main>")[0]


@pytest.mark.demand("D-438", partly=True)
def test_not_right_reaches_the_teacher_and_the_answer_reaches_the_learner(modelled: World) -> None:
    noor = modelled.learners[0]
    own, teacher = modelled.client_of(noor), modelled.client_of(modelled.teacher)
    url = reverse("compass_not_right", args=[modelled.unit_of_work.pk])
    own.post(url, {"goal": modelled.goals["compare"].pk, "note": "Thuis lukt het."})
    assert "niet klopt" in read(teacher, "today_of_group", unit=modelled.group.pk)
    page = read(teacher, "learner", learner=noor.pk)
    assert "Thuis lukt het." in page
    said = Evidence.objects.get(kind="disagreement")
    teacher.post(reverse("learner_answer", args=[noor.pk, said.uid]), {"text": "Toon het me morgen."})
    assert "Toon het me morgen." in read(own, "compass")
