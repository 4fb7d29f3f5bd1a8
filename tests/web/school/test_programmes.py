"""Programmes of a school: two variants weighed, what they have in common, what a project takes from subjects."""

from decimal import Decimal

import pytest
from django.urls import reverse

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.practice.curriculum.actions import add_part, keep_staff_hours, make_programme
from samenwijzer.practice.curriculum.models import Programme
from samenwijzer.practice.curriculum.queries import compare
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent
from samenwijzer.practice.goals.models import Goal
from tests.worlds import World


def curriculum(subject: str, wordings: list[str]) -> list[Goal]:
    """Store a curriculum with one domain and a goal of L3 a wording."""
    identifier = f"https://voorbeeld.example/{subject}"
    goals = [GoalContent("top", None, {"nl": subject}, kind="domain")]
    goals += [GoalContent(f"g{n}", "top", {"nl": words}, level="L3") for n, words in enumerate(wordings)]
    content = FrameworkContent(identifier, "1", {"nl": subject}, "curriculum", "sample", tuple(goals))
    save_framework(framework=content, by=None)
    return list(Goal.objects.filter(framework__identifier=identifier, level="L3").order_by("position"))


def part(world: World, programme: Programme, subject: str, hours: str, goals: list[Goal], project: str = "") -> None:
    add_part(
        programme=programme.pk, title=project or subject, subject=subject, hours=Decimal(hours),
        is_project=bool(project), goals=[goal.pk for goal in goals], by=world.viewer(world.head),
    )  # fmt: skip


def programme(world: World, title: str, copy_of: Programme | None = None) -> Programme:
    by = world.viewer(world.head)
    return make_programme(unit=world.school.pk, title=title, level="L3", copy_of=copy_of.pk if copy_of else None, by=by)


def weighed(world: World, first: Programme, second: Programme) -> str:
    asked = {"een": first.pk, "twee": second.pk}
    address = reverse("programmes_weigh", args=[world.school.pk])
    return " ".join(world.client_of(world.teacher).get(address, asked).content.decode().split())


@pytest.mark.demand("D-062")
def test_two_variants_are_compared_on_goals_hours_and_staff(world: World) -> None:
    goals = curriculum("Wetenschappen", [f"De leerlingen kunnen {n}" for n in range(10)])
    now, more = programme(world, "Zoals nu"), programme(world, "Meer wetenschap")
    part(world, now, "wetenschappen", "2", goals[:6])
    part(world, more, "wetenschappen", "4.5", goals)
    keep_staff_hours(unit=world.school.pk, subject="wetenschappen", hours=Decimal(3), by=world.viewer(world.head))
    page = weighed(world, now, more)
    assert "6/10 (60%)" in page and "10/10 (100%)" in page
    assert "1,5: wetenschappen 1,5" in page
    assert page.index("geen") > 0
    found = compare(viewer=world.viewer(world.head), first=now.pk, second=more.pk)
    assert (found.first.hours, found.second.hours) == (Decimal(2), Decimal("4.5"))
    assert (found.first.short, found.second.short) == (0, Decimal("1.5"))


@pytest.mark.demand("D-063")
def test_twelve_identical_goals_of_two_programmes_are_found_and_joint_teaching_is_proposed(world: World) -> None:
    alike = [f"De leerlingen kunnen onderzoek {n} doen." for n in range(12)]
    first = curriculum("Economie", [*alike, "Alleen economie"])
    second = curriculum("Humane wetenschappen", [*alike[:11], alike[11].upper().rstrip("."), "Alleen humane"])
    one, other = programme(world, "Economische wetenschappen"), programme(world, "Humane wetenschappen")
    part(world, one, "economie", "4", first)
    part(world, other, "humane", "4", second)
    page = weighed(world, one, other)
    assert "12 doelen zijn in beide gelijk" in page
    assert "samen" in page


@pytest.mark.demand("D-064")
def test_a_project_shows_which_goals_each_subject_loses_or_gains(world: World) -> None:
    maths, dutch = (
        curriculum("Wiskunde", ["Meten", "Wegen", "Tellen"]),
        curriculum("Nederlands", ["Lezen", "Schrijven"]),
    )
    apart = programme(world, "Vakken apart")
    part(world, apart, "wiskunde", "5", maths)
    part(world, apart, "Nederlands", "5", dutch[:1])
    together = programme(world, "Met project", apart)
    part(world, together, "project", "3", [maths[0], maths[1], dutch[0]], project="De markt")
    part(world, together, "Nederlands", "1", dutch[1:])
    page = weighed(world, apart, together)
    assert "verliest 2 doelen, waarvan 2 naar een project" in page
    assert "verliest 1 doel, waarvan 1 naar een project" in page
    assert "wint 1 doel" in page
    shifts = {
        one.subject: one for one in compare(viewer=world.viewer(world.head), first=apart.pk, second=together.pk).shifts
    }
    assert [str(goal) for goal in shifts["wiskunde"].lost] == ["Meten", "Wegen"]
    assert [str(goal) for goal in shifts["Nederlands"].gained] == ["Schrijven"]
    assert not any(one.gone for one in shifts.values())


def test_who_does_not_answer_for_the_school_reads_but_lays_out_nothing(world: World) -> None:
    with pytest.raises(NotVisible):
        make_programme(unit=world.school.pk, title="x", level="", copy_of=None, by=world.viewer(world.teacher))
    made = programme(world, "Een")
    with pytest.raises(Refused):
        programme(world, "Een")
    client = world.client_of(world.head)
    goals = curriculum("Techniek", ["Bouwen"])
    sent = {"title": "Techniek", "subject": "techniek", "hours": "1,5", "domain": goals[0].parent_id}
    client.post(reverse("programme", args=[made.pk]), sent)
    page = client.get(reverse("programme", args=[made.pk])).content.decode()
    assert "1,5" in page and "Bouwen" in page
    assert client.post(reverse("programme", args=[made.pk]), sent | {"hours": "veel"}).status_code == 422
    client.post(reverse("programme_part_away", args=[made.parts.get().pk]))
    assert not made.parts.exists()
