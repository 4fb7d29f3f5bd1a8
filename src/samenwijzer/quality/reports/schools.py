"""Figures of the schools below a unit, read from the lake: for who analyses, and about no person."""

from dataclasses import dataclass
from datetime import datetime

from samenwijzer.foundation.lake import store
from samenwijzer.foundation.lake.opening import open_lake
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.rights.rules import check_analyses
from samenwijzer.science.pipeline.shares import school_figures


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

    Two queries; a learner of two schools counts in both.
    """
    unit = check_analyses(viewer)
    names = dict(Unit.objects.filter(path__startswith=unit.path).values_list("pk", "name"))
    with open_lake() as lake:
        below = lake["memberships"].filter(lake["memberships"].school.isin(list(names)))
        found = school_figures(
            memberships=below,
            evidence=lake["evidence"],
            estimates=lake["estimates"],
            since=SchoolYear.of(viewer.on).first_day,
            on=viewer.on,
        )
        rows = found.to_pyarrow().to_pylist()
    lines = [
        SchoolLine(names[row["school"]], row["learners"], row["pieces"], row["standings"], row["share"]) for row in rows
    ]
    return SchoolFigures(sorted(lines, key=lambda one: one.school), store.manifest().refreshed)
