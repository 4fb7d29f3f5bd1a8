"""What a person chose to see of a class grid, as it stands in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samenwijzer.learning.lessons.goal_sources import GoalSource, SourceKind, goal_sources, source_named
from samenwijzer.learning.progress.class_grids import Order
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.goals.models import Goal

#: As many columns as stay readable on one A3; the rest is on a next page.
MOST_GOALS = 40


@dataclass(frozen=True)
class Choices:
    """The source of the goals, the order of the learners, and whether the goals are listed one below the other."""

    sources: list[GoalSource]
    source: GoalSource
    order: Order
    as_list: bool
    first: int

    @property
    def units(self) -> list[GoalSource]:
        """The units of work to choose from."""
        return [one for one in self.sources if one.kind == SourceKind.UNIT]

    @property
    def levels(self) -> list[GoalSource]:
        """The levels of curricula to choose from."""
        return [one for one in self.sources if one.kind == SourceKind.LEVEL]


@dataclass(frozen=True)
class Page:
    """The goals that fit on one page: the positions of the first and last (from 1), of how many, and what is beside."""

    goals: Sequence[Goal]
    first: int
    last: int
    total: int
    before: int | None
    after: int | None


def choices(query: Mapping[str, str], *, group: Unit, on: date) -> Choices:
    """Return what ``query`` chooses for ``group``; anything unknown in it means the default."""
    sources = goal_sources(group=group, on=on)
    order, first = query.get("order", ""), query.get("first", "")
    return Choices(
        sources=sources,
        source=source_named(sources, query.get("goals", ""), on),
        order=Order(order) if order in list(Order) else Order.NAME,
        as_list=query.get("view") == "list",
        first=int(first) if first.isdecimal() else 0,
    )


def page_of(goals: Sequence[Goal], first: int) -> Page:
    """Return the page of ``goals`` that starts at ``first`` (from 0)."""
    start = first if first < len(goals) else 0
    end = min(start + MOST_GOALS, len(goals))
    before = max(start - MOST_GOALS, 0) if start else None
    return Page(goals[start:end], start + 1, end, len(goals), before, end if end < len(goals) else None)
