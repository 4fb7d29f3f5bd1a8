"""Towards which goals a learner goes."""

from dataclasses import dataclass

from samenwijzer.learning.paths.models import GoalPath
from samenwijzer.network.access.rules import check_guides_learner
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.people.models import Person


@dataclass(frozen=True)
class PathsOf:
    """The path of ``learner`` now (``None``: the common curriculum, nothing was ever decided) and those before it."""

    learner: Person
    now: GoalPath | None
    before: list[GoalPath]


def paths_of(*, viewer: Viewer, learner: int) -> PathsOf:
    """Return the path of a learner that ``viewer`` guides, with the decisions before it; three queries."""
    person = check_guides_learner(viewer, learner)
    rows = list(GoalPath.objects.filter(learner=person).select_related("by").prefetch_related("goals__framework"))
    return PathsOf(person, rows[0] if rows else None, rows[1:])
