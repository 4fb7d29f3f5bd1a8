"""The roles of a team on the screen: gaps, one person only, what is missing, hours, handing over, open roles."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.practice.offers.roles.actions import keep_talent, open_role
from samenwijzer.practice.offers.roles.models import TeamRole
from samenwijzer.practice.offers.roles.pack import frame
from tests.web.counting import queries_of
from tests.worlds import World, people, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return small_world(learners=1)


def page_of(client: Client, world: World) -> str:
    return client.get(reverse("team_roles", args=[world.group.pk])).content.decode()


@pytest.mark.demand("D-070", "D-072", "D-073", "D-127")
def test_gaps_one_person_only_what_is_missing_and_hours_by_role_are_seen(world: World) -> None:
    client, team = world.client_of(world.teacher), [world.group.pk]
    bo = people(["Bo Maas"], "teacher", world.group, timezone.localdate())[0]
    assert "6 kerntaken hebben nog niemand" in page_of(client, world)
    ends = SchoolYear.of(timezone.localdate()).last_day.isoformat()
    for person, hours in ((world.teacher, "2"), (bo, "1,5")):
        sent = {"role": "instruction", "person": person.pk, "ends": ends, "hours": hours}
        client.post(reverse("team_role_give", args=team), sent)
    page = page_of(client, world)
    assert "5 kerntaken hebben nog niemand" in page
    assert "3,5 uur per week" in page
    assert "1,5 uur" not in page.replace("3,5 uur", "")

    client.post(reverse("talent_keep"), {"kind": "strength", "topic": "traineeship", "shown": "1"})
    sent = {"topic": "multilingualism", "why": "Een derde spreekt thuis een andere taal"}
    client.post(reverse("team_need", args=team), sent)
    page = page_of(client, world)
    assert page.index("Meertaligheid") < page.index("ontbreekt:") < page.index("Een derde spreekt")
    assert "alleen Lotte: wie leert het mee?" in page.split(">Stagebegeleiding<br>")[1][:120]
    client.post(reverse("team_need", args=team), {"topic": "multilingualism", "drop": "1"})
    assert "ontbreekt:" not in page_of(client, world)


@pytest.mark.demand("D-096")
def test_a_week_before_a_role_ends_its_handover_is_asked_and_then_it_is_over_by_itself(world: World) -> None:
    client, today = world.client_of(world.teacher), timezone.localdate()
    ends = min(today + timedelta(days=20), SchoolYear.of(today).last_day)
    sent = {"role": "coaching", "person": world.teacher.pk, "ends": ends.isoformat()}
    client.post(reverse("team_role_give", args=[world.group.pk]), sent)
    role = TeamRole.objects.get()
    question = "Wat werkte, en wat zou je anders doen?"
    TeamRole.objects.update(ends=today + timedelta(days=8))
    assert question not in page_of(client, world)
    TeamRole.objects.update(ends=today + timedelta(days=7))
    assert question in page_of(client, world)
    client.post(reverse("team_role_handover", args=[role.pk]), {"worked": "Elke vrijdag een gesprek"})
    assert question not in page_of(client, world)
    TeamRole.objects.update(starts=today - timedelta(days=3), ends=today - timedelta(days=1))
    page = page_of(client, world)
    assert "6 kerntaken hebben nog niemand" in page
    assert "Elke vrijdag een gesprek" in page


@pytest.mark.demand("D-114", "D-115", "D-165")
def test_a_school_names_a_role_the_frame_is_open_to_all_and_an_open_role_finds_who_wants_it(world: World) -> None:
    head, school = world.client_of(world.head), [world.school.pk]
    named = {"role": "coaching", "title": "leercoach", "tasks": "Elke week een gesprek"}
    assert world.client_of(world.teacher).post(reverse("role_name", args=school), named).status_code == 404
    head.post(reverse("role_name", args=school), named)
    page = world.client_of(world.teacher).get(reverse("school_roles", args=school)).content.decode()
    assert (
        page.index("Leercoach") < page.index("in het kader van het net: coaching") < page.index("Elke week een gesprek")
    )
    assert "Leercoach" in page_of(world.client_of(world.teacher), world)

    public = Client().get(reverse("role_frame"))
    assert public.status_code == 200
    assert "Coaching" in public.content.decode()
    assert "leercoach" not in public.content.decode().lower()

    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    for topic, words in (("lead", "Trekker gezocht"), ("coaching", "Leercoach gezocht")):
        head.post(reverse("role_open", args=school), {"topic": topic, "words": words, "until": until})
    elsewhere = world.client_of(world.other_teacher)
    elsewhere.post(reverse("talent_keep"), {"kind": "ambition", "topic": "coaching", "shown": "0"})
    found = elsewhere.get(reverse("talents")).content.decode()
    assert found.index("Leercoach gezocht") < found.index("past bij wat je wilt") < found.index("Trekker gezocht")


def test_the_talents_of_somebody_ask_twelve_queries_at_most_however_many_people_show_theirs(world: World) -> None:
    lotte, topics = world.viewer(world.teacher), ("coaching", "dyscalculia", "leesonderwijs")
    client, counts = world.client_of(world.teacher), []
    topic = next(one for one in frame().titles() if one in topics)
    for size in (1, 8):
        for number in range(size):
            for group, role in ((world.group, "teacher"), (world.parallel_group, "teacher")):
                one = people([f"Bo Nr{size}-{number}"], role, group, lotte.on)[0]
                for kind in ("strength", "ambition"):
                    keep_talent(kind=kind, topic=topic, shown=True, by=world.viewer(one))
            until = lotte.on + timedelta(days=30)
            open_role(school=world.school.pk, topic=topic, words=f"{number}", until=until, by=world.viewer(world.head))
            keep_talent(kind="ambition", topic=list(frame().titles())[number], shown=True, by=lotte)
        counts.append([queries_of(client, reverse("talents") + found) for found in ("", f"?zoek={topic}")])
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 12, counts
