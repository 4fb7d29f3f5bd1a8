"""Groups across classes: the timetables of all of them hold, and the reason is named when they do not fit."""

from datetime import time, timedelta

import pytest

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.groups.actions import Named, publish
from samenwijzer.learning.groups.basis import Asked, Placed
from samenwijzer.learning.groups.models import Grouping
from samenwijzer.learning.groups.timetables import across
from samenwijzer.network.calendar.models import Slot
from samenwijzer.network.organisation.actions import add_members, create_unit
from samenwijzer.network.organisation.models import Membership, Unit
from tests.worlds import World

pytestmark = pytest.mark.django_db


def team(world: World) -> Unit:
    """Let both third years, with the teacher, be one core team."""
    unit = create_unit(kind="core_team", name="Kernteam L3", parent=world.school, by=None)
    people = [(one, "learner") for one in [*world.learners, *world.parallel_learners]] + [(world.teacher, "teacher")]
    starts = world.viewer(world.teacher).on - timedelta(days=80)
    add_members(
        memberships=[Membership(person=one, unit=unit, role=role, starts=starts) for one, role in people], by=None
    )
    return unit


def lesson(world: World, unit: Unit, title: str, begins: int, minutes: int = 50) -> None:
    Slot.objects.create(
        unit=unit, title=title, weekday=1, begins=time(begins), finishes=time(begins + minutes // 60, minutes % 60),
        starts=world.viewer(world.teacher).on - timedelta(days=80),
    )  # fmt: skip


def put_up(world: World, unit: Unit, meeting: str) -> Grouping:
    viewer, here = world.viewer(world.teacher), (world.learners[0].pk, world.parallel_learners[0].pk)
    asked = Asked(purpose="cooperation", goal=None, largest=4, here=here, meeting=meeting)
    groups = [Named("Orion", Placed(None, here))]
    return publish(unit=unit.pk, asked=asked, groups=groups, ends=viewer.on + timedelta(days=7), by=viewer)


@pytest.mark.demand("D-422")
def test_a_group_across_classes_respects_both_timetables(world: World) -> None:
    """Cross-class group respects both timetables."""
    unit = team(world)
    for group in (world.group, world.parallel_group):
        lesson(world, group, "Flexuur", 13)
        lesson(world, group, "Wiskunde", 9)
    lesson(world, world.group, "Zwemmen", 10)
    lesson(world, world.parallel_group, "Lezen", 10)
    lesson(world, world.parallel_group, "Kooklessen", 9, minutes=30)
    viewer = world.viewer(world.teacher)
    people = [one.pk for one in [*world.learners, *world.parallel_learners]]
    shared = across(unit=unit.pk, learners=people, on=viewer.on).meetings
    assert {(one.title, tuple(names)) for one, names in shared.items()} == {
        ("Flexuur", ("L3A", "L3B")), ("Wiskunde", ("L3A", "L3B")),
    }  # fmt: skip
    page = world.client_of(world.teacher).get(f"/groepen/{unit.pk}/")
    assert "dinsdag 13:00–13:50 · Flexuur" in page.content.decode()

    made = put_up(world, unit, "1 13:00 13:50")
    assert (made.weekday, made.begins, made.finishes) == (1, time(13), time(13, 50))
    assert "dinsdag 13:00–13:50" in world.client_of(world.teacher).get(f"/groepen/lijst/{made.pk}/").content.decode()
    with pytest.raises(Refused, match=r"Pien \(L3B\) heeft dan Kooklessen"):
        put_up(world, unit, "1 09:00 09:50")
    with pytest.raises(Refused, match="niet samen"):
        put_up(world, unit, "1 10:00 10:50")
    assert put_up(world, unit, "").weekday is None
    assert Grouping.objects.count() == 2


def test_one_class_is_not_asked_when(world: World) -> None:
    lesson(world, world.group, "Flexuur", 13)
    assert "meeting" not in world.client_of(world.teacher).get(f"/groepen/{world.group.pk}/").content.decode()
