"""The learners of a team over years and subjects: each once, with the goals at which it works now (D-126)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from samenwijzer.learning.lessons.queries import running_with_goals
from samenwijzer.network.access.rules import visible_learners
from samenwijzer.network.access.viewer import Function, Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal

#: Goals named beside a learner; the rest stands on its page.
GOALS_SHOWN = 4


@dataclass(frozen=True)
class TeamLearner:
    """A learner of the team, the groups it learns in, and some goals of those that are running there."""

    person: Person
    groups: str
    goals: Sequence[Goal]


@dataclass(frozen=True)
class Year:
    """The learners of one year level; ``level`` is empty for who is in no class with a level."""

    level: str
    learners: Sequence[TeamLearner]


def learners_by_year(*, viewer: Viewer, team: Function) -> list[Year]:
    """Return the learners of a team that ``viewer`` guides, by year level; three queries, however many."""
    inside = Membership.objects.filter(active(viewer.on), unit=team.unit_id, role=LEARNER).values("person")
    people = list(visible_learners(viewer).filter(pk__in=inside))
    rows = Membership.objects.filter(active(viewer.on), person__in=people, role=LEARNER).select_related("unit")
    places: dict[int, list[Membership]] = defaultdict(list)
    for row in rows.order_by("unit__name", "unit"):
        places[row.person_id].append(row)
    goals: dict[int, list[Goal]] = defaultdict(list)
    for one in running_with_goals(groups={row.unit_id for found in places.values() for row in found}, on=viewer.on):
        goals[one.unit_of_work.group_id] += one.goals
    by_level: dict[str, list[TeamLearner]] = defaultdict(list)
    for person in people:
        here = [row.unit for row in places[person.pk] if row.unit_id != team.unit_id]
        level = next((unit.level for unit in here if unit.level), "")
        own = {goal.pk: goal for unit in here for goal in goals[unit.pk]} or {
            one.pk: one for one in goals[team.unit_id]
        }
        names = ", ".join(unit.name for unit in here)
        by_level[level].append(TeamLearner(person, names, list(own.values())[:GOALS_SHOWN]))
    return [Year(level, found) for level, found in sorted(by_level.items())]
