"""What a learner did to take part in and shape society: its own portfolio, over the school years (D-149)."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.lessons.planned import citizenship_goals
from samenwijzer.learning.regulation.portfolio import Piece, portfolio
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.goals.models import Goal, GoalTag
from samenwijzer.practice.goals.search import GOAL


@dataclass(frozen=True)
class Participation:
    """The pieces about citizenship, by school year, the newest year first."""

    years: list[tuple[SchoolYear, list[Piece]]]

    @property
    def count(self) -> int:
        """How many pieces there are in all."""
        return sum(len(pieces) for _year, pieces in self.years)


def participation(*, viewer: Viewer, learner: int) -> Participation:
    """Return what ``viewer`` may see of the participation of ``learner``; a constant number of queries.

    A piece of the portfolio is about citizenship when its goal is, or carries such a goal as a tag.
    """
    about = civic_goals()
    found: dict[SchoolYear, list[Piece]] = defaultdict(list)
    for piece in portfolio(viewer=viewer, learner=learner):
        if piece.goal.pk in about:
            found[SchoolYear.of(timezone.localdate(piece.made_at))].append(piece)
    return Participation(sorted(found.items(), reverse=True))


def civic_goals() -> set[int]:
    """Return the goals about citizenship: those the pack names, all below them, and those that carry one as a tag."""
    named = citizenship_goals()
    tagged = GoalTag.objects.filter(goal__in=named, object_kind=GOAL).values_list("object_id", flat=True)
    return {*named, *(int(one) for one in tagged)}


def goals_to_join() -> list[Goal]:
    """Return the goals with which a learner keeps something it did: the ends of what the pack names."""
    rows = Goal.objects.filter(pk__in=citizenship_goals(), children=None, gone_at=None)
    return list(rows.select_related("framework").order_by("framework", "position"))
