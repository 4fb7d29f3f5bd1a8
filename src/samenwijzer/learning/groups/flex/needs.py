"""Who needs what of the goals offers work on, and which goals are open for whom: told to the offers, never kept."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samenwijzer.learning.groups.flex.freedom import freedoms_in
from samenwijzer.learning.lessons.models import UnitGoal
from samenwijzer.learning.lessons.queries import running
from samenwijzer.learning.lessons.routes import DONE_FROM
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.learning.progress.needs import SUPPORT_BELOW
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.goals.models import Goal, OwnGoal
from samenwijzer.practice.goals.queries import goals_by_id
from samenwijzer.practice.offers.models import OfferGoal, Round
from samenwijzer.practice.offers.rules import Choosing, OwnOffer, learners_in, own_groups_of, own_rounds

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
    """Return how learners, each in some groups (ids), stand with ``goals`` (four queries)."""
    needs: dict[int, set[int]] = defaultdict(set)
    open_goals: dict[int, set[int]] = defaultdict(set)
    gains: dict[int, dict[int, float]] = defaultdict(dict)
    works = running(groups={unit for units in groups_of.values() for unit in units}, on=on)
    taught: dict[int, set[int]] = defaultdict(set)
    group_of = {one.pk: one.group_id for one in works}
    for work, goal in UnitGoal.objects.filter(unit_of_work__in=works, goal__in=goals).values_list(
        "unit_of_work", "goal"
    ):
        taught[group_of[work]].add(goal)
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


def groups_by_learner(round_id: int, on: date) -> dict[int, set[int]]:
    """Return the groups through which each learner takes part in a round (one query)."""
    found: dict[int, set[int]] = defaultdict(set)
    for person, unit in learners_in(round_id, on).values_list("person", "unit"):
        found[person].add(unit)
    return dict(found)


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


def suggested(*, whole: Round, on: date) -> list[Suggested]:
    """Return the goals that most learners of a round need and that lack places, most lacking first (five queries)."""
    people = groups_by_learner(whole.pk, max(on, whole.starts))
    works = running(groups={unit for units in people.values() for unit in units}, on=on)
    goals = set(UnitGoal.objects.filter(unit_of_work__in=works).values_list("goal", flat=True))
    weak = Estimate.objects.filter(learner__in=people, step__gte=1, mean__lt=SUPPORT_BELOW)
    needed = Counter(weak.filter(Q(goal__in=goals)).values_list("goal", flat=True))
    rows = OfferGoal.objects.filter(offer__moment__round=whole, offer__withdrawn_at=None)
    places: Counter[int] = Counter()
    for goal, capacity in rows.values_list("goal", "offer__capacity"):
        places[goal] += capacity
    lacking = [goal for goal, count in needed.items() if count > places[goal]]
    lacking.sort(key=lambda goal: (places[goal] - needed[goal], goal))
    titles = goals_by_id(lacking[:MOST_SUGGESTED])
    return [Suggested(titles[goal], needed[goal], places[goal]) for goal in lacking[:MOST_SUGGESTED]]
