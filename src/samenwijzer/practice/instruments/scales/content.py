"""What of a scaling goes up. The preview, what is kept and what the level above reads are all made here, once (R10)."""

from collections.abc import Collection
from typing import Any

from django.utils import timezone

from samenwijzer.practice.instruments.scales.models import Rating, Remark, Scaling, Shared
from samenwijzer.practice.instruments.scales.registry import indicators, level_titles


def standing(scaling: Scaling) -> dict[str, Rating]:
    """Return the rating that counts of each indicator that has one (one query)."""
    last = {row.indicator: row for row in scaling.ratings.all()}
    return {key: row for key, row in last.items() if row.level is not None}


def notes_of(scaling: Scaling) -> dict[str, Remark]:
    """Return the own note that counts of each indicator that has one (one query)."""
    last = {row.indicator: row for row in scaling.remarks.filter(is_comment=False)}
    return {key: row for key, row in last.items() if row.text}


def content_for(scaling: Scaling, scope: str, *, notes: Collection[str] = ()) -> dict[str, Any]:
    """Return exactly what goes up to ``scope``.

    To the school group: the name of the school, where it placed itself, and the notes of the indicators in ``notes``.
    To the network: only where a school placed itself; no name, no notes. Evidence and other notes go nowhere.
    """
    is_group = scope == Shared.Scope.GROUP
    placed, own = standing(scaling), notes_of(scaling) if is_group and notes else {}
    titles = level_titles()
    lines = [
        {
            "indicator": one.key,
            "title": one.title,
            "level": placed[one.key].level,
            "level_title": titles[(placed[one.key].level or 1) - 1],
            "version": placed[one.key].version,
            "words": placed[one.key].words,
            "note": own[one.key].text if one.key in notes and one.key in own else "",
        }
        for one in indicators()
        if one.key in placed
    ]
    on = timezone.localdate(scaling.finished_at or scaling.started_at).isoformat()
    return {"school": scaling.unit.name if is_group else "", "on": on, "lines": lines}
