"""The units of the network, and the days on which they are closed."""

from samenwijzer.demo.blueprint import CLB, NETWORK, SCHOOL_GROUP, ClassSpec, SchoolSpec
from samenwijzer.demo.holidays import holidays
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.calendar.actions import add_closures
from samenwijzer.network.calendar.models import Closure
from samenwijzer.network.organisation.actions import create_unit, create_units
from samenwijzer.network.organisation.models import Unit


def raise_structure(*, schools: tuple[SchoolSpec, ...], year: SchoolYear) -> dict[str, Unit]:
    """Store all units and return them by name; close the school group for the holidays of last year and this year."""
    network = create_unit(kind="network", name=NETWORK, parent=None, by=None)
    group = create_unit(kind="school_group", name=SCHOOL_GROUP, parent=network, by=None)
    below = [Unit(kind="clb", name=CLB, parent=group)]
    below += [Unit(kind=school.kind, name=school.name, parent=group) for school in schools]
    units = {unit.name: unit for unit in (network, group, *create_units(units=below, by=None))}
    parts = [part for school in schools for part in _parts(school, units[school.name], year)]
    units |= {unit.name: unit for unit in create_units(units=parts, by=None)}
    closures = [
        Closure(unit=group, title=holiday.title, first=holiday.first, last=holiday.last)
        for one in (year.previous, year)
        for holiday in holidays(one)
    ]
    add_closures(closures=closures, by=None)
    return units


def _parts(school: SchoolSpec, unit: Unit, year: SchoolYear) -> list[Unit]:
    classes = [_class(spec, school.class_kind, unit, year) for spec in school.classes]
    teams = [Unit(kind="core_team", name=team.name, parent=unit) for team in school.core_teams]
    return classes + teams + [Unit(kind="subject_team", name=team.name, parent=unit) for team in school.subject_teams]


def _class(spec: ClassSpec, kind: str, school: Unit, year: SchoolYear) -> Unit:
    ends = None if spec.size else year.previous.last_day
    return Unit(kind=kind, name=spec.name, parent=school, level=spec.level, ends=ends)
