"""What changed in a framework: beside its version before, and within a version that came in again (D-270)."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samenwijzer.practice.goals.content import FrameworkChange, FrameworkContent
from samenwijzer.practice.goals.followers import ChangedGoals
from samenwijzer.practice.goals.models import Framework, Goal, GoalLink, Rewording, localised

REPLACED_BY = GoalLink.Kind.REPLACED_BY


class Happened(StrEnum):
    """What happened to one goal."""

    NEW = "new"
    REWORDED = "reworded"
    REPLACED = "replaced"
    GONE = "gone"


@dataclass(frozen=True)
class GoalChange:
    """What happened to ``goal``: as it is now, or as it was where it is gone or replaced.

    ``before`` and ``after`` are the official wordings, empty where there was or is none; ``standing`` is the id under
    which the goal was in use before.
    """

    happened: Happened
    goal: Goal
    before: str = ""
    after: str = ""
    successors: tuple[Goal, ...] = ()
    standing: int | None = None


def previous_version(framework: Framework) -> Framework | None:
    """Return the version of ``framework`` that came in before it."""
    return Framework.objects.filter(identifier=framework.identifier, pk__lt=framework.pk).order_by("-pk").first()


def changes_between(old: Framework, new: Framework) -> list[GoalChange]:
    """Return what happened between two stored versions, in reading order; four queries.

    A goal is the same in both when its identifier is. It is replaced when *replaced by* leads, from the old or the new
    version, to goals of the new one.
    """
    before = {goal.identifier: goal for goal in old.goals.filter(gone_at=None).select_related("framework")}
    after = {goal.identifier: goal for goal in new.goals.select_related("framework")}
    successors = _successors(new, [goal.pk for goal in (*before.values(), *after.values())])
    found = [_happened(goal, after.get(identifier), successors) for identifier, goal in before.items()]
    found += [
        GoalChange(Happened.NEW, goal, after=goal.full_statement)
        for identifier, goal in after.items()
        if identifier not in before and goal.gone_at is None
    ]
    return sorted((one for one in found if one), key=lambda one: (one.goal.position, one.goal.pk))


def _happened(old: Goal, new: Goal | None, successors: Mapping[int, tuple[Goal, ...]]) -> GoalChange | None:
    follow = successors.get(new.pk if new else 0) or successors.get(old.pk) or ()
    if follow:
        return GoalChange(Happened.REPLACED, old, old.full_statement, "", follow, old.pk)
    if new is None or new.gone_at:
        return GoalChange(Happened.GONE, old, old.full_statement, standing=old.pk)
    if new.statement != old.statement:
        return GoalChange(Happened.REWORDED, new, old.full_statement, new.full_statement, standing=old.pk)
    return None


@dataclass(frozen=True)
class Beside:
    """A framework that is to come in beside the ``version`` before it, by identifiers.

    ``reworded`` pairs for each goal that reads otherwise its old and its new wording.
    """

    version: str
    new: int
    gone: int
    replaced: int
    reworded: tuple[tuple[str, str], ...]


def beside_previous(content: FrameworkContent) -> Beside | None:
    """Return how ``content`` differs from the version that came in last; ``None`` for a first or a known version."""
    versions = Framework.objects.filter(identifier=content.identifier).order_by("-pk")
    old = versions.first()
    if old is None or versions.filter(version=content.version).exists():
        return None
    before = {goal.identifier: goal for goal in old.goals.filter(gone_at=None)}
    after = {goal.identifier: goal for goal in content.goals}
    elsewhere = f"{content.identifier}/"
    replaced = {one.origin.removeprefix(elsewhere) for one in content.links if one.kind == REPLACED_BY} & before.keys()
    both = [id for id in before if id in after and id not in replaced]
    return Beside(
        version=old.version,
        new=len(after.keys() - before.keys()),
        gone=len(before.keys() - after.keys() - replaced),
        replaced=len(replaced),
        reworded=tuple(
            (before[id].full_statement, localised(after[id].statement))
            for id in both
            if before[id].statement != after[id].statement
        ),
    )


def changes_within(framework: Framework, since: date) -> list[GoalChange]:
    """Return what happened to the goals of this version from day ``since`` on, in reading order; three queries."""
    wordings: dict[int, Rewording] = {}
    for row in Rewording.objects.filter(goal__framework=framework, at__date__gte=since).select_related("goal"):
        wordings[row.goal_id] = row  # newest first, so the oldest wording stays
    found = [
        GoalChange(Happened.REWORDED, row.goal, localised(row.statement), row.goal.full_statement, standing=row.goal_id)
        for row in wordings.values()
        if row.goal.gone_at is None and row.statement != row.goal.statement
    ]
    gone = list(framework.goals.filter(gone_at__date__gte=since))
    successors = _successors(framework, [goal.pk for goal in gone])
    for goal in gone:
        follow = successors.get(goal.pk, ())
        happened = Happened.REPLACED if follow else Happened.GONE
        found.append(GoalChange(happened, goal, goal.full_statement, "", follow, goal.pk))
    return sorted(found, key=lambda one: (one.goal.position, one.goal.pk))


def _successors(framework: Framework, goals: Collection[int]) -> dict[int, tuple[Goal, ...]]:
    """Return the goals of ``framework`` that replace each of ``goals``, the last of a chain; a circle leads nowhere."""
    links = GoalLink.objects.filter(kind=REPLACED_BY, destination__framework=framework)
    steps: dict[int, list[Goal]] = defaultdict(list)
    for link in links.select_related("destination__framework").order_by("destination__position", "pk"):
        steps[link.origin_id].append(link.destination)
    found = {goal: _last(goal, steps) for goal in goals if goal in steps}
    return {goal: ends for goal, ends in found.items() if ends}


def _last(goal: int, steps: Mapping[int, list[Goal]]) -> tuple[Goal, ...]:
    ends: dict[int, Goal] = {}
    waiting, seen = list(steps[goal]), {goal}
    while waiting:
        one = waiting.pop(0)
        if one.pk in seen:
            continue
        seen.add(one.pk)
        if one.pk in steps:
            waiting += steps[one.pk]
        else:
            ends[one.pk] = one
    return tuple(ends.values())


def concerned(framework: Framework, change: FrameworkChange, by: int | None) -> ChangedGoals:
    """Return what who follows goals should hear after ``framework`` was stored with this ``change``.

    Beside the version before it is laid once, when it comes in for the first time.
    """
    is_first = not (change.changed or change.gone or change.untouched)
    old = previous_version(framework) if is_first else None
    changes = changes_between(old, framework) if old else []
    ids = dict(framework.goals.values_list("identifier", "pk"))
    successors = _successors(framework, list(ids.values()))
    follow = {one.standing: one.successors for one in changes if one.standing and one.successors} | successors
    moves = {goal: ends[0].pk for goal, ends in follow.items() if len(ends) == 1}
    gone = _standing(changes, Happened.GONE, Happened.REPLACED) | {ids[id] for id in change.gone}
    return ChangedGoals(
        framework=framework.pk,
        title=f"{framework} {framework.version}",
        reworded=_standing(changes, Happened.REWORDED) | {ids[id] for id in change.reworded},
        gone=gone - moves.keys(),
        moves=moves,
        by=by,
    )


def _standing(changes: Collection[GoalChange], *happened: Happened) -> frozenset[int]:
    return frozenset(one.standing for one in changes if one.happened in happened and one.standing)
