"""Who needs what of the goals offers work on, and which goals are open for whom: told to the offers, never kept."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samenwijzer.learning.groups.flex.freedom import freedoms_in
from samenwijzer.learning.lessons.queries import running_with_goals
from samenwijzer.learning.lessons.routes import DONE_FROM
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.learning.progress.needs import SUPPORT_BELOW
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.goals.models import Goal, OwnGoal
from samenwijzer.practice.offers.models import OfferGoal
from samenwijzer.practice.offers.queries import Whole
from samenwijzer.practice.offers.rules import Choosing, OwnOffer, own_groups_of, own_rounds

#: What is expected of working at a goal of which too little was seen.
UNSEEN_GAIN = 0.5
MOST_SUGGESTED = 6


@dataclass(frozen=True)
class Standings:
    """By learner: the goals that clearly do not succeed yet, those that are open, and the gain to expect (0 to 1)."""

    needs: dict[int, set[int]]
    open_goals: dict[int, set[int]]
    gains: dict[int, dict[int, float]]


def standings(*, groups_of: dict[int, set[int]], goals: Collection[int], on: date) -> Standings:
    """Return how learners, each in some groups (ids), stand with ``goals`` (three queries)."""
    needs: dict[int, set[int]] = defaultdict(set)
    open_goals: dict[int, set[int]] = defaultdict(set)
    gains: dict[int, dict[int, float]] = defaultdict(dict)
    taught: dict[int, set[int]] = defaultdict(set)
    asked = set(goals)
    for one in running_with_goals(groups={unit for units in groups_of.values() for unit in units}, on=on):
        taught[one.unit_of_work.group_id] |= {goal.pk for goal in one.goals} & asked
    for learner, units in groups_of.items():
        for goal in {goal for unit in units for goal in taught[unit]}:
            open_goals[learner].add(goal)
            gains[learner][goal] = UNSEEN_GAIN
    own = OwnGoal.objects.filter(learner__in=groups_of, official__in=goals, put_away_at=None)
    for learner_id, goal in own.values_list("learner", "official"):
        if learner_id is not None and goal is not None:
            open_goals[learner_id].add(goal)
    rows = Estimate.objects.filter(learner__in=groups_of, goal__in=goals, step__gte=1)
    for learner, goal, step, mean in rows.values_list("learner", "goal", "step", "mean"):
        gains[learner][goal] = 1 - mean
        if step >= DONE_FROM:
            open_goals[learner].discard(goal)
        else:
            open_goals[learner].add(goal)
        if mean < SUPPORT_BELOW:
            needs[learner].add(goal)
    return Standings(needs, open_goals, gains)


def choosing_for(viewer: Viewer) -> dict[int, Choosing]:
    """Return how free ``viewer`` is to choose in each of its rounds, by the round and by agreement."""
    found = list(own_rounds(viewer))
    groups = own_groups_of(viewer)
    worked_on = set(OfferGoal.objects.filter(offer__moment__round__in=found).values_list("goal", flat=True))
    standing = standings(groups_of={viewer.person_id: groups}, goals=worked_on, on=viewer.on) if worked_on else None
    goals = frozenset(standing.open_goals[viewer.person_id]) if standing else frozenset[int]()
    free = freedoms_in(rounds=found, learner=viewer.person_id, groups=groups)
    return {one.pk: Choosing(free[one.pk][0], goals, free[one.pk][1]) for one in found}


def choosing_at(viewer: Viewer, found: OwnOffer) -> Choosing:
    """Return how free ``viewer`` is to choose this offer: see :func:`choosing_for`."""
    whole, groups = found.offer.moment.round, own_groups_of(viewer)
    goals = frozenset[int]()
    if found.goals:
        standing = standings(groups_of={viewer.person_id: groups}, goals=found.goals, on=viewer.on)
        goals = frozenset(standing.open_goals[viewer.person_id])
    freedom, because = freedoms_in(rounds=[whole], learner=viewer.person_id, groups=groups)[whole.pk]
    return Choosing(freedom, goals, because)


@dataclass(frozen=True)
class Suggested:
    """A goal worth an offer: how many learners of the round need it, and how many places work at it already."""

    goal: Goal
    learners: int
    places: int


def suggested(*, whole: Whole, on: date) -> list[Suggested]:
    """Return the goals that most learners of a round need and that lack places, most lacking first (two queries)."""
    people = whole.taking_part
    works = running_with_goals(groups={unit for units in people.values() for unit in units}, on=on)
    goals = {goal.pk: goal for one in works for goal in one.goals}
    weak = Estimate.objects.filter(learner__in=people, step__gte=1, mean__lt=SUPPORT_BELOW)
    needed = Counter(weak.filter(Q(goal__in=goals)).values_list("goal", flat=True))
    places: Counter[int] = Counter()
    for one in whole.offered:
        for worked_on in one.goals:
            places[worked_on.pk] += one.offer.capacity
    lacking = [goal for goal, count in needed.items() if count > places[goal]]
    lacking.sort(key=lambda goal: (places[goal] - needed[goal], goal))
    return [Suggested(goals[goal], needed[goal], places[goal]) for goal in lacking[:MOST_SUGGESTED]]
