"""What the page of *Groepen maken* shows, put together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import dates
from django.utils.translation import gettext as _

from samenwijzer.learning.cooperation.pack import cooperation
from samenwijzer.learning.cooperation.roles import propose, roles_held
from samenwijzer.learning.evidence.queries import most_seen_goals
from samenwijzer.learning.groups import queries
from samenwijzer.learning.groups.basis import Basis, Placed
from samenwijzer.learning.groups.contexts import context_name, contexts_of, shared_context
from samenwijzer.learning.groups.models import Grouping, Tie
from samenwijzer.learning.groups.pack import grouping_content
from samenwijzer.learning.groups.proposals import Proposed
from samenwijzer.learning.groups.readings import Reading, read
from samenwijzer.learning.groups.rules import LARGEST_SIZE, SMALLEST_SIZE, last_day
from samenwijzer.learning.groups.timetables import across
from samenwijzer.learning.groups.tutoring import watchers
from samenwijzer.network.access.rules import guided_units
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.goals.models import Goal
from samenwijzer.web.classroom.groups import words
from samenwijzer.web.classroom.groups.forms import MOST_ADULTS, Draft

Held = Mapping[int, Sequence[str]]
GOALS_WITHOUT_PLAN = 8
USUAL_DAYS = {"instruction": 7, "cooperation": 21, "interest": 21, "tutoring": 14}
"""After how many days groups end, unless the teacher says otherwise or the unit of work ends sooner."""


@dataclass(frozen=True)
class Choices:
    """What stands filled in on the form: purpose, goal, size, and the learners as ids."""

    purpose: str
    goal: int | None
    size: int
    here: frozenset[int]
    ticks: Mapping[str, frozenset[int]] = field(default_factory=dict)
    along: frozenset[int] = frozenset()
    meeting: str = ""
    adults: int | None = None


@dataclass(frozen=True)
class Card:
    """One proposal to choose: what it gives most to, and its figures in words."""

    title: str
    sentence: str
    sizes: str
    lines: list[words.Line]
    cost: int


@dataclass(frozen=True)
class Column:
    """One group on the board: its name, what it is about, and its learners as (id, name, whether fixed)."""

    name: str
    about: str
    members: list[tuple[int, str, bool]]


def page_context(viewer: Viewer, basis: Basis, choices: Choices) -> dict[str, Any]:
    """Return everything around the board: the form, what the team knows about pairs, the groups of now."""
    current, earlier = queries.now_and_before(unit=basis.unit.pk, on=viewer.on)
    return {
        "basis": basis,
        "group": basis.unit,
        "groups": list(guided_units(viewer, writing=True)),
        "choices": choices,
        "purposes": words.purposes(),
        "sizes": [(size, str(size)) for size in range(SMALLEST_SIZE, LARGEST_SIZE + 1)],
        "goal_lists": goal_lists(viewer, basis, choices.goal),
        "traits": grouping_content().traits,
        "ticking": _ticking(basis, choices),
        "adult_choices": range(1, MOST_ADULTS + 1),
        "meetings": _meetings(viewer, basis),
        "current": [(one, words.purpose_title(one.grouping.purpose)) for one in current],
        "earlier": [(one, words.purpose_title(one.purpose)) for one in earlier],
    } | ties_context(basis)


def _ticking(basis: Basis, choices: Choices) -> list[tuple[int, str, bool, list[tuple[str, str, bool]]]]:
    """Return for each learner (id, name, whether here, and each trait with its name and whether it is ticked)."""
    return [
        (
            one.pk,
            basis.names[one.pk],
            one.pk in choices.here,
            [(t.key, t.short, one.pk in choices.ticks.get(t.key, ())) for t in grouping_content().traits],
        )
        for one in basis.learners
    ]


def _meetings(viewer: Viewer, basis: Basis) -> list[tuple[str, str, str]]:
    """Return when the classes of these learners do the same: key, time and what, and which classes (D-422)."""
    learners = [one.pk for one in basis.learners]
    found = across(unit=basis.unit.pk, learners=learners, on=viewer.on).meetings
    days = [dates.WEEKDAYS[number] for number in range(7)]
    return [
        (one.key, f"{days[one.weekday]} {one.begins:%H:%M}–{one.finishes:%H:%M} · {one.title}", ", ".join(names))
        for one, names in found.items()
    ]


def ties_context(basis: Basis) -> dict[str, Any]:
    """Return what the team knows about pairs, each pair once, in words."""
    titles = dict(words.kinds())
    shown = [one for one in basis.ties if one.kind == Tie.Kind.PREFERS or one.learner_id < one.other_id]
    ties = [(one, basis.names[one.learner_id], titles[Tie.Kind(one.kind)], basis.names[one.other_id]) for one in shown]
    people = [(one.pk, basis.names[one.pk]) for one in basis.learners]
    return {"ties": ties, "kinds": words.kinds(), "people": people, "group": basis.unit}


def goal_lists(viewer: Viewer, basis: Basis, chosen: int | None) -> list[tuple[str, list[Goal]]]:
    """Return the goals to choose from, by the title of their unit of work; the chosen one is always among them."""
    lists = [(one.unit_of_work.title, one.goals) for one in basis.running]
    if not lists:
        seen = most_seen_goals(unit=basis.unit.pk, on=viewer.on, limit=GOALS_WITHOUT_PLAN)
        lists = [(_("Seen most"), seen)] if seen else []
    listed = {goal.pk for _title, goals in lists for goal in goals}
    if chosen in basis.goals and chosen not in listed:
        lists.append((_("Asked"), [basis.goals[chosen]]))
    return lists


def board_context(viewer: Viewer, basis: Basis, draft: Draft) -> dict[str, Any]:
    """Return the proposals, the groups under hand with their live score, and what it takes to publish them."""
    readings = [read(basis=basis, asked=draft.asked, groups=one.groups) for one in draft.proposals]
    now = read(basis=basis, asked=draft.asked, groups=draft.groups)
    held = roles_held(learners=draft.asked.here) if draft.asked.purpose == Grouping.Purpose.COOPERATION else None
    work = basis.unit_of_work(draft.asked.goal)
    last = last_day(starts=viewer.on, unit_of_work=work)
    return {
        "group": basis.unit,
        "draft": draft,
        "cards": [_card(one, read, draft, held) for one, read in zip(draft.proposals, readings, strict=True)],
        "columns": _columns(basis, draft),
        "rest": _rest(basis, draft),
        "score": round(now.cost),
        "compared": words.compared(now.cost, readings[draft.chosen].cost),
        "lines": words.lines(now, draft.asked, _new_roles(held, draft.groups)),
        "unknown": now.unknown,
        "fairness": words.fairness(now),
        "warnings": words.warnings(now, draft.asked),
        "plan": work,
        "watchers": watchers(unit=basis.unit, by=viewer) if draft.asked.is_tutoring else [],
        "first_day": viewer.on,
        "last_day": last,
        "ends": min(last, viewer.on + timedelta(days=USUAL_DAYS[draft.asked.purpose])),
    }


def _card(one: Proposed, reading: Reading, draft: Draft, held: Held | None) -> Card:
    title, sentence = words.aim(one.aim)
    lines = words.lines(reading, draft.asked, _new_roles(held, one.groups))
    return Card(title, sentence, words.sizes(reading), lines, round(reading.cost))


def _new_roles(held: Held | None, groups: Sequence[Placed]) -> tuple[int, int] | None:
    """Return how many can take a role they did not hold yet this year, of all who sit in a group."""
    if held is None:
        return None
    roles = [one.key for one in cooperation().roles]
    given = [propose(members=one.learners, held=held, roles=roles) for one in groups]
    new = sum(role not in held.get(who, ()) for one in given for who, role in one.items())
    return new, sum(map(len, given))


def _columns(basis: Basis, draft: Draft) -> list[Column]:
    liked = contexts_of(basis, draft.asked.goal) if draft.asked.is_interest else {}
    return [
        Column(
            name,
            _about(basis, one, liked),
            [(who, basis.names[who], who in draft.fixed) for who in sorted(one.learners, key=basis.names.__getitem__)],
        )
        for name, one in zip(draft.names, draft.groups, strict=False)
    ]


def _about(basis: Basis, one: Placed, liked: dict[int, frozenset[str]]) -> str:
    """Return what a group is about: its goal, or what most of it like."""
    if one.goal in basis.goals:
        return basis.goals[one.goal or 0].title
    return context_name(shared_context(liked, one.learners)[0])


def _rest(basis: Basis, draft: Draft) -> list[tuple[int, str, bool]]:
    seated = {who for one in draft.groups for who in one.learners}
    return [(who, basis.names[who], False) for who in draft.asked.here if who not in seated]
