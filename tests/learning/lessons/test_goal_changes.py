"""When the curriculum changes, running units of work follow and their teachers hear of it (D-270)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from samenwijzer.learning.lessons.models import UnitGoal
from samenwijzer.network.notices.models import Notice
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent, LinkContent
from tests.worlds import World

KEYS = ("equivalent", "compare", "add", "clock")


def content(world: World, *, version: str, links: tuple[tuple[str, str], ...] = (), **texts: str) -> FrameworkContent:
    """The framework of the world again, with other texts; an empty text leaves the goal out."""
    framework = world.goals["add"].framework
    standing = {key: world.goals[key].statement for key in KEYS} | {key: {"nl": text} for key, text in texts.items()}
    return FrameworkContent(
        identifier=framework.identifier,
        version=version,
        title=framework.title,
        kind=framework.kind,
        status=framework.status,
        goals=tuple(
            GoalContent(key, None, statement) for key, statement in standing.items() if texts.get(key, "as it was")
        ),
        links=tuple(LinkContent(origin, destination, "replacedBy") for origin, destination in links),
    )


def goals_at_work(world: World) -> list[str]:
    rows = UnitGoal.objects.filter(unit_of_work=world.unit_of_work).select_related("goal__framework")
    return [f"{row.goal.identifier} {row.goal.framework.version}" for row in rows]


def notices() -> list[tuple[str, str]]:
    return [(str(one.person), one.text) for one in Notice.objects.select_related("person")]


@pytest.mark.demand("D-270", partly=True)
def test_the_teacher_of_a_running_unit_hears_what_changed(world: World) -> None:
    save_framework(framework=content(world, version="2", compare="Anders gezegd.", clock="Ook anders."), by=None)
    ((person, text),) = notices()
    assert person == "Lotte Vermeulen"
    assert text == "“Breuken” (L3A) – Wiskunde (voorbeeld) 2: 1 doel anders verwoord."
    assert goals_at_work(world) == ["compare 1", "add 1"]


def test_a_replaced_goal_makes_room_in_a_running_unit(world: World) -> None:
    save_framework(framework=content(world, version="2", order="Ordenen.", links=(("compare", "order"),)), by=None)
    assert goals_at_work(world) == ["order 2", "add 1"]
    assert "1 doel vervangen" in notices()[0][1]


def test_a_split_goal_stays_for_the_teacher_to_choose(world: World) -> None:
    links = (("compare", "one"), ("compare", "two"))
    save_framework(framework=content(world, version="2", one="Een.", two="Twee.", links=links), by=None)
    assert goals_at_work(world) == ["compare 1", "add 1"]
    assert "1 doel verdwenen" in notices()[0][1]


def test_two_goals_that_become_one_stand_there_once(world: World) -> None:
    links = (("compare", "both"), ("add", "both"))
    save_framework(framework=content(world, version="2", both="Beide.", links=links), by=None)
    assert goals_at_work(world) == ["both 2"]


def test_a_unit_of_work_that_is_over_is_left_alone(world: World) -> None:
    unit = world.unit_of_work
    unit.ends = unit.starts + timedelta(days=1)
    unit.save()
    save_framework(framework=content(world, version="2", order="Ordenen.", links=(("compare", "order"),)), by=None)
    assert goals_at_work(world) == ["compare 1", "add 1"]
    assert notices() == []


def test_the_same_version_again_tells_once(world: World) -> None:
    newer = content(world, version="1", compare="")
    save_framework(framework=newer, by=None)
    save_framework(framework=newer, by=None)
    assert len(notices()) == 1


def test_a_second_arrival_of_a_new_version_does_not_tell_the_first_again(world: World) -> None:
    second = content(world, version="2", compare="Anders gezegd.")
    save_framework(framework=second, by=None)
    save_framework(framework=replace(second, goals=(*second.goals, GoalContent("x", None, {"nl": "x"}))), by=None)
    assert len(notices()) == 1
