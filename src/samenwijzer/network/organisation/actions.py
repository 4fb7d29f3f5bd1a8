"""Building the tree of units and putting people in it."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.organisation.models import Membership, Unit
from samenwijzer.network.organisation.pack import organisation
from samenwijzer.network.people.models import Person

BATCH = 2000


@transaction.atomic
def create_units(*, units: Sequence[Unit], by: int | None) -> list[Unit]:
    """Store new units whose parents are stored already, with their paths; one audit event for the batch."""
    for unit in units:
        _check_place(unit)
    created = Unit.objects.bulk_create(units, batch_size=BATCH)
    for unit in created:
        unit.path = f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
    Unit.objects.bulk_update(created, ["path"], batch_size=BATCH)
    record(verb="create units", on=Reference("organisation.unit", ""), by=by, count=len(created))
    return created


def create_unit(*, kind: str, name: str, parent: Unit | None, by: int | None, level: str = "") -> Unit:
    """Store one unit under ``parent``."""
    return create_units(units=[Unit(kind=kind, name=name, parent=parent, level=level)], by=by)[0]


@transaction.atomic
def change_units(*, units: Sequence[Unit], by: int | None) -> None:
    """Store the name, level and period that were set on ``units``; their place in the tree stays."""
    Unit.objects.bulk_update(units, ["name", "level", "starts", "ends"], batch_size=BATCH)
    record(verb="change units", on=Reference("organisation.unit", ""), by=by, count=len(units))


def _check_place(unit: Unit) -> None:
    kinds = {kind.key: kind for kind in organisation().kinds}
    if unit.kind not in kinds:
        raise Refused(_("There is no kind of unit “%(kind)s”.") % {"kind": unit.kind})
    allowed = kinds[unit.kind].parents
    parent = unit.parent.kind if unit.parent else None
    if parent is not None and allowed and parent not in allowed:
        raise Refused(
            _("A %(kind)s cannot stand under a %(parent)s.")
            % {"kind": kinds[unit.kind].title.nl, "parent": kinds[parent].title.nl}
        )


@transaction.atomic
def add_members(*, memberships: Sequence[Membership], by: int | None) -> list[Membership]:
    """Store memberships in bulk; one audit event for the batch."""
    created = Membership.objects.bulk_create(memberships, batch_size=BATCH)
    record(verb="add members", on=Reference("organisation.unit", ""), by=by, count=len(created))
    return created


def add_member(*, person: Person, unit: Unit, role: str, starts: date, by: int | None) -> Membership:
    """Put ``person`` in ``unit`` as ``role`` from ``starts`` on."""
    return add_members(memberships=[Membership(person=person, unit=unit, role=role, starts=starts)], by=by)[0]


@transaction.atomic
def end_memberships(*, memberships: Sequence[Membership], on: date, by: int | None) -> None:
    """End memberships: ``on`` is the last day they hold, never before their first."""
    for membership in memberships:
        membership.ends = max(on, membership.starts)
    Membership.objects.bulk_update(memberships, ["ends"], batch_size=BATCH)
    record(verb="end members", on=Reference("organisation.unit", ""), by=by, count=len(memberships))


@transaction.atomic
def change_memberships(*, memberships: Sequence[Membership], by: int | None) -> None:
    """Store the first and last days that were set on ``memberships``; one audit event for the batch."""
    Membership.objects.bulk_update(memberships, ["starts", "ends"], batch_size=BATCH)
    record(verb="change members", on=Reference("organisation.unit", ""), by=by, count=len(memberships))
