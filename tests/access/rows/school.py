"""Who gets in at each address of the school: organisation, involvement, the learner model, effort."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samenwijzer.network.access.models import Involvement, SupportSession
from samenwijzer.network.calendar.changes import Before
from samenwijzer.network.calendar.models import Period, Room, Slot
from samenwijzer.network.people.models import Guardianship
from tests.access.places import unit
from tests.access.scene import (
    ACTS_FOR_LEARNER,
    EVERYBODY,
    KEEPS_ROSTER,
    KNOWS_L3A,
    NOBODY,
    SCHOOL,
    Address,
    Scene,
    read_only,
    write_only,
)


def an_involvement(scene: Scene) -> dict[str, Any]:
    """Name an involvement with the learner that just began."""
    today = timezone.localdate()
    values = {"person": scene.world.central_staff, "learner": scene.learner, "unit": scene.world.school_group}
    made = Involvement.objects.get_or_create(**values, role="clb_staff", reason="x", starts=today, ends=today)
    return {"involvement": made[0].pk}


def a_guardianship(scene: Scene) -> dict[str, Any]:
    """Name somebody who acts for the learner since today."""
    values = {"guardian": scene.world.colleague, "learner": scene.learner, "starts": timezone.localdate()}
    return {"guardianship": Guardianship.objects.get_or_create(**values)[0].pk}


def a_support_session(scene: Scene) -> dict[str, Any]:
    """Name a session in the school of the learner that runs."""
    now, by = timezone.now(), scene.world.head
    values = {"person": scene.world.central_staff, "unit": scene.world.school, "allowed_by": by, "reason": "x"}
    made = SupportSession.objects.create(**values, starts_at=now, ends_at=now + timedelta(minutes=5))
    return {"session": made.pk}


def a_part_of_the_year(scene: Scene) -> dict[str, Any]:
    """Name a part of the year of the school."""
    today = timezone.localdate()
    values = {"unit": scene.world.school, "first": today, "defaults": {"title": "Module", "last": today}}
    return {"period": Period.objects.get_or_create(**values)[0].pk}


def a_meeting(scene: Scene) -> dict[str, Any]:
    """Name a weekly meeting of L3A."""
    values = {"title": "Blok", "weekday": 0, "begins": "8:30", "finishes": "10:00", "starts": timezone.localdate()}
    return {"slot": Slot.objects.create(unit=scene.world.group, **values).pk}


def a_room(scene: Scene) -> dict[str, Any]:
    """Name a room of the school."""
    return {"room": Room.objects.get_or_create(unit=scene.world.school, name="Refter", defaults={"seats": 60})[0].pk}


def a_calendar_before(scene: Scene) -> dict[str, Any]:
    """Name how a room was before it was changed."""
    room = Room.objects.get(pk=a_room(scene)["room"])
    return {"before": Before.of([room]).signed()}


MODULES = {"title": "Module", "count": 5, "first": "2026-09-01", "last": "2027-06-30"}
PART = {"title": "Herfst", "first": "2026-09-01", "last": "2026-12-20"}
DAY_PART = {"title": "Blok", "weekday": 0, "begins": "8:30", "finishes": "10:00"}
ROWS: list[Address] = [
    *read_only("head_today", frozenset({"head"})),
    *read_only("calendar", KEEPS_ROSTER | SCHOOL),
    *write_only("calendar_periods", KEEPS_ROSTER, data=lambda scene: MODULES),
    *write_only("calendar_slots", KEEPS_ROSTER, data=lambda scene: DAY_PART | {"groups": scene.world.group.pk}),
    *write_only("calendar_room", KEEPS_ROSTER, data=lambda scene: {"name": "Refter", "seats": 60, "groups": 3}),
    Address("calendar_period_change", "GET", KEEPS_ROSTER, a_part_of_the_year),
    Address("calendar_period_change", "POST", KEEPS_ROSTER, a_part_of_the_year, lambda scene: PART),
    *write_only("calendar_period_away", KEEPS_ROSTER, a_part_of_the_year),
    Address("calendar_slot_change", "GET", KEEPS_ROSTER, a_meeting),
    Address(
        "calendar_slot_change",
        "POST",
        KEEPS_ROSTER,
        a_meeting,
        lambda scene: DAY_PART | {"groups": scene.world.group.pk},
    ),
    *write_only("calendar_slot_away", KEEPS_ROSTER, a_meeting),
    Address("calendar_room_change", "GET", KEEPS_ROSTER, a_room),
    Address(
        "calendar_room_change", "POST", KEEPS_ROSTER, a_room, lambda scene: {"name": "Aula", "seats": 60, "groups": 3}
    ),
    *write_only("calendar_room_away", KEEPS_ROSTER, a_room),
    *write_only("calendar_back", KEEPS_ROSTER, a_calendar_before),
    *read_only("learner_model", EVERYBODY),
    *write_only(
        "learner_model_school",
        frozenset({"head"}),
        lambda scene: {"unit": scene.world.school.pk},
        lambda scene: {"is_on": "0"},
    ),
    *write_only(
        "learner_model_learner",
        ACTS_FOR_LEARNER | {"care_coordinator"},
        lambda scene: {"learner": scene.learner.pk},
        lambda scene: {"is_on": "1"},
    ),
    *read_only("organisation", EVERYBODY),
    *read_only("unit", KNOWS_L3A, unit),
    *write_only("invite", KEEPS_ROSTER, unit),
    *read_only("involved", NOBODY),
    Address("around", "GET", SCHOOL, lambda scene: {"learner": scene.learner.pk}),
    Address("around", "POST", SCHOOL, lambda scene: {"learner": scene.learner.pk}),
    *write_only("end_involvement", SCHOOL, an_involvement),
    Address("guardians", "GET", KEEPS_ROSTER, lambda scene: {"learner": scene.learner.pk}),
    Address("guardians", "POST", KEEPS_ROSTER, lambda scene: {"learner": scene.learner.pk}),
    *write_only("end_guardian", KEEPS_ROSTER, a_guardianship),
    Address("support", "GET", frozenset({"head"})),
    Address("support", "POST", frozenset({"head"})),
    *write_only("end_support", frozenset({"head"}), a_support_session),
    *read_only("effort", KEEPS_ROSTER | {"general_director", "central_staff", "analyst"}),
    *write_only("effort_measure", EVERYBODY, data=lambda scene: {"form": "/vandaag/", "seconds": "3", "keys": "1"}),
]
