"""Figures that were frozen for a report, worked out again from what was stored and from nothing else (D-246)."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.quality.indicators.models import Freeze
from samenwijzer.quality.indicators.queries import Line, lines_of
from samenwijzer.quality.indicators.rules import check_reads_indicators, parts_of


@dataclass(frozen=True)
class Frozen:
    """A freeze with the figures it gives today; ``is_whole``: what was stored is what was frozen."""

    freeze: Freeze
    unit: Unit
    lines: list[Line]
    is_whole: bool


def digest_of(rows: Sequence[Sequence[Any]], parts: Sequence[Sequence[Any]]) -> str:
    """Return the SHA-256 of counts and parts, the same for lists and tuples."""
    return hashlib.sha256(json.dumps([rows, parts], separators=(",", ":")).encode()).hexdigest()


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
    lines = [one for one in lines_of(unit, parts, map(tuple, found.rows)) if one.points]
    return Frozen(found, unit, lines, digest_of(found.rows, found.parts) == found.digest)
