"""Contexts for the goals of a unit of work, matched to what learners of the group shared: of all, never of one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from samenwijzer.learning.lessons.cards import contexts_for
from samenwijzer.learning.lessons.pack import Context
from samenwijzer.learning.regulation.autonomy.models import Interest
from samenwijzer.network.access.rules import visible_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.queries import learners_of
from samenwijzer.practice.goals.models import Goal

#: Learners who shared something below which contexts are not matched: they would tell about one of them.
FEWEST = 5


@dataclass(frozen=True)
class Offered:
    """Contexts for ``goal``, and which percentage of the shared interests they speak to (``None``: not matched)."""

    goal: Goal
    contexts: list[Context]
    covered: int | None


def offered_contexts(*, viewer: Viewer, group: int, goals: Sequence[Goal]) -> list[Offered]:
    """Return for each goal that has some the contexts that together speak to most shared interests (D-031; one query).

    What a learner hides does not count. With fewer than :data:`FEWEST` who shared something nothing is matched.
    """
    learners = learners_of(units=[group], on=viewer.on).filter(pk__in=visible_learners(viewer))
    rows = Interest.objects.filter(learner__in=learners, is_hidden=False)
    shared: dict[int, list[str]] = defaultdict(list)
    for learner, what in rows.values_list("learner", "what"):
        shared[learner].append(what)
    is_matched = len(shared) >= FEWEST
    interests = list(shared.values()) if is_matched else []
    found = [(goal, contexts_for(goal=goal, interests=interests)) for goal in goals]
    return [Offered(goal, one.contexts, one.covered if is_matched else None) for goal, one in found if one.contexts]
