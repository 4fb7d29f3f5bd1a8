"""Where a learner goes: the route through a unit of work, the next step, and what helps on the way.

Only the learner itself reads this.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.evidence.queries import own_words
from samenwijzer.learning.lessons.messages import Lesson, Message, messages, worked_before
from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.learning.lessons.queries import running_with_goals
from samenwijzer.learning.lessons.routes import State, Stop, is_open, lay_route
from samenwijzer.learning.progress.disagreements import Disagreement, own_disagreements
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.learning.regulation.queries import Statement, own_statements
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.queries import prerequisites


@dataclass(frozen=True)
class Compass:
    """The home of a learner: the units of work that run, and the route through the chosen one."""

    units: list[UnitOfWork]
    unit: UnitOfWork | None
    stops: list[Stop]
    statements: list[Statement]
    disagreements: list[Disagreement]
    messages: list[Message]
    worked_before: Lesson | None

    @property
    def now(self) -> Stop | None:
        """The next step, or ``None`` when everything on the route works already."""
        return next((stop for stop in self.stops if stop.state == State.NOW), None)

    @property
    def other_steps(self) -> list[Stop]:
        """The open stops that can be taken as next step instead."""
        return [stop for stop in self.stops if stop.state == State.LATER]

    def stop(self, goal: int) -> Stop:
        """Return the stop of ``goal``; a goal that is not on this route does not exist here."""
        found = next((stop for stop in self.stops if stop.goal.pk == goal), None)
        if found is None:
            raise NotVisible(_("There is nothing here for you."))
        return found


def compass(*, viewer: Viewer, unit: int | None = None) -> Compass:
    """Return the compass of ``viewer`` for one of the units of work that run, the first when ``unit`` is ``None``."""
    groups = [function.unit_id for function in viewer.functions if function.role == LEARNER]
    if not groups:
        raise NotVisible(_("There is nothing here for you."))
    units = running_with_goals(groups=groups, on=viewer.on)
    chosen = next((one for one in units if unit in (None, one.unit_of_work.pk)), None)
    if unit is not None and chosen is None:
        raise NotVisible(_("There is nothing here for you."))
    goals = chosen.goals if chosen else []
    rows = Estimate.objects.filter(learner=viewer.person_id).select_related("goal")
    estimates = {one.goal_id: one for one in rows}
    words = own_words(viewer=viewer)
    statements = own_statements(words)
    stops = lay_route(goals, estimates, _last_spoken_of(statements, goals, estimates))
    now = next((stop.goal.pk for stop in stops if stop.state == State.NOW), None)
    return Compass(
        units=[one.unit_of_work for one in units],
        unit=chosen.unit_of_work if chosen else None,
        stops=stops,
        statements=statements,
        disagreements=own_disagreements(words),
        messages=messages(
            route={goal.pk for goal in goals},
            before=prerequisites([now]).get(now, []) if now else [],
            estimates=estimates,
            statements=statements,
            on=viewer.on,
        ),
        worked_before=worked_before(now=now, estimates=estimates, statements=statements),
    )


def _last_spoken_of(
    statements: Iterable[Statement], goals: Iterable[Goal], estimates: Mapping[int, Estimate]
) -> int | None:
    """Return the open goal of this route of which the learner last said something: that is what it works at."""
    still_open = {goal.pk for goal in goals if is_open(goal.pk, estimates)}
    return next((one.goal.pk for one in statements if one.goal.pk in still_open), None)
