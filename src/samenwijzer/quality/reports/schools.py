"""Figures of the schools below a unit, read from the lake: for who analyses, and about no person."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.core.cache import caches

from samenwijzer.foundation.lake import store
from samenwijzer.foundation.lake.opening import open_lake
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.rights.rules import check_analyses
from samenwijzer.science.pipeline.shares import school_figures

SECONDS_KEPT = 24 * 60 * 60


@dataclass(frozen=True)
class SchoolLine:
    """One school; what is told of too few people is ``None``."""

    school: str
    learners: int | None
    pieces: int | None
    standings: int | None
    share: float | None

    @property
    def percent(self) -> int | None:
        """The share in whole percents."""
        return None if self.share is None else round(100 * self.share)


@dataclass(frozen=True)
class SchoolFigures:
    """The schools by name, as the lake stood at ``refreshed``; ``None`` where it was never written."""

    lines: list[SchoolLine]
    refreshed: datetime | None


def figures_of_schools(*, viewer: Viewer) -> SchoolFigures:
    """Return the figures of this school year of every school below the unit ``viewer`` analyses.

    Two queries; a learner of two schools counts in both. Computed when the lake changed, and kept for the day.
    """
    unit = check_analyses(viewer)
    names = dict(Unit.objects.filter(path__startswith=unit.path).values_list("pk", "name"))
    found = store.manifest()
    stands = sha256("".join(part.sha256 for _table, _year, part in found.parts()).encode()).hexdigest()
    key = f"school-figures/{unit.pk}/{viewer.on}/{stands}"
    rows = caches["figures"].get_or_set(key, lambda: _computed(sorted(names), viewer.on), timeout=SECONDS_KEPT) or []
    lines = [
        SchoolLine(names[row["school"]], row["learners"], row["pieces"], row["standings"], row["share"]) for row in rows
    ]
    return SchoolFigures(sorted(lines, key=lambda one: one.school), found.refreshed)


def _computed(units: list[int], on: date) -> list[dict[str, Any]]:
    with open_lake() as lake:
        found = school_figures(
            memberships=lake["memberships"].filter(lake["memberships"].school.isin(units)),
            evidence=lake["evidence"],
            estimates=lake["estimates"],
            since=SchoolYear.of(on).first_day,
            on=on,
        )
        rows: list[dict[str, Any]] = found.to_pyarrow().to_pylist()
    return rows
