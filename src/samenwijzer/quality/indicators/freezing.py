"""Figures that were frozen for a report, worked out again from what was stored and from nothing else (D-246)."""

import hashlib
import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.quality.indicators.models import Freeze
from samenwijzer.quality.indicators.pack import CentralSet
from samenwijzer.quality.indicators.queries import Counted, Line, lines_of
from samenwijzer.quality.indicators.rules import check_reads_indicators, parts_of


@dataclass(frozen=True)
class Frozen:
    """A freeze with the figures it gives today; ``is_whole``: what was stored is what was frozen.

    ``central`` is the set as it counted that day; ``None`` where a freeze was made before it was kept.
    """

    freeze: Freeze
    unit: Unit
    lines: list[Line]
    is_whole: bool
    central: CentralSet | None


def digest_of(freeze: Freeze) -> str:
    """Return the SHA-256 of what a freeze holds, the same for lists and tuples and for keys in any order."""
    held = [freeze.rows, freeze.parts]
    if freeze.definitions:
        held += [freeze.definitions, freeze.schools]
    return hashlib.sha256(json.dumps(held, separators=(",", ":"), sort_keys=True).encode()).hexdigest()


def stored_parts(unit: Unit) -> list[tuple[int, str, str, str]]:
    """Return the units that add up to ``unit`` as they are called now: key, kind, name and path."""
    below = Unit.objects.filter(path__startswith=unit.path, kind__in=parts_of(unit)).order_by("name", "pk")
    return list(below.values_list("pk", "kind", "name", "path"))


def frozen(*, viewer: Viewer, freeze: int) -> Frozen:
    """Return frozen figures for who reads the indicators of their unit."""
    found = Freeze.objects.filter(pk=freeze).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    unit = check_reads_indicators(viewer, found.unit_id)
    parts = [Unit(pk=pk, kind=kind, name=name, path=path) for pk, kind, name, path in found.parts]
    central = CentralSet.kept(found.definitions) if found.definitions else None
    counted = Counted(unit, parts, [(*row,) for row in found.rows], found.schools)
    lines = [one for one in lines_of(counted, central=central) if one.points]
    return Frozen(found, unit, lines, digest_of(found) == found.digest, central)
