"""Reading trajectories: the learner itself, and who guides it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from samenwijzer.learning.lessons.queries import Running, running_with_goals
from samenwijzer.learning.lessons.trajectories.models import Step, Trajectory
from samenwijzer.network.access.rules import check_sees_learner
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal


@dataclass(frozen=True)
class Way:
    """One trajectory with its designers, and its steps by goal in the order they were put there."""

    trajectory: Trajectory
    designers: list[Person]
    goals: list[tuple[Goal, list[Step]]]


def ways_of(*, viewer: Viewer, learner: int) -> tuple[Person, list[Way]]:
    """Return the learner and its trajectories, newest first (a constant number of queries)."""
    person = check_sees_learner(viewer, learner)
    rows = Trajectory.objects.filter(learner=learner).prefetch_related(
        "designers__person", "steps__goal", "steps__unit_of_work"
    )
    return person, [Way(one, [row.person for row in one.designers.all()], _by_goal(one)) for one in rows]


def _by_goal(one: Trajectory) -> list[tuple[Goal, list[Step]]]:
    steps: Sequence[Step] = list(one.steps.all())
    first = {step.goal_id: place for place, step in reversed(list(enumerate(steps)))}
    ordered = sorted(steps, key=lambda step: (first[step.goal_id], step.pk))
    return [(goal, list(found)) for goal, found in groupby(ordered, key=lambda step: step.goal)]


def running_for(*, viewer: Viewer, learner: int) -> list[Running]:
    """Return the units of work that run in the groups of ``learner``, with their goals (two queries)."""
    check_sees_learner(viewer, learner)
    groups = Membership.objects.filter(active(viewer.on), person=learner, role=LEARNER).values_list("unit", flat=True)
    return running_with_goals(groups=list(groups), on=viewer.on)
