"""What each class works at: units of work over four stretches of the school year, from the sample curricula."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from samenwijzer.demo.blueprint import ClassSpec
from samenwijzer.demo.holidays import holidays
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.lessons.actions import plan_units
from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.goals.models import Goal, GoalLink

MATHEMATICS, DUTCH, ADULTS = (f"go2030-voorbeeldleerplan-{subject}" for subject in ("wiskunde", "nederlands", "cvo"))
#: Frameworks of a class in the order of its teachers: the first records the first.
SUBJECTS = (MATHEMATICS, DUTCH)
#: Part of the goals of a year that each stretch takes on.
SHARES = (0.15, 0.3, 0.3, 0.25)
#: The unit of the shown class that runs today, whenever today is, and what its level does in the other stretches.
RUNNING = (
    "Breuken en meten",
    (
        "wi-3-08", "wi-3-09", "wi-3-10", "wi-3-12", "wi-3-13", "wi-3-14", "wi-3-15",
        "wi-3-16", "wi-3-17", "wi-3-18", "wi-3-19", "wi-3-20", "wi-3-21", "wi-3-22",
    ),
)  # fmt: skip
OTHER = (
    ("Getallen tot 1000", ("wi-3-01", "wi-3-02", "wi-3-03", "wi-3-11")),
    ("Tafels en cijferen", ("wi-3-04", "wi-3-05", "wi-3-06", "wi-3-07")),
    ("Vormen, gewichten en gegevens", ("wi-3-23", "wi-3-24", "wi-3-25", "wi-3-26", "wi-3-27")),
)
#: In the B-stream much comes back that was learned before: what a goal needs is taken up with it.
WITH_PREREQUISITES = ("1SO-B", "2SO-B")
COURSE_PARTS = {"Nederlands voor beginners": "cvo-nt2", "Digitale start": "cvo-digitaal"}
KINDERGARTEN_TITLES = {MATHEMATICS: "Wij tellen en sorteren", DUTCH: "Wij vertellen en luisteren"}


@dataclass(frozen=True)
class Stretch:
    """A stretch of a class's year in one framework: from ``starts`` until ``ends`` it works at ``goals``, in order."""

    title: str
    subject: int
    starts: date
    ends: date
    goals: tuple[Goal, ...]


def stretches_of(year: SchoolYear) -> list[tuple[date, date]]:
    """Return the four stretches: September, until Christmas, until Easter, until summer; holidays close a stretch."""
    by_title = {holiday.title: holiday for holiday in holidays(year)}
    late_september = date(year.start, 9, 25)
    starts = [
        year.first_day,
        late_september + timedelta(days=-late_september.weekday() % 7),
        by_title["Kerstvakantie"].last + timedelta(days=1),
        by_title["Paasvakantie"].last + timedelta(days=1),
    ]
    return list(zip(starts, [*(one - timedelta(days=1) for one in starts[1:]), year.last_day], strict=True))


def stretch_on(day: date) -> int:
    """Return which of the four stretches of its school year ``day`` falls in, from 0."""
    return sum(starts <= day for starts, _ in stretches_of(SchoolYear.of(day))) - 1


class Curriculum:
    """The goals of the sample curricula, read once."""

    def __init__(self) -> None:
        rows = Goal.objects.filter(framework__identifier__in=(*SUBJECTS, ADULTS), kind="goal")
        self.goals = list(rows.select_related("framework", "parent"))
        self.by_identifier = {goal.identifier: goal for goal in self.goals}
        links = GoalLink.objects.filter(kind=GoalLink.Kind.PREREQUISITE, origin__in=self.goals)
        self.links = list(links.values_list("origin_id", "destination_id"))

    def year_plan(self, spec: ClassSpec, year: SchoolYear, running: int) -> list[Stretch]:
        """Return what a class like ``spec`` does in ``year``; :data:`RUNNING` has its place in stretch ``running``."""
        spans = stretches_of(year)
        found = []
        for subject in range(1 if spec.level == "CVO" else len(SUBJECTS)):
            parts = self._parts(spec, subject, running)
            for (starts, ends), (title, goals) in zip(spans, parts, strict=True):
                if goals:
                    found.append(Stretch(title, subject, starts, ends, tuple(goals)))
        return found

    def _parts(self, spec: ClassSpec, subject: int, running: int) -> list[tuple[str, Sequence[Goal]]]:
        if spec.level == "L3" and SUBJECTS[subject] == MATHEMATICS:
            chosen = [*OTHER[:running], RUNNING, *OTHER[running:]]
            return [(title, [self.by_identifier[one] for one in ids]) for title, ids in chosen]
        goals = self._goals(spec, subject)
        bounds = [round(sum(SHARES[:n]) * len(goals)) for n in range(len(SHARES) + 1)]
        parts = [goals[first:last] for first, last in pairwise(bounds)]
        return [(_title(spec, subject, part), part) for part in parts]

    def _goals(self, spec: ClassSpec, subject: int) -> list[Goal]:
        if spec.name in COURSE_PARTS:
            return [one for one in self.goals if one.parent and one.parent.identifier == COURSE_PARTS[spec.name]]
        own = [one for one in self.goals if one.level == spec.level and one.framework.identifier == SUBJECTS[subject]]
        if spec.level not in WITH_PREREQUISITES:
            return own
        ids = {one.pk for one in own}
        needed = ids | {destination for origin, destination in self.links if origin in ids}
        return [one for one in self.goals if one.pk in needed]


def _title(spec: ClassSpec, subject: int, goals: Sequence[Goal]) -> str:
    if spec.level == "kleuter":
        return KINDERGARTEN_TITLES[SUBJECTS[subject]]
    parts = list(dict.fromkeys(goal.parent.title for goal in goals if goal.parent))[:2]
    return " en ".join([part if n == 0 else part[0].lower() + part[1:] for n, part in enumerate(parts)])


def plan_lessons(plans: Sequence[tuple[Unit, Sequence[Stretch]]]) -> None:
    """Store the units of work of classes."""
    units = [
        (UnitOfWork(group=unit, title=one.title, starts=one.starts, ends=one.ends), [goal.pk for goal in one.goals])
        for unit, stretches in plans
        for one in stretches
    ]
    plan_units(units=units, by=None)
