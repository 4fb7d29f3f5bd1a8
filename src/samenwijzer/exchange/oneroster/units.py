"""Orgs and classes become units of the tree."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from samenwijzer.exchange.oneroster.classes import NO_PERIOD, Period, names, periods
from samenwijzer.exchange.oneroster.content import Mode, Roster
from samenwijzer.exchange.oneroster.places import RANKS, SCHOOL_RANK, place
from samenwijzer.exchange.oneroster.standing import UNIT, Standing, class_key, org_key
from samenwijzer.exchange.plans import Changes
from samenwijzer.foundation.identifiers.actions import remember
from samenwijzer.foundation.problems import Problem, Problems
from samenwijzer.network.organisation.actions import change_units, create_units
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.organisation.pack import organisation


@dataclass(frozen=True)
class NewUnit:
    """A unit that is wanted: ``parent`` is the key of another unit, or empty for the place where the roster lands."""

    key: str
    file: str
    line: int
    kind: str
    name: str
    parent: str
    level: str = ""
    period: Period = NO_PERIOD

    @property
    def values(self) -> dict[str, object]:
        """What the unit is to hold."""
        return {"name": self.name, "level": self.level, "starts": self.period.starts, "ends": self.period.ends}

    @property
    def parent_field(self) -> str:
        """The column that says under what it stands."""
        return "schoolSourcedId" if self.file == "classes.csv" else "parentSourcedId"


@dataclass
class UnitPlan:
    """Which units come, change and end. ``ids`` holds the unit of every key that has one, ``kinds`` the kind of all."""

    under: Unit | None
    ids: dict[str, int]
    kinds: dict[str, str]
    orgs: Changes[NewUnit, Unit] = field(default_factory=Changes)
    classes: Changes[NewUnit, Unit] = field(default_factory=Changes)
    remarks: list[str] = field(default_factory=list)


def plan_units(
    roster: Roster, standing: Standing, *, under: Unit | None, since: date | None, problems: Problems
) -> UnitPlan:
    """Compare orgs and classes with the tree below ``under``; no unit moves through a roster.

    A level between that a roster does not know (a campus, a school community) may stand above what it names.
    """
    kinds = {key: standing.units[id].kind for key, id in standing.unit_ids.items() if id in standing.units}
    plan = UnitPlan(under, dict(standing.unit_ids), kinds)
    orgs = _wanted_orgs(roster, plan, problems)
    classes = _wanted_classes(roster, plan, since, problems)
    for wanted in orgs:
        _compare(wanted, plan.orgs, plan, standing, problems)
    for wanted in classes:
        _compare(wanted, plan.classes, plan, standing, problems)
    _end_absent(roster, plan, standing, wanted={unit.key for unit in (*orgs, *classes)})
    return plan


def _wanted_orgs(roster: Roster, plan: UnitPlan, problems: Problems) -> list[NewUnit]:
    places = place(roster.orgs, under=plan.under, known=set(plan.kinds), problems=problems)
    if plan.under:
        plan.ids |= {org_key(org.id): plan.under.pk for org in places.landing}
        plan.kinds |= {org_key(org.id): plan.under.kind for org in places.landing}
    if places.passed:
        passed = ", ".join(org.name for org in places.passed)
        plan.remarks.append(_("Passed over, because this place has no room for it: %(names)s.") % {"names": passed})
    plan.kinds |= {org_key(each.org.id): each.kind for each in places.placed}
    return [
        NewUnit(org_key(each.org.id), "orgs.csv", each.org.line, each.kind, each.org.name, each.parent)
        for each in places.placed
    ]


def _wanted_classes(roster: Roster, plan: UnitPlan, since: date | None, problems: Problems) -> list[NewUnit]:
    named, dated = names(roster.classes), periods(roster, since=since)
    wanted = []
    for row in roster.classes:
        school = org_key(row.school)
        kind = _kind_of_class(plan.kinds.get(school, ""))
        if kind is None:
            problems.add(_no_school(row.line, row.title))
        elif not row.is_gone:
            key = class_key(row.id)
            plan.kinds[key] = kind
            wanted.append(NewUnit(key, "classes.csv", row.line, kind, named[row.id], school, row.level, dated[row.id]))
    return wanted


def _kind_of_class(school_kind: str) -> str | None:
    """Return ``class``, or ``course`` where adult education has those, as the pack says what stands where.

    What belongs to a school group is a course that its schools share (D-137).
    """
    kinds = ("class", "course") if RANKS.get(school_kind) == SCHOOL_RANK else ("course",)
    return next((kind for kind in kinds if school_kind in organisation().kind(kind).parents), None)


def _no_school(line: int, title: str) -> Problem:
    return Problem(
        "classes.csv",
        _("“%(name)s” does not belong to a school.") % {"name": title},
        _("Refer to an organisation of type “school”, or of type “district” for a course that schools share."),
        line,
        "schoolSourcedId",
    )


def _compare(
    wanted: NewUnit, changes: Changes[NewUnit, Unit], plan: UnitPlan, standing: Standing, problems: Problems
) -> None:
    unit = standing.units.get(plan.ids.get(wanted.key, 0))
    if unit is None:
        _check_place(wanted, plan, problems)
        changes.new.append(wanted)
    elif _parent_id(wanted, plan) not in (unit.parent_id, *unit.ancestor_ids[:-1]):
        problems.add(_moved(wanted))
    elif all(getattr(unit, name) == value for name, value in wanted.values.items()):
        changes.untouched += 1
    else:
        for name, value in wanted.values.items():
            setattr(unit, name, value)
        changes.changed.append(unit)


def _parent_id(wanted: NewUnit, plan: UnitPlan) -> int | None:
    if wanted.parent:
        return plan.ids.get(wanted.parent)
    return plan.under.pk if plan.under else None


def _check_place(wanted: NewUnit, plan: UnitPlan, problems: Problems) -> None:
    parent = plan.kinds.get(wanted.parent) if wanted.parent else plan.under and plan.under.kind
    if parent and parent not in organisation().kind(wanted.kind).parents:
        problems.add(
            Problem(
                wanted.file,
                _("“%(name)s” cannot stand under a unit of this kind.") % {"name": wanted.name},
                _("A school stands under a school group (district), and that under a network."),
                wanted.line,
                wanted.parent_field,
            )
        )


def _moved(wanted: NewUnit) -> Problem:
    return Problem(
        wanted.file,
        _("“%(name)s” stands in another place here than in the file.") % {"name": wanted.name},
        _("Give it a new sourcedId if it is another group, or correct its school or parent."),
        wanted.line,
        wanted.parent_field,
    )


def _end_absent(roster: Roster, plan: UnitPlan, standing: Standing, wanted: set[str]) -> None:
    """End units that the file says are gone, and those that a file with everything no longer holds."""
    last = standing.on - timedelta(days=1)
    gone = {org_key(org.id) for org in roster.orgs if org.is_gone}
    gone |= {class_key(row.id) for row in roster.classes if row.is_gone}
    for key, id in standing.unit_ids.items():
        unit = standing.units.get(id)
        if unit is None or unit == plan.under or key in wanted or (unit.ends and unit.ends <= last):
            continue
        file, changes = ("orgs", plan.orgs) if key.startswith("org:") else ("classes", plan.classes)
        if key in gone or roster.mode(file) is Mode.BULK:
            unit.ends = max(last, unit.starts or last)
            changes.ended.append(unit)


def store_units(plan: UnitPlan, standing: Standing, *, by: int | None) -> dict[str, int]:
    """Carry out ``plan`` and return the id of every unit by its key."""
    ids = plan.ids | _create(plan, by=by)
    fresh = {key: id for key, id in ids.items() if key not in standing.unit_ids}
    remember(system=standing.system, kind=UNIT, ids=fresh)
    touched = [*plan.orgs.changed, *plan.orgs.ended, *plan.classes.changed, *plan.classes.ended]
    if touched:
        change_units(units=touched, by=by)
    return ids


def _create(plan: UnitPlan, *, by: int | None) -> dict[str, int]:
    """Make the new units from the top of the tree down, one batch for each level."""
    standing = Unit.objects.in_bulk(set(plan.ids.values()))
    units = {key: standing[id] for key, id in plan.ids.items() if id in standing}
    waiting = [*plan.orgs.new, *plan.classes.new]
    made: dict[str, int] = {}
    while waiting:
        ready = [wanted for wanted in waiting if not wanted.parent or wanted.parent in units]
        rows = [
            Unit(kind=wanted.kind, parent=units[wanted.parent] if wanted.parent else plan.under, **wanted.values)
            for wanted in ready
        ]
        created = create_units(units=rows, by=by)
        units |= {wanted.key: unit for wanted, unit in zip(ready, created, strict=True)}
        made |= {wanted.key: unit.pk for wanted, unit in zip(ready, created, strict=True)}
        waiting = [wanted for wanted in waiting if wanted.key not in made]
    return made
