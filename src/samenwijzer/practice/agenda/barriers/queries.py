"""The board of a level: what lies here, what it raised that lies elsewhere, and what ended."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.agenda.barriers.models import Barrier, Move
from samenwijzer.practice.agenda.barriers.rules import check_barrier, check_board, levels_for
from samenwijzer.practice.documents.rules import leads


@dataclass(frozen=True)
class Board:
    """Barriers at ``unit``: without an owner first, those it raised or passed on, and the last that ended."""

    unit: Unit
    here: list[Barrier]
    elsewhere: list[tuple[Unit, list[Barrier]]]
    ended: list[Barrier]
    levels: list[Unit]
    leads: bool


def board(*, viewer: Viewer, unit: int) -> Board:
    """Return the board of a unit; three queries."""
    found = check_board(viewer, unit)
    passed = Move.objects.filter(level=found).values("barrier")
    mine = Q(level=found) | Q(unit=found) | Q(pk__in=passed)
    rows = list(Barrier.objects.filter(mine).select_related("unit", "level", "owner"))
    opened = [one for one in rows if not one.end]
    here = sorted((one for one in opened if one.level_id == found.pk), key=lambda one: one.owner_id is not None)
    away: dict[int, tuple[Unit, list[Barrier]]] = {}
    for one in opened:
        if one.level_id != found.pk:
            away.setdefault(one.level_id, (one.level, []))[1].append(one)
    ended = [one for one in rows if one.end][:10]
    return Board(found, here, list(away.values()), ended, list(levels_for(found)), leads(viewer, found))


@dataclass(frozen=True)
class BarrierPage:
    """A barrier with its way over the levels; ``can_act``: the viewer leads the level where it lies."""

    barrier: Barrier
    moves: Iterable[Move]
    levels: list[Unit]
    can_act: bool


def barrier_page(*, viewer: Viewer, barrier: int) -> BarrierPage:
    """Return a barrier as ``viewer`` may read it."""
    found = check_barrier(viewer, barrier)
    others = [one for one in levels_for(found.unit) if one.pk != found.level_id]
    moves = list(found.moves.select_related("level"))
    return BarrierPage(found, moves, others, not found.end and leads(viewer, found.level))
