"""How many learners of a group stand at which step of goals: counts only, nobody is named."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from samenwijzer.learning.progress.models import Estimate
from samenwijzer.network.access.rules import guided_units, own_groups
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active

STEPS = 5
MOST_GROUPS = 12


@dataclass(frozen=True)
class Positions:
    """How ``size`` learners are spread: ``at[goal][step]`` counts them, step 0 for too little seen."""

    size: int
    at: dict[int, tuple[int, ...]]


@dataclass(frozen=True)
class Standing:
    """How each group stands, and ``together`` everybody in them once, as a learner may be in several."""

    groups: list[tuple[Unit, Positions]]
    together: Positions


def positions(*, viewer: Viewer, goals: Collection[int], levels: Collection[str]) -> Standing:
    """Return how the groups of ``viewer`` stand on ``goals``; two queries.

    Who guides groups from within sees those; who answers for a whole school sees its groups of these ``levels``.
    """
    own = [one.unit_id for one in own_groups(viewer)]
    guided = guided_units(viewer)
    chosen = (guided.filter(pk__in=own) if own else guided.filter(level__in=levels)).order_by("name", "pk")
    members: dict[Unit, set[int]] = defaultdict(set)
    rows = Membership.objects.filter(active(viewer.on), unit__in=chosen.values("pk")[:MOST_GROUPS], role=LEARNER)
    for row in rows.select_related("unit").order_by("unit__name", "unit"):
        members[row.unit].add(row.person_id)
    steps: dict[tuple[int, int], int] = {}
    everybody = set[int]().union(*members.values())
    known = Estimate.objects.filter(learner__in=everybody, goal__in=goals)
    for learner, goal, step in known.values_list("learner", "goal", "step"):
        steps[learner, goal] = step
    groups = [(unit, _spread(inside, goals, steps)) for unit, inside in members.items()]
    return Standing(groups, _spread(everybody, goals, steps))


def _spread(members: Collection[int], goals: Collection[int], steps: Mapping[tuple[int, int], int]) -> Positions:
    at: dict[int, tuple[int, ...]] = {}
    for goal in goals:
        reached = [steps.get((learner, goal), 0) for learner in members]
        at[goal] = tuple(reached.count(step) for step in range(STEPS))
    return Positions(len(members), at)
