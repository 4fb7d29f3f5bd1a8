"""What users ask of the product, and how it stands at each level."""

import re

import pytest
from django.urls import reverse

from samenwijzer.network.people.models import Person
from samenwijzer.practice.technology.models import Idea
from tests.worlds import World


def read(world: World, person: Person) -> str:
    return " ".join(world.client_of(person).get(reverse("ideas")).content.decode().split())


@pytest.mark.demand("D-454")
def test_what_a_teacher_asks_shows_its_state_at_all_levels(world: World) -> None:
    world.client_of(world.teacher).post(reverse("ideas"), {"text": "Punten uit Smartschool overnemen"})
    idea = Idea.objects.get()
    levels = {"head": (world.school, "seen"), "general_director": (world.school_group, "planned"),
              "central_staff": (world.network, "considered")}  # fmt: skip
    for name, (unit, state) in levels.items():
        client = world.client_of(getattr(world, name))
        client.post(reverse("idea_answer", args=[idea.pk, unit.pk]), {"state": state})
    for person in (world.teacher, world.head, world.general_director, world.central_staff, world.other_teacher):
        page = read(world, person)
        found = re.findall(r"<b>([^<]+)</b> <span class=\"tag tag-plain\">([^<]+)</span>", page)
        assert found == [
            ("BS De Regenboog", "gezien"), ("Scholengroep De Dender", "gepland"), ("GO!", "in beraad"),
        ]  # fmt: skip
    world.client_of(world.colleague).post(reverse("idea_want", args=[idea.pk]))
    world.client_of(world.colleague).post(reverse("idea_want", args=[idea.pk]))
    assert "2 willen dit" in read(world, world.teacher)
    silent = world.client_of(world.head).post(
        reverse("idea_answer", args=[idea.pk, world.school.pk]), {"state": "not_now"}
    )
    assert silent.status_code == 422
    assert "Lotte" not in read(world, world.other_teacher), "who asked is nobody else's business"
    foreign = reverse("idea_answer", args=[idea.pk, world.other_school.pk])
    assert world.client_of(world.head).post(foreign, {"state": "seen"}).status_code == 404
