"""Who needs what around a unit: what is missing before it, what is suggested and why, who gets little, who decides."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samenwijzer.learning.lessons.models import Activity, Deviation, UnitOfWork, Variation
from samenwijzer.network.calendar.models import Absence
from tests.worlds import World, seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(world: World) -> Client:
    return world.client_of(world.teacher)


def page(client: Client, world: World) -> str:
    return " ".join(client.get(reverse("lesson_needs", args=[world.unit_of_work.pk])).content.decode().split())


def side(found: str, name: str) -> str:
    return found.partition(f'id="{name}"')[2].partition("</section>")[0]


def vary(world: World, tier: str, title: str) -> Variation:
    work, goal = world.unit_of_work, world.goals["compare"]
    return Variation.objects.create(unit_of_work=work, goal=goal, title=title, tier=tier)


@pytest.mark.demand("D-032")
@pytest.mark.demand("D-169")
@pytest.mark.demand("D-389")
def test_before_a_unit_it_is_seen_who_misses_which_prerequisite_and_what_could_help(
    world: World, teacher: Client
) -> None:
    starts = timezone.localdate() + timedelta(days=3)
    UnitOfWork.objects.filter(pk=world.unit_of_work.pk).update(starts=starts)
    noor, ilyas, mila = world.learners[:3]
    seen(noor, world.goals["equivalent"], [0.05] * 6)
    seen(ilyas, world.goals["equivalent"], [0.95] * 6)
    strips = vary(world, "support", "Eerst leggen met strookjes")
    found = page(teacher, world)
    missing = side(found, "before")
    assert f'data-missing="{world.goals["equivalent"].pk}"' in missing
    assert str(noor) in missing
    assert str(ilyas) not in missing
    assert str(mila) not in missing, "too little seen is not missing"
    assert "Van 6 leerlingen zagen we te weinig" in missing
    support = side(found, "support")
    assert "Eerst leggen met strookjes want “gelijknamig maken” ontbreekt nog" in support
    assert not Deviation.objects.exists(), "R9: nothing is assigned by itself"
    answer = teacher.post(reverse("lesson_go_with", args=[strips.pk]), {"learner": noor.pk}, follow=True)
    assert "Het doel blijft dat van de groep" in answer.content.decode()
    otherwise = Deviation.objects.get()
    assert (otherwise.learner, otherwise.variation.goal) == (noor, world.goals["compare"])
    assert set(world.unit_of_work.goals.all()) == {world.goals["compare"], world.goals["add"]}, "the goal is identical"
    teacher.post(reverse("lesson_deviation_end", args=[otherwise.pk]))
    assert "Iedereen volgt het plan van de groep" in page(teacher, world)


@pytest.mark.demand("D-036")
@pytest.mark.demand("D-426")
def test_a_strong_learner_gets_an_extension_of_the_same_goal_and_the_teacher_sets_the_aim(
    world: World, teacher: Client
) -> None:
    noor, ilyas = world.learners[:2]
    seen(noor, world.goals["compare"], [1.0] * 12)
    seen(ilyas, world.goals["compare"], [0.4, 0.5, 0.4, 0.5, 0.4, 0.5])
    vary(world, "core", "Nog een blad")
    vary(world, "extension", "Bedenk zelf een vraagstuk")
    found = page(teacher, world)
    challenge = side(found, "challenge")
    assert str(noor) in challenge
    assert "Bedenk zelf een vraagstuk" in challenge
    assert "breuken vergelijken" in challenge, "the same goal"
    assert "Nog een blad" not in challenge, "not more of the same"
    assert "70 tot 85 %" in challenge
    support = side(found, "support")
    assert str(ilyas) in support
    assert "voorbeeld met open stappen" in support or "volledig uitgewerkt" in support, "support that fades by step"
    work = world.unit_of_work
    sent = {"title": work.title, "starts": work.starts, "ends": work.ends, "aim_low": 40, "aim_high": 98}
    teacher.post(reverse("lesson_keep", args=[work.pk]), sent)
    after = page(teacher, world)
    assert str(ilyas) not in side(after, "support")
    assert str(noor) not in side(after, "challenge")


@pytest.mark.demand("D-387")
def test_the_list_always_has_two_sides_and_excellence_is_not_only_in_marks(world: World, teacher: Client) -> None:
    empty = page(teacher, world)
    assert "Niemand lijkt nu meer steun nodig te hebben" in side(empty, "support")
    assert "Wie verraste je, ook buiten een toets?" in side(empty, "challenge")
    teacher.post(
        reverse("today_capture", args=[world.group.pk]),
        {
            "capture": "7b2d9a3e-8c4f-4b64-9d63-0d7f4a1b2c3d", "learner": world.learners[3].pk, "step": 4,
            "goal": world.goals["compare"].pk, "kind": "product",
        },
    )  # fmt: skip
    challenge = side(page(teacher, world), "challenge")
    assert "data-excelled" in challenge
    assert str(world.learners[3]) in challenge


@pytest.mark.demand("D-414")
def test_who_had_little_instruction_this_fortnight_is_listed(world: World, teacher: Client) -> None:
    address, today = reverse("instruction_watch", args=[world.group.pk]), timezone.localdate()
    assert "Zet activiteiten op een dag" in teacher.get(address).content.decode()
    for back in range(4):
        Activity.objects.create(
            unit_of_work=world.unit_of_work, title="Uitleg", on=today - timedelta(days=back), minutes=40
        )
        Activity.objects.create(
            unit_of_work=world.unit_of_work, title="Samen", kind="cooperation", on=today - timedelta(days=back)
        )
    first, away, skips = world.learners[:3]
    Absence.objects.create(person=away, first=today - timedelta(days=10), last=today - timedelta(days=1))
    for activity in Activity.objects.filter(title="Samen"):
        teacher.post(reverse("lesson_activity_skip", args=[activity.pk, skips.pk]))
    found = teacher.get(address).content.decode()
    assert found.count("data-little") == 2
    assert str(away) in found
    assert "40 min instructie en oefenen, 1 keer samengewerkt" in " ".join(found.split())
    assert str(skips) in found, "R2: working together is watched as well"
    assert str(first) not in found.partition("data-little")[2]


def test_after_a_unit_its_goals_come_back_for_whom_they_are_due(world: World, teacher: Client) -> None:
    noor, ilyas = world.learners[:2]
    seen(noor, world.goals["compare"], [1.0] * 4, days_ago=100)
    seen(ilyas, world.goals["compare"], [1.0] * 4)
    due = side(page(teacher, world), "review")
    assert "breuken vergelijken" in due
    assert str(noor) in due
    assert str(ilyas) not in due, "it was there yesterday"
