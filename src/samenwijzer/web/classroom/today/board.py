"""Everything *Vandaag* shows of one group, put together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import chain

from samenwijzer.learning.evidence.queries import most_seen_goals
from samenwijzer.learning.lessons.goal_changes import ABOUT
from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.learning.lessons.queries import Running, running_with_goals
from samenwijzer.learning.progress.attention import GroupNeeds, group_needs
from samenwijzer.learning.progress.disagreements import ABOUT as DISAGREEMENT
from samenwijzer.network.access.rules import check_own_group, own_groups
from samenwijzer.network.access.viewer import Function, Viewer
from samenwijzer.network.calendar.queries import Hour, day
from samenwijzer.network.notices.models import Notice
from samenwijzer.network.notices.queries import waiting
from samenwijzer.network.people.naming import call_names
from samenwijzer.web.classroom.today.cards import Card, card_of
from samenwijzer.web.classroom.today.goals import GroupGoals
from samenwijzer.web.classroom.today.teams import classes_of_teams
from samenwijzer.web.classroom.today.words import lead

GOALS_WITHOUT_PLAN = 8
QUESTIONS_SHOWN = 5
TOLD_SHOWN = 3
NOTICES_READ = 50
QUESTION = "people.person"


@dataclass(frozen=True)
class Day:
    """The meetings of all groups of a viewer today, and what each group works at.

    ``classes`` holds for each core team the classes its learners are in, by id with their name.
    """

    groups: list[Function]
    hours: list[Hour]
    running: list[Running]
    clock: time
    classes: Mapping[int, Mapping[int, str]] = field(default_factory=dict)

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
    def groups_with_running(self) -> list[tuple[Function, list[tuple[str, UnitOfWork]]]]:
        """Each group with what it works at: the title there, and the unit of work."""
        found = []
        for group in self.groups:
            works = [one.unit_of_work for one in self.running_in(group.unit_id)]
            found.append((group, [(self.title_in(group.unit_id, work), work) for work in works]))
        return found

    def running_in(self, unit: int) -> list[Running]:
        """Return the units of work of a group, or of a core team's classes, the one of the meeting of now in front."""
        lesson = self.now.title if self.now and self.now.unit_id == unit else ""
        units = {unit, *self.classes.get(unit, ())}
        own = [one for one in self.running if one.unit_of_work.group_id in units]
        return sorted(own, key=lambda one: not (lesson and one.is_about(lesson)))

    def title_in(self, unit: int, work: UnitOfWork) -> str:
        """Return what a unit of work is called in the group ``unit``: in a core team with its class in front."""
        name = self.classes.get(unit, {}).get(work.group_id)
        return f"{name} · {work.title}" if name else work.title


@dataclass(frozen=True)
class Board:
    """One group today: who needs what, what was planned and asked, and what can be noted.

    There are no cards as long as nothing was ever seen: all that is missing then is a beginning. ``told`` are changes
    of goals the viewer works at.
    """

    group: Function
    day: Day
    needs: GroupNeeds
    questions: list[Notice]
    goals: GroupGoals
    names: dict[int, str]
    cards: list[Card]
    told: list[Notice]

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


def day_of(viewer: Viewer, at: datetime) -> Day:
    """Return the day of ``viewer`` as it stands at the local moment ``at`` (two queries, one more with a core team)."""
    groups = own_groups(viewer)
    units = [group.unit_id for group in groups]
    classes = classes_of_teams(viewer, groups)
    learning = {*units, *chain.from_iterable(classes.values())}
    running = running_with_goals(groups=learning, on=viewer.on)
    return Day(groups, day(units=units, on=viewer.on), running, at.time(), classes)


def board_of(viewer: Viewer, unit: int, today: Day) -> Board:
    """Return what to show of the group ``unit``; refused when ``viewer`` does not guide it from within."""
    group = check_own_group(viewer, unit)
    goals = goals_of(today, unit, viewer.on)
    needs = group_needs(viewer=viewer, unit=unit, goals=goals.flat)
    names = call_names(needs.learners)
    notices = list(waiting(person=viewer.person_id, about=(QUESTION, DISAGREEMENT, ABOUT))[:NOTICES_READ])
    return Board(
        group=group,
        day=today,
        needs=needs,
        names=names,
        cards=[card_of(one, names, unit, viewer.on) for one in needs.cards if needs.anything_seen],
        questions=[one for one in notices if one.object_kind in (QUESTION, DISAGREEMENT)][:QUESTIONS_SHOWN],
        goals=goals,
        told=[one for one in notices if one.object_kind == ABOUT][:TOLD_SHOWN],
    )


def goals_of(today: Day, unit: int, on: date) -> GroupGoals:
    """Return the goals of a group: those of what it works at, or else those on which most was seen (one query)."""
    running = today.running_in(unit)
    if running:
        by_unit = [(today.title_in(unit, one.unit_of_work), one.goals) for one in running]
        return GroupGoals(by_unit, running[0].goal_on(on))
    seen = most_seen_goals(unit=unit, on=on, limit=GOALS_WITHOUT_PLAN)
    return GroupGoals([("", seen)] if seen else [], next(iter(seen), None))
