"""The calendar of a school: modules, day-parts of any length, and rooms found by what people do in them."""

from datetime import date, time

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.calendar.models import Period, Room, Slot
from samenwijzer.network.calendar.queries import day, school_days
from tests.worlds import World

ROOMS = (
    ("Leerplein", 60, 4, ["instruction", "screens"]),
    ("Open leercentrum", 80, 6, ["screens"]),
    ("Lokaal 3A", 24, 1, ["instruction"]),
    ("Aula", 200, 5, ["instruction"]),
)


@pytest.mark.demand("D-066")
def test_a_school_runs_five_modules_and_day_parts_of_ninety_minutes(world: World) -> None:
    client, year = world.client_of(world.head), SchoolYear.of(timezone.localdate())
    sent = {"title": "Module", "count": 5, "first": year.first_day.isoformat(), "last": year.last_day.isoformat()}
    assert client.post(reverse("calendar_periods"), sent).status_code == 302
    modules = list(Period.objects.filter(unit=world.school))
    assert [one.title for one in modules] == [f"Module {number}" for number in range(1, 6)]
    assert (modules[0].first, modules[-1].last) == (year.first_day, year.last_day)
    assert client.post(reverse("calendar_periods"), sent).status_code == 422, "they are there already"
    for number, (begins, finishes) in enumerate((("08:30", "10:00"), ("10:15", "11:45"))):
        part = {"title": f"Dagdeel {number + 1}", "groups": [world.group.pk], "weekday": [0, 1, 2, 3, 4],
                "begins": begins, "finishes": finishes, "period": modules[1].pk}  # fmt: skip
        assert client.post(reverse("calendar_slots"), part).status_code == 302
        assert client.post(reverse("calendar_slots"), part | {"finishes": "08:00"}).status_code == 422
    inside = school_days(path=world.group.path, first=modules[1].first, last=modules[1].last)[0]
    assert [(one.title, one.begins, one.finishes) for one in day(units=[world.group.pk], on=inside)] == [
        ("Dagdeel 1", time(8, 30), time(10)), ("Dagdeel 2", time(10, 15), time(11, 45)),
    ]  # fmt: skip
    outside: date = school_days(path=world.group.path, first=modules[2].first, last=modules[2].last)[0]
    assert day(units=[world.group.pk], on=outside) == []
    assert "Module 5" in client.get(reverse("calendar")).content.decode()


@pytest.mark.demand("D-068")
def test_a_search_in_words_finds_the_rooms_that_fit(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = world.client_of(world.head)
    for name, seats, groups, affords in ROOMS:
        values = {"name": name, "seats": seats, "groups": groups, "affords": affords}
        assert client.post(reverse("calendar_room"), values).status_code == 302
    client.post(reverse("calendar_room"), {"name": "Aula", "seats": 220, "groups": 5, "affords": ["instruction"]})
    assert Room.objects.get(name="Aula").seats == 220, "the same name is the same room"
    Room.objects.create(unit=world.other_school, name="Elders", seats=90, groups=9, affords=["instruction"])
    found = client.get(reverse("calendar"), {"zoek": "ruimte voor 3 groepen + instructie"}).context["rooms"]
    assert [room.name for room, _affords in found] == ["Leerplein", "Aula"], "the smallest that fits first"
    assert client.get(reverse("calendar"), {"zoek": "9 groepen buiten"}).context["rooms"] == []
    on = timezone.localdate()
    Slot.objects.bulk_create(
        Slot(unit=world.group, title="Blok", weekday=n % 5, begins=time(8), finishes=time(9), starts=on)
        for n in range(30)
    )
    with django_assert_max_num_queries(12):
        week = client.get(reverse("calendar")).context["week"]
    assert [len(lines) for _day, lines, _is_today in week] == [1] * 5, "the same at the same time is one line"
    assert world.client_of(world.teacher).get(reverse("calendar")).status_code == 404
