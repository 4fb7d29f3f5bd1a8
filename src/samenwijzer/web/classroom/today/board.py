"""Everything *Vandaag* shows of one group, put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from samenwijzer.learning.evidence.queries import most_seen_goals
from samenwijzer.learning.lessons.queries import Running, running_with_goals
from samenwijzer.learning.progress.attention import GroupNeeds, group_needs
from samenwijzer.network.access.rules import check_own_group, own_groups
from samenwijzer.network.access.viewer import Function, Viewer
from samenwijzer.network.calendar.queries import Hour, day
from samenwijzer.network.notices.models import Notice
from samenwijzer.network.notices.queries import waiting
from samenwijzer.network.people.naming import call_names
from samenwijzer.practice.goals.models import Goal
from samenwijzer.web.classroom.today.cards import Card, card_of
from samenwijzer.web.classroom.today.words import lead

GOALS_WITHOUT_PLAN = 8
QUESTIONS_SHOWN = 5
#: Goals that stand ready for quick capture around the one of now; the rest is one tap further.
GOALS_AT_HAND = 3


@dataclass(frozen=True)
class Day:
    """The meetings of all groups of a viewer today, and what each group works at."""

    groups: list[Function]
    hours: list[Hour]
    running: list[Running]
    clock: time

    @property
    def now(self) -> Hour | None:
        """The meeting that is going on."""
        return next((one for one in self.hours if one.begins <= self.clock < one.finishes), None)

    @property
    def now_or_next(self) -> Hour | None:
        """The meeting that is going on, or else the first one to come."""
        return next((one for one in self.hours if self.clock < one.finishes), None)

    @property
    def first_unit(self) -> int:
        """The group to show first: of the meeting of now or the next one, else one with a unit of work."""
        if self.now_or_next:
            return self.now_or_next.unit_id
        return next((group.unit_id for group, running in self.groups_with_running if running), self.groups[0].unit_id)

    @property
    def groups_with_running(self) -> list[tuple[Function, list[Running]]]:
        """Each group with what it works at."""
        return [(group, self.running_in(group.unit_id)) for group in self.groups]

    def running_in(self, unit: int) -> list[Running]:
        """Return the units of work of one group, the one of the meeting of now in front."""
        lesson = self.now.title if self.now and self.now.unit_id == unit else ""
        own = [one for one in self.running if one.unit_of_work.group_id == unit]
        return sorted(own, key=lambda one: not (lesson and one.is_about(lesson)))


@dataclass(frozen=True)
class GoalChoice:
    """The goals one can note something on: the one of now, a few at hand, and all by the title of their unit."""

    chosen: Goal | None
    at_hand: list[Goal]
    further: list[tuple[str, list[Goal]]]

    @property
    def further_count(self) -> int:
        """How many goals are one tap further."""
        return sum(len(goals) for _, goals in self.further)


@dataclass(frozen=True)
class Board:
    """One group today: who needs what, what was planned and asked, and what can be noted.

    There are no cards as long as nothing was ever seen: all that is missing then is a beginning.
    """

    group: Function
    day: Day
    running: list[Running]
    needs: GroupNeeds
    questions: list[Notice]
    goals: list[tuple[str, list[Goal]]]
    preset: Goal | None
    names: dict[int, str]
    cards: list[Card]

    @property
    def roster(self) -> list[tuple[int, str]]:
        """The learners of the group as (id, name), in order of name."""
        return [(one.pk, self.names[one.pk]) for one in self.needs.learners]

    @property
    def asking(self) -> int:
        """How many learners the cards and the questions are about."""
        return len(self._on_cards | {one.sent_by_id for one in self.questions})

    @property
    def _on_cards(self) -> set[int]:
        return {learner.pk for card in self.cards for learner in card.learners}

    @property
    def shown(self) -> set[int]:
        """The learners about whom this page says something."""
        planned = {learner.pk for plan in self.needs.plans for learner in plan.learners}
        return self._on_cards | planned | {one.sent_by_id for one in self.questions if one.sent_by_id}

    @property
    def lead(self) -> str:
        """How many learners ask something today, in a sentence."""
        return lead(self.asking, self.group.unit_name if len(self.day.groups) > 1 else "")

    def goal_choice(self, chosen: int | None = None) -> GoalChoice:
        """Return the goals to note something on, around the goal with id ``chosen``, or else the one of now."""
        flat = list({goal.pk: goal for _, goals in self.goals for goal in goals}.values())
        picked = next((one for one in flat if one.pk == chosen), self.preset)
        if picked is None:
            return GoalChoice(None, [], [])
        at_hand = around(flat, flat.index(picked))
        further = [(title, [one for one in goals if one not in at_hand]) for title, goals in self.goals]
        return GoalChoice(picked, at_hand, [(title, goals) for title, goals in further if goals])


def around(goals: Sequence[Goal], place: int) -> list[Goal]:
    """Return the goal at ``place`` with its neighbours, :data:`GOALS_AT_HAND` in all where there are as many."""
    first = max(0, min(place - 1, len(goals) - GOALS_AT_HAND))
    return list(goals[first : first + GOALS_AT_HAND])


def day_of(viewer: Viewer, at: datetime) -> Day:
    """Return the day of ``viewer`` as it stands at the local moment ``at`` (two queries)."""
    groups = own_groups(viewer)
    units = [group.unit_id for group in groups]
    return Day(groups, day(units=units, on=viewer.on), running_with_goals(groups=units, on=viewer.on), at.time())


def board_of(viewer: Viewer, unit: int, today: Day) -> Board:
    """Return what to show of the group ``unit``; refused when ``viewer`` does not guide it from within."""
    group = check_own_group(viewer, unit)
    running = today.running_in(unit)
    goals = [(one.unit_of_work.title, one.goals) for one in running]
    if not running:
        seen = most_seen_goals(unit=unit, on=viewer.on, limit=GOALS_WITHOUT_PLAN)
        goals = [("", seen)] if seen else []
    flat = list({goal.pk: goal for _, ones in goals for goal in ones}.values())
    needs = group_needs(viewer=viewer, unit=unit, goals=flat)
    names = call_names(needs.learners)
    return Board(
        group=group,
        day=today,
        running=running,
        needs=needs,
        names=names,
        cards=[card_of(one, names, unit, viewer.on) for one in needs.cards if needs.anything_seen],
        questions=list(waiting(person=viewer.person_id)[:QUESTIONS_SHOWN]),
        goals=goals,
        preset=running[0].goal_on(viewer.on) if running else next(iter(flat), None),
    )
