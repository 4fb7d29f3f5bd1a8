"""Who has a hand up: the queue as an adult of the group sees it, and the one place a learner sees, its own."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from samenwijzer.learning.lessons.models import RaisedHand
from samenwijzer.network.access.rules import visible_learners
from samenwijzer.network.access.viewer import Viewer


@dataclass(frozen=True)
class Place:
    """Where a learner stands in the queue: how many are before it, and who is coming (empty: nobody yet)."""

    ahead: int
    taken_by: str

    @property
    def number(self) -> int:
        """The place as people count it, from 1."""
        return self.ahead + 1


@dataclass(frozen=True)
class Waiting:
    """One raised hand with how many whole minutes it has been up."""

    hand: RaisedHand
    minutes: int


def of_today() -> QuerySet[RaisedHand]:
    """Return the hands raised today; older ones no longer exist for anybody."""
    return RaisedHand.objects.filter(raised_at__date=timezone.localdate())


def queue(*, viewer: Viewer, units: Collection[int]) -> list[Waiting]:
    """Return the hands that are up in ``units`` of learners whom ``viewer`` guides, first raised first (one query)."""
    rows = of_today().filter(unit__in=units, learner__in=visible_learners(viewer))
    now = timezone.now()
    return [
        Waiting(row, int((now - row.raised_at).total_seconds() // 60))
        for row in rows.select_related("learner", "goal", "taken_by")
    ]


def own_place(*, viewer: Viewer) -> Place | None:
    """Return the place of ``viewer`` in the queue, ``None`` without a raised hand; nothing of who else waits."""
    own = of_today().select_related("taken_by").filter(learner=viewer.person_id).first()
    if own is None:
        return None
    before = Q(raised_at__lt=own.raised_at) | Q(raised_at=own.raised_at, pk__lt=own.pk)
    ahead = of_today().filter(before, unit=own.unit_id, taken_at=None).count()
    return Place(ahead, str(own.taken_by) if own.taken_by else "")
