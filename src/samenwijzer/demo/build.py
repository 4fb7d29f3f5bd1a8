"""Building the demo, stage after stage; an interrupted build is recognised and made again from nothing."""

from collections.abc import Callable
from datetime import date

from django.core.management import call_command
from django.db.models import Min
from django.utils import timezone

from samenwijzer.demo.across import pair_across
from samenwijzer.demo.around import stand_around
from samenwijzer.demo.blueprint import SHOWN_CLASS, SchoolSpec, Size, schools
from samenwijzer.demo.care import lay_care
from samenwijzer.demo.communities import organise_communities
from samenwijzer.demo.compass import write_plans
from samenwijzer.demo.evidence import ClassHistory, SchoolTime, enter_sheet, record_class
from samenwijzer.demo.flex import lay_flex_hours
from samenwijzer.demo.indicators import count_indicators
from samenwijzer.demo.learner_model import switch_on
from samenwijzer.demo.learning import learn_together
from samenwijzer.demo.lessons import show_lessons
from samenwijzer.demo.looking import look_together
from samenwijzer.demo.materials import fill_bank
from samenwijzer.demo.own_ways import lead_own_ways
from samenwijzer.demo.pairs import pair_up
from samenwijzer.demo.partners import work_with_partners
from samenwijzer.demo.plans import Curriculum, plan_lessons, stretch_on
from samenwijzer.demo.policy import make_policy
from samenwijzer.demo.population import Population, populate
from samenwijzer.demo.scaling import look_at_schools
from samenwijzer.demo.steering import let_steer
from samenwijzer.demo.structure import raise_structure
from samenwijzer.demo.support import support_schools
from samenwijzer.demo.teams import gather_teams
from samenwijzer.demo.timetable import lay_timetable
from samenwijzer.demo.together import work_together
from samenwijzer.demo.training import keep_learning
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.identifiers.actions import remember
from samenwijzer.foundation.identifiers.queries import known
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.foundation.tasks.actions import enqueue
from samenwijzer.foundation.tasks.registry import Progress
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.learning.progress.refresh import refresh_all
from samenwijzer.network.calendar.queries import school_days
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.pack import frameworks

SEED = 2030
#: Under this name the demo remembers what it built; the value of each mark is a day.
SYSTEM = "samenwijzer demo"
STARTED = "started"
#: Starts a stage of the build and returns what tells how far it is.
Stage = Callable[[str], Progress]


def built_on(size: Size) -> date | None:
    """Return the day on which a demo of this size was finished, ``None`` when there is none."""
    days = known(system=SYSTEM, kind=size.value)
    return date.fromisoformat(max(days)) if days else None


def clear() -> None:
    """Empty a database that holds a demo, finished or not; one that holds other people is refused and left alone."""
    if not known(system=SYSTEM, kind=STARTED) and Person.objects.exists():
        raise Refused(
            "This database holds people who are not of the demo. Nothing was changed. "
            "Give the demo a database of its own with DATABASE_URL or SAMENWIJZER_HOME."
        )
    call_command("flush", interactive=False, verbosity=0)


def build(*, size: Size, stage: Stage, today: date, seed: int = SEED) -> None:
    """Build a demo of this size with evidence until yesterday; whatever demo stood there goes."""
    clear()
    remember(system=SYSTEM, kind=STARTED, ids={today.isoformat(): 0})
    year = SchoolYear.of(today)
    specs = schools(size)
    _load_goals(stage("Goals"))
    tell = stage("Schools and people")
    units = raise_structure(schools=specs, year=year)
    tell(1, 3)
    population = populate(schools=specs, units=units, year=year, seed=seed)
    tell(2, 3)
    lay_timetable(schools=specs, units=units, year=year)
    tell(3, 3)
    _record_evidence(specs, units, population, today, seed, stage)
    refresh_all(progress=stage("Estimates"))
    switch_on(schools=specs, units=units)
    stand_around(units=units, population=population, today=today)
    lay_flex_hours(population=population, units=units, today=today)
    let_steer(schools=specs, units=units, population=population, today=today)
    work_together(units=units, today=today)
    pair_up(units=units, today=today)
    pair_across(units=units, population=population, today=today)
    make_policy(schools=specs, units=units, today=today)
    write_plans(schools=specs, units=units, today=today)
    look_at_schools(schools=specs, units=units, today=today)
    fill_bank(schools=specs, units=units, today=today)
    lay_care(units=units, population=population, today=today)
    gather_teams(schools=specs, units=units, today=today)
    learn_together(schools=specs, units=units, today=today)
    organise_communities(schools=specs, units=units, today=today)
    work_with_partners(schools=specs, units=units, today=today)
    count_indicators(schools=specs, units=units, today=today)
    keep_learning(schools=specs, units=units, today=today)
    look_together(schools=specs, units=units, today=today)
    support_schools(schools=specs, units=units, today=today)
    if SHOWN_CLASS in units:
        lead_own_ways(group=units[SHOWN_CLASS], on=today)
    remember(system=SYSTEM, kind=size.value, ids={today.isoformat(): units[specs[0].name].pk})


def refresh_when_a_day_old() -> bool:
    """Ask for new estimates when the oldest were not made today, so that forgetting shows; return whether it was."""
    oldest = Estimate.objects.aggregate(oldest=Min("computed_at"))["oldest"]
    if oldest is None or timezone.localdate(oldest) >= timezone.localdate():
        return False
    enqueue(name="refresh estimates")
    return True


def _load_goals(tell: Progress) -> None:
    contents = frameworks()
    for number, content in enumerate(contents, start=1):
        save_framework(framework=content, by=None)
        tell(number, len(contents))


def _record_evidence(
    specs: tuple[SchoolSpec, ...], units: dict[str, Unit], population: Population, today: date, seed: int, stage: Stage
) -> None:
    curriculum = Curriculum()
    histories = _histories(specs, units, population, curriculum, today)
    plan_lessons([(one.unit, one.this.stretches) for one in histories])
    show_lessons(histories, today)
    tell = stage("A year of evidence")
    sheets = []
    for number, history in enumerate(histories, start=1):
        sheets += record_class(history=history, curriculum=curriculum, today=today, seed=seed)
        tell(number, len(histories))
    tell = stage("Tests on sheets")
    for number, sheet in enumerate(sheets, start=1):
        enter_sheet(sheet)
        tell(number, len(sheets))


def _histories(
    specs: tuple[SchoolSpec, ...], units: dict[str, Unit], population: Population, curriculum: Curriculum, today: date
) -> list[ClassHistory]:
    year = SchoolYear.of(today)
    classes = {spec.name: spec for school in specs for spec in school.classes}
    running = stretch_on(today)
    found = []
    for spec in (spec for spec in classes.values() if spec.size):
        times = []
        for one, which in ((year.previous, classes.get(spec.came_from)), (year, spec)):
            days = school_days(path=units[spec.name].path, first=one.first_day, last=one.last_day)
            stretches = curriculum.year_plan(which, one, running) if which else []
            teachers = [population.adults[key].pk for key in which.teachers] if which else []
            times.append(SchoolTime([day for day in days if day < today], stretches, teachers))
        found.append(ClassHistory(spec, units[spec.name], population.classes[spec.name], *times))
    return found
