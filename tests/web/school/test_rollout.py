"""How a new curriculum comes in: who leads, what opens when, and what schools say themselves."""

import pytest
from django.urls import reverse

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.curriculum.actions import close_step
from samenwijzer.practice.curriculum.models import RolloutStep
from tests.worlds import World


def read(world: World, person: Person, unit: Unit) -> str:
    answer = world.client_of(person).get(reverse("rollout", args=[unit.pk]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def framework(world: World) -> int:
    return world.goals["add"].framework_id


@pytest.mark.demand("D-279")
def test_the_plan_of_a_group_shows_who_leads_each_curriculum(world: World) -> None:
    client = world.client_of(world.general_director)
    sent = {"framework": framework(world), "lead": world.general_director.pk, "aim": "Samen rekenen", "hours": "12"}
    client.post(reverse("rollout_lead", args=[world.school_group.pk]), sent)
    for person in (world.general_director, world.head):
        page = read(world, person, world.school_group)
        assert "<b>Dirk Adams</b> trekt dit" in page
        assert "12 uur vorming" in page and "Samen rekenen" in page
    stranger = sent | {"lead": world.learners[0].pk}
    assert client.post(reverse("rollout_lead", args=[world.school_group.pk]), stranger).status_code == 422


@pytest.mark.demand("D-272")
def test_the_school_plan_shows_the_goal_of_a_curriculum_with_its_hours_of_training(world: World) -> None:
    client, address = world.client_of(world.head), reverse("rollout_lead", args=[world.school.pk])
    plan = reverse("school_plan", args=[world.school.pk])
    sent = {"framework": framework(world), "lead": world.teacher.pk, "aim": "Elke klas rekent met het nieuwe leerplan"}
    client.post(address, sent)
    before = client.get(plan).content.decode()
    assert "Elke klas rekent met het nieuwe leerplan" in before and "nog geen uren vorming" in before
    client.post(address, sent | {"hours": "18"})
    for person in (world.head, world.teacher):
        page = " ".join(world.client_of(person).get(plan).content.decode().split())
        shown = page.partition("Nieuwe leerplannen krijgen voorrang")[2].partition("</ul>")[0]
        assert "Elke klas rekent met het nieuwe leerplan" in shown and "18 uren vorming" in shown
        assert str(world.teacher) in shown


@pytest.mark.demand("D-280")
def test_the_state_of_a_school_is_its_own_word_with_where_it_shows(world: World) -> None:
    client, address = world.client_of(world.head), reverse("rollout_report", args=[world.school.pk])
    sent = {"framework": framework(world), "stage": "teaching", "evidence": ""}
    assert client.post(address, sent).status_code == 422
    client.post(address, sent | {"evidence": "https://school.example/jaarplan"})
    assert world.client_of(world.general_director).post(address, sent | {"evidence": "x"}).status_code == 404
    page = read(world, world.general_director, world.school_group)
    assert "BS De Regenboog" in page and "zegt de school zelf" in page
    assert 'href="https://school.example/jaarplan"' in page
    assert "1 school zei nog niets" in page


@pytest.mark.demand("D-283")
def test_the_task_of_a_head_appears_when_the_step_of_the_group_is_closed(world: World) -> None:
    client = world.client_of(world.central_staff)
    for level, text in (("school_group", "Trekkers kiezen"), ("school", "Jaarplan nakijken")):
        client.post(
            reverse("rollout_step", args=[world.network.pk]),
            {"framework": framework(world), "level": level, "text": text},
        )
    group_step, school_step = RolloutStep.objects.order_by("position")
    assert "Jaarplan nakijken" not in read(world, world.head, world.school)
    with pytest.raises(NotVisible):
        close_step(unit=world.school.pk, step=school_step.pk, by=world.viewer(world.head))
    assert "Trekkers kiezen" in read(world, world.general_director, world.school_group)
    close = reverse("rollout_close", args=[world.school_group.pk, group_step.pk])
    world.client_of(world.general_director).post(close)
    assert "Jaarplan nakijken" in read(world, world.head, world.school)
    close_step(unit=world.school.pk, step=school_step.pk, by=world.viewer(world.head))
    page = read(world, world.head, world.school)
    assert page.index("Klaar") < page.index("Jaarplan nakijken")
