"""What a day looks like, and which days are school days."""

from datetime import date, time

from samenwijzer.network.calendar.models import Closure, Slot
from samenwijzer.network.calendar.queries import day, school_days
from tests.worlds import World

MONDAY = date(2026, 11, 23)


def slot(world: World, title: str, begins: int, weekday: int = 0) -> Slot:
    return Slot.objects.create(
        unit=world.group,
        title=title,
        weekday=weekday,
        begins=time(begins),
        finishes=time(begins + 1),
        starts=date(2026, 9, 1),
    )


def test_a_day_lists_the_meetings_in_order(world: World) -> None:
    for title, begins, weekday in (("Lezen", 10, 0), ("Onthaal", 8, 0), ("Sport", 9, 1)):
        slot(world, title, begins, weekday)
    assert [hour.title for hour in day(units=[world.group.pk], on=MONDAY)] == ["Onthaal", "Lezen"]


def test_no_meetings_while_the_school_is_closed(world: World) -> None:
    slot(world, "Onthaal", 8)
    Closure.objects.create(unit=world.school, title="vrije dag", first=MONDAY, last=MONDAY)
    assert day(units=[world.group.pk], on=MONDAY) == []


def test_school_days_leave_out_weekends_and_closures(world: World) -> None:
    Closure.objects.create(unit=world.network, title="vrije dag", first=date(2026, 11, 25), last=date(2026, 11, 26))
    days = school_days(path=world.group.path, first=MONDAY, last=date(2026, 11, 29))
    assert days == [date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27)]
