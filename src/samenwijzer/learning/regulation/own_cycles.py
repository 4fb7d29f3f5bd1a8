"""A learner begins a cycle at a goal in its own words."""

from datetime import date

from django.db import transaction

from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.cycles.actions import start_cycle
from samenwijzer.practice.cycles.models import Cycle
from samenwijzer.practice.cycles.owners import PERSON
from samenwijzer.practice.goals.own_goal_actions import make_own_goal

OWN_GOAL = "goals.own_goal"
TEMPLATE = "self-regulation"


@transaction.atomic
def start_own_cycle(*, title: str, official: int | None, is_extra: bool, due: date | None, by: Viewer) -> Cycle:
    """Make the goal, within the curriculum or marked extra (R1), and begin a cycle at it."""
    goal = make_own_goal(text=title, official=official, is_extra=is_extra, group=None, by=by)
    owner = Reference(PERSON, str(by.person_id))
    about = Reference(OWN_GOAL, str(goal.pk))
    return start_cycle(template=TEMPLATE, owner=owner, title=title, due=due, about=about, by=by)
