"""The board of dossiers, and one dossier as a timeline."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.offers.dossiers.actions import (
    GROUP,
    MEETING,
    check_dossier,
    led_networks,
    led_units,
    visible_dossiers,
    writes,
)
from samenwijzer.practice.offers.dossiers.models import Dossier, Entry, Handover
from samenwijzer.practice.offers.dossiers.pack import dossiers

#: Within so long each region has a meeting (D-380).
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Board:
    """The dossiers by kind, the regions without a meeting in twelve months, and whether one can be started."""

    kinds: list[tuple[str, list[Dossier]]]
    quiet: list[str]
    can_start: bool


def board(*, viewer: Viewer) -> Board:
    """Return the dossiers for who leads the network or one of its school groups (D-379, D-380)."""
    if not led_units(viewer):
        raise NotVisible(_("There is nothing here for you."))
    rows = list(visible_dossiers(viewer).select_related("lead"))
    met = Entry.objects.filter(
        dossier__in=[one.pk for one in rows], kind=MEETING, on__gt=viewer.on - YEAR, on__lte=viewer.on
    )
    regions = set(met.values_list("region", flat=True))
    return Board(
        kinds=[(kind.name, [one for one in rows if one.kind == kind.key]) for kind in dossiers().kinds],
        quiet=[one.name for one in dossiers().regions if one.key not in regions],
        can_start=bool(led_networks(viewer)),
    )


@dataclass(frozen=True)
class DossierPage:
    """One dossier: what was noted, newest first, who led it, and who could."""

    dossier: Dossier
    entries: list[tuple[Entry, str, str]]
    handovers: list[Handover]
    possible: list[Unit]
    can_write: bool


def dossier_page(*, viewer: Viewer, dossier: int) -> DossierPage:
    """Return one dossier as a timeline; each entry with what its kind and region are called."""
    found = check_dossier(viewer, dossier)
    kinds = {one.key: one.name for one in dossiers().entries}
    regions = {one.key: one.name for one in dossiers().regions}
    can = writes(viewer, found)
    units = Unit.objects.filter(Q(pk=found.unit_id) | Q(kind=GROUP, path__startswith=found.unit.path))
    return DossierPage(
        dossier=found,
        entries=[
            (one, kinds.get(one.kind, one.kind), regions.get(one.region, ""))
            for one in found.entries.select_related("by")
        ],
        handovers=list(found.handovers.select_related("before", "after")),
        possible=list(units.exclude(pk=found.lead_id).order_by("name", "pk")) if can else [],
        can_write=can,
    )
