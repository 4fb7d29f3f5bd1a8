"""What the evidence on goals consists of: how much of it is observation, test, question, own word …"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.evidence.models import EvidenceGoal
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.evidence.rules import current
from samenwijzer.network.access.rules import visible_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, active


@dataclass(frozen=True)
class KindShare:
    """How many pieces of evidence of one kind there are about a goal, of how many learners, and their share of all."""

    kind: str
    name: str
    count: int
    learners: int
    share: float

    @property
    def percent(self) -> int:
        """The share in whole per cent."""
        return round(100 * self.share)


def kind_shares(*, viewer: Viewer, goals: Collection[int], unit: int | None = None) -> dict[int, list[KindShare]]:
    """Return for each of ``goals`` of what kinds the evidence of this school year is, most first; one query.

    Counted is what stands about the learners whom ``viewer`` guides, of ``unit`` alone where given; drafts are not.
    """
    since = SchoolYear.of(viewer.on).first_day
    facts = current().filter(learner__in=visible_learners(viewer), seen_at__date__gte=since, is_draft=False)
    if unit is not None:
        members = Membership.objects.filter(active(viewer.on), unit=unit, role=LEARNER)
        facts = facts.filter(learner__in=members.values("person"))
    rows = EvidenceGoal.objects.filter(evidence__in=facts, goal__in=goals).values("goal", "evidence__kind")
    counted = rows.annotate(times=Count("pk"), learners=Count("evidence__learner", distinct=True)).order_by("-times")
    found: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    for row in counted:
        found[row["goal"]].append((row["evidence__kind"], row["times"], row["learners"]))
    names = {kind.key: kind.name for kind in scales().evidence_kinds}
    return {
        goal: [
            KindShare(kind, names.get(kind, kind), times, learners, times / sum(one[1] for one in kinds))
            for kind, times, learners in kinds
        ]
        for goal, kinds in found.items()
    }
