"""Short looks at a school or a school group: means of a month that is over, from five people on, for who may read."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.network.people.models import Person
from samenwijzer.practice.agenda.models import Meeting
from samenwijzer.practice.instruments.models import Response
from samenwijzer.practice.instruments.pack import instruments
from samenwijzer.quality.plans.looks import LOOKS
from tests.web.school.test_plan import page_of
from tests.worlds import World, people


def answer(world: World, person: Person, look: str, value: int, **more: str) -> int:
    """Let somebody give every question of a look the same value; return the status."""
    unit = world.school if LOOKS[look].kinds[0] == "school" else world.school_group
    asked = instruments()[LOOKS[look].instrument].questions
    sent = {one.key: str(value) for one in asked} | more
    status: int = world.client_of(person).post(reverse("look", args=[unit.pk, look]), sent).status_code
    return status


def a_month_later() -> None:
    """Let everything have been answered last month: what this month holds is not told yet."""
    last = timezone.localtime().replace(day=1) - timedelta(days=3)
    Response.objects.update(at=last)


@pytest.mark.demand("D-133")
@pytest.mark.demand("D-199")
def test_team_and_leadership_lie_beside_each_other_from_five(world: World, django_assert_max_num_queries: Any) -> None:
    pulse = instruments()["expectations-pulse"]
    assert {one.dimension for one in pulse.questions} == {"pupils", "teaching"}
    team = people(["An Een", "Bo Twee", "Cis Drie", "Dé Vier"], "teacher", world.group, timezone.localdate())
    for person in team:
        assert answer(world, person, "beleidskracht", 2) == answer(world, person, "verwachtingen", 3) == 302
    assert answer(world, world.head, "beleidskracht", 4) == 302
    a_month_later()
    place = [world.school.pk, "beleidskracht"]
    page = page_of(world.client_of(world.head), "look", *place)
    assert "2,0" not in page and "4,0" not in page, "four of the team are too few, and the head did not share its view"
    for look, value in (("beleidskracht", 2), ("verwachtingen", 3)):
        answer(world, world.teacher, look, value)
    assert "2,0" not in page_of(world.client_of(world.teacher), "look", *place), "this month is not told yet"
    a_month_later()
    answer(world, world.head, "beleidskracht", 4, shares="on")
    client = world.client_of(world.teacher)
    client.get(reverse("look", args=place))
    with django_assert_max_num_queries(12):
        page = page_of(client, "look", *place)
    row = page.partition("Gedeeld leiderschap")[2].partition("</tr>")[0]
    assert row.index("2,0") < row.index("4,0"), "the team, and beside it who leads"
    culture = page_of(client, "look", world.school.pk, "verwachtingen")
    for dimension in ("Verwachtingen van leerlingen", "Verwachtingen van ons onderwijs"):
        assert "3,0" in culture.partition(dimension)[2].partition("</tr>")[0]
    assert reverse("look", args=place) in page_of(world.client_of(world.head), "school_plan", world.school.pk)
    for stranger in (world.other_teacher, world.learners[0], world.general_director, world.central_staff):
        assert world.client_of(stranger).get(reverse("look", args=place)).status_code == 404


@pytest.mark.demand("D-211")
@pytest.mark.demand("D-205")
def test_both_sides_rate_a_dialogue_and_heads_tell_how_the_group_lives_its_mindset(world: World) -> None:
    group, director = world.school_group.pk, world.client_of(world.general_director)
    heads = people(["An Een", "Bo Twee", "Cis Drie", "Dé Vier"], "head", world.school, timezone.localdate())
    when = (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%dT10:00")
    director.post(reverse("dialogues", args=[group]), {"school": world.school.pk, "theme": "Lezen", "begins_at": when})
    meeting = Meeting.objects.get()
    asked = Person.objects.filter(pk__in=meeting.invited.values("person")).exclude(pk=world.general_director.pk).get()
    assert answer(world, asked, "dialoog", 4) == 404, "it has not begun"
    Meeting.objects.update(begins_at=timezone.now() - timedelta(hours=2))
    for person in (*heads, world.head):
        meeting.invited.get_or_create(person=person)
    for person in (*heads, world.general_director):
        assert answer(world, person, "dialoog", 3) == 302
    for person in heads:
        assert answer(world, person, "voorleven", 4) == 302
    assert answer(world, world.general_director, "voorleven", 4) == 404, "nobody rates oneself"
    a_month_later()
    quality = page_of(director, "look", group, "dialoog")
    assert sum("3,0" in row for row in quality.split("<tr>")) == 5, "five criteria"
    assert "4,0" not in page_of(director, "look", group, "voorleven"), "four heads are too few"
    answer(world, world.head, "voorleven", 2)
    a_month_later()
    modelled = page_of(director, "look", group, "voorleven")
    assert "3,6" in modelled and str(world.head) not in modelled
    for look in ("dialoog", "voorleven"):
        own = page_of(world.client_of(world.head), "look", group, look)
        assert "<form" in own and "Gemiddelden" not in own and "3,6" not in own, "a head answers, and reads no trend"
        assert world.client_of(world.teacher).get(reverse("look", args=[group, look])).status_code == 404
    assert reverse("look", args=[group, "dialoog"]) in page_of(world.client_of(world.head), "dialogue", meeting.uid)
