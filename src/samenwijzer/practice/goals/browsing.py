"""Reads for walking through frameworks: the list, a branch of the tree, and everything around one goal."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.practice.goals.models import Framework, Goal, GoalLink, at_level

#: Two identifiers of 200 letters and a slash.
LONGEST_NAME = 401
#: How many steps of prerequisites are drawn to either side of a goal.
STEPS = 2
MATCHES = (GoalLink.Kind.EXACT_MATCH, GoalLink.Kind.CLOSE_MATCH, GoalLink.Kind.PART_OF, GoalLink.Kind.RELATED)


@dataclass(frozen=True)
class FrameworkLine:
    """A framework in the list, with how many goals it has and for which levels."""

    framework: Framework
    goals: int
    levels: tuple[str, ...]


def framework_lines(frameworks: QuerySet[Framework]) -> list[FrameworkLine]:
    """Return these frameworks with what they hold, curricula first; two queries."""
    leaves = Q(goals__children=None, goals__gone_at=None)
    rows = list(frameworks.select_related("owner").annotate(leaves=Count("goals", filter=leaves)))
    rows.sort(key=lambda row: (row.kind != "curriculum", str(row).casefold(), row.pk))
    levels = levels_of(rows)
    return [FrameworkLine(row, row.leaves, tuple(levels[row.pk])) for row in rows]


def levels_of(frameworks: Iterable[Framework]) -> dict[int, list[str]]:
    """Return for each framework its levels in the order in which they first appear (one query)."""
    rows = Goal.objects.filter(framework__in=[one.pk for one in frameworks], gone_at=None).exclude(level="")
    found: dict[int, list[str]] = defaultdict(list)
    for framework, level in rows.order_by("framework", "position", "pk").values_list("framework", "level"):
        if level not in found[framework]:
            found[framework].append(level)
    return found


@dataclass(frozen=True)
class Branch:
    """A goal in the tree; ``below`` counts the goals under it that fit the level asked, 0 for a goal itself."""

    goal: Goal
    below: int


@dataclass(frozen=True)
class Domain:
    """Goals that stand under one heading of a framework; ``key`` is the id of that heading."""

    key: int
    title: str
    framework: str
    goals: tuple[int, ...]


def domains_with_goals(*, frameworks: QuerySet[Framework], level: str = "") -> list[Domain]:
    """Return the headings right above the goals of ``frameworks``, as far as for ``level``; one query."""
    rows = Goal.objects.filter(framework__in=frameworks, gone_at=None, children=None, parent__isnull=False)
    rows = rows.filter(at_level(level)) if level else rows
    ordered = rows.select_related("parent", "framework").order_by("framework", "parent__position", "position")
    return [
        Domain(key, goals[0].parent.title, str(goals[0].framework), tuple(one.pk for one in goals))
        for key, goals in ((key, list(group)) for key, group in groupby(ordered, key=lambda one: one.parent_id))
        if key is not None and goals[0].parent is not None
    ]


def goal_named(name: str) -> Goal | None:
    """Return the goal whose framework and own identifier make up ``name``, in the newest version that has it.

    Both may hold slashes; the longest framework that fits wins.
    """
    places = [place for place, letter in enumerate(name[:LONGEST_NAME]) if letter == "/"]
    frameworks = [name[:place] for place in places]
    condition = Q(pk__in=[])
    for identifier in frameworks:
        condition |= Q(framework__identifier=identifier, identifier=name[len(identifier) + 1 :])
    rows = Goal.objects.filter(condition).select_related("framework", "parent")
    return max(rows, key=lambda goal: (len(goal.framework.identifier), goal.framework_id), default=None)


def framework_named(framework: int) -> Framework:
    """Return the framework with this id, as if unknown where there is none."""
    found = Framework.objects.select_related("owner").filter(pk=framework).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def branches(*, framework: Framework, under: int | None, level: str = "") -> list[Branch]:
    """Return what stands right under the goal ``under`` (``None``: at the top), only as far as it holds ``level``.

    Two queries, however deep the tree.
    """
    rows = Goal.objects.filter(framework=framework, gone_at=None).order_by("position", "pk")
    tree = [
        (pk, parent, f"|{own}|{others}")
        for pk, parent, own, others in rows.values_list("pk", "parent", "level", "also_for")
    ]
    parents = {parent for _pk, parent, _levels in tree}
    counts: dict[int | None, int] = defaultdict(int)
    for pk, parent, levels in reversed(tree):  # children stand after their parent
        is_leaf = pk not in parents
        counts[pk] += int(is_leaf and (not level or f"|{level}|" in levels))
        counts[parent] += counts[pk]
    shown = [pk for pk, parent, _levels in tree if parent == under and counts[pk]]
    goals = Goal.objects.in_bulk(shown)
    return [Branch(goals[pk], counts[pk] if pk in parents else 0) for pk in shown]


@dataclass(frozen=True)
class LineStep:
    """The goals of one level on the line of a domain over the years."""

    level: str
    goals: list[Goal]


@dataclass(frozen=True)
class Around:
    """A goal with what stands around it.

    ``before`` and ``after`` hold the chains of prerequisites, nearest first, each goal once; ``arrows`` are the pairs
    (learned first, learned later) between all of them.
    """

    goal: Goal
    above: list[Goal]
    before: list[list[Goal]]
    after: list[list[Goal]]
    arrows: list[tuple[int, int]]
    matches: list[tuple[str, Goal]]
    line: list[LineStep]
    newer: Goal | None


def around(*, goal: int) -> Around:
    """Return the goal and its surroundings; a constant number of queries."""
    found = Goal.objects.select_related("framework", "parent__parent__parent").filter(pk=goal).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    before, first = _chain(found, "origin", "destination")
    after, later = _chain(found, "destination", "origin")
    return Around(
        goal=found,
        above=_above(found),
        before=before,
        after=after,
        arrows=sorted({*((to, origin) for origin, to in first), *later}),
        matches=_matches(found),
        line=_line(found),
        newer=_newer(found),
    )


def _above(goal: Goal) -> list[Goal]:
    found, step = list[Goal](), goal.parent
    while step is not None and len(found) < 3:
        found.append(step)
        step = step.parent if len(found) < 3 else None
    return found[::-1]


def _chain(goal: Goal, here: str, there: str) -> tuple[list[list[Goal]], list[tuple[int, int]]]:
    """Walk prerequisites from ``goal``; return the goals by step, and the links as (here, there); one query a step."""
    steps: list[list[Goal]] = []
    links: list[tuple[int, int]] = []
    seen, edge = {goal.pk}, [goal.pk]
    for _step in range(STEPS):
        rows = GoalLink.objects.filter(
            kind=GoalLink.Kind.PREREQUISITE, **{f"{here}__in": edge, f"{there}__gone_at": None}
        )
        found: dict[int, Goal] = {}
        for row in rows.select_related(f"{there}__framework").order_by(f"{there}__framework", f"{there}__position"):
            links.append((getattr(row, f"{here}_id"), getattr(row, f"{there}_id")))
            if links[-1][1] not in seen:
                found[links[-1][1]] = getattr(row, there)
        seen |= found.keys()
        edge = list(found)
        steps.append(list(found.values()))
    return [step for step in steps if step], links


def _matches(goal: Goal) -> list[tuple[str, Goal]]:
    rows = GoalLink.objects.filter(Q(origin=goal) | Q(destination=goal), kind__in=MATCHES)
    both = rows.select_related("origin__framework", "destination__framework").order_by("kind", "pk")
    return [(row.kind, row.destination if row.origin_id == goal.pk else row.origin) for row in both]


def _line(goal: Goal) -> list[LineStep]:
    """Return the goals of the same domain by level, in the order in which the levels first appear."""
    if goal.parent_id is None:
        return []
    rows = Goal.objects.filter(parent=goal.parent_id, gone_at=None, children=None).exclude(level="")
    goals = list(rows.order_by("position", "pk"))
    order = list(dict.fromkeys(one.level for one in goals))
    goals.sort(key=lambda one: order.index(one.level))
    return [LineStep(level, list(group)) for level, group in groupby(goals, key=lambda one: one.level)]


def _newer(goal: Goal) -> Goal | None:
    """Return the same goal in the newest later version of its framework."""
    later = Goal.objects.filter(framework__identifier=goal.framework.identifier, framework__gt=goal.framework_id)
    rows = later.filter(identifier=goal.identifier, gone_at=None).select_related("framework")
    return rows.order_by("-framework").first()
