"""When the classes, courses and core teams come together each week."""

from collections.abc import Iterator
from datetime import time
from itertools import chain

from samenwijzer.demo.blueprint import ClassSpec, SchoolSpec
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.calendar.actions import add_slots
from samenwijzer.network.calendar.models import Slot
from samenwijzer.network.organisation.models import Unit

#: A meeting: the weekdays it is held on (0 = Monday), when it begins and finishes, and what it is called.
Meeting = tuple[str, str, str, str]
ALL, AFTERNOONS = "01234", "0134"

KINDERGARTEN: tuple[Meeting, ...] = (
    (ALL, "08:30", "08:50", "Onthaal"),
    (ALL, "08:50", "09:20", "Kring"),
    (ALL, "09:20", "10:15", "Hoekenwerk"),
    (ALL, "10:30", "11:20", "Bewegen en spelen"),
    (AFTERNOONS, "13:15", "14:10", "Hoekenwerk"),
    (AFTERNOONS, "14:25", "15:10", "Samen lezen"),
)
PRIMARY: tuple[Meeting, ...] = (
    (ALL, "08:30", "08:50", "Onthaal"),
    (ALL, "08:50", "10:05", "Wiskunde"),
    (ALL, "10:20", "10:45", "Samen lezen"),
    (ALL, "10:45", "11:45", "Nederlands"),
    ("03", "13:15", "14:05", "Flexuur"),
    ("14", "13:15", "14:05", "Wereldoriëntatie"),
    ("03", "14:20", "15:20", "Muzische vorming"),
    ("1", "14:20", "15:20", "Bewegingsopvoeding"),
    ("4", "14:20", "15:20", "Kring: hoe ging mijn week?"),
)
SECONDARY_ALWAYS: tuple[Meeting, ...] = (
    (ALL, "08:20", "08:30", "Onthaal"),
    ("13", "13:05", "13:55", "Flexuur"),
    ("04", "13:05", "13:55", "Maatschappelijke vorming"),
    (AFTERNOONS, "13:55", "15:35", "Project"),
)
SECONDARY_HOURS = (("08:30", "09:20"), ("09:20", "10:10"), ("10:25", "11:15"), ("11:15", "12:05"))
SECONDARY_SUBJECTS = ("Wiskunde", "Nederlands", "Frans", "Wetenschappen")
COURSES: dict[str, tuple[Meeting, ...]] = {
    "Nederlands voor beginners": (("03", "09:00", "12:00", "Nederlands in het dagelijks leven"),),
    "Digitale start": (("14", "09:00", "12:00", "Aan de slag met je toestel"),),
}
TEAM_MEETING: Meeting = ("0", "15:30", "16:10", "Kernteamoverleg")
#: How far the hours of a class are shifted, so that no teacher stands in two classes at once.
SHIFTS = {"1B": 1, "2A1": 1, "2A2": 2, "2B": 2}
#: Groups that meet elsewhere than in their own room.
ROOMS = {"Digitale start": "computerklas"}


def lay_timetable(*, schools: tuple[SchoolSpec, ...], units: dict[str, Unit], year: SchoolYear) -> None:
    """Store the weekly meetings of this school year."""
    slots = chain.from_iterable(_slots(school, units, year) for school in schools)
    add_slots(slots=list(slots), by=None)


def _slots(school: SchoolSpec, units: dict[str, Unit], year: SchoolYear) -> Iterator[Slot]:
    groups = [(spec.name, _meetings(spec)) for spec in school.classes if spec.size]
    groups += [(team.name, (TEAM_MEETING,)) for team in school.core_teams]
    for name, meetings in groups:
        for weekdays, begins, finishes, title in meetings:
            for weekday in weekdays:
                yield Slot(
                    unit=units[name],
                    title=title,
                    weekday=int(weekday),
                    begins=time.fromisoformat(begins),
                    finishes=time.fromisoformat(finishes),
                    place=ROOMS.get(name, ""),
                    starts=year.first_day,
                    ends=year.last_day,
                )


def _meetings(spec: ClassSpec) -> tuple[Meeting, ...]:
    if spec.name in COURSES:
        return COURSES[spec.name]
    if "SO-" in spec.level:
        return SECONDARY_ALWAYS + _hours(SHIFTS.get(spec.name, 0))
    return KINDERGARTEN if spec.level == "kleuter" else PRIMARY


def _hours(shift: int) -> tuple[Meeting, ...]:
    """Let the subjects take turns over the morning hours: each day they move up one hour."""
    count = len(SECONDARY_HOURS)
    return tuple(
        (weekday, *SECONDARY_HOURS[(int(weekday) + shift + place) % count], subject)
        for weekday in ALL
        for place, subject in enumerate(SECONDARY_SUBJECTS)
    )
