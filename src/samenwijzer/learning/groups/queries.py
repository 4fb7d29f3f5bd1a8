"""Reads of temporary groups: those of a unit for its adults, the own one for a learner."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.groups.contexts import context_name
from samenwijzer.learning.groups.models import Grouping, Seat, TemporaryGroup
from samenwijzer.learning.groups.pack import group_names
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.people.models import Person
from samenwijzer.network.people.naming import call_names
from samenwijzer.practice.goals.models import Goal

CURRENT = Q(withdrawn_at=None)
EARLIER = 12
"""How many groupings that are over are listed."""


@dataclass(frozen=True)
class Group:
    """A published group: its neutral name, what it is about, and its members by the names they are called.

    In a pair who explains comes first.
    """

    name: str
    goal: Goal | None
    context: str
    members: list[str]


@dataclass(frozen=True)
class Published:
    """A grouping with its groups; ``working_on`` are those in no group."""

    grouping: Grouping
    groups: list[Group]
    working_on: list[str]
    learners: list[int]


@dataclass(frozen=True)
class OwnGroup:
    """The group a learner is in now: what for, about what, with whom, and until when.

    ``context`` is what they all like, ``explains`` whether the learner explains in a pair, ``adult`` who watches over
    it.
    """

    pk: int
    name: str
    purpose: str
    goal: Goal | None
    context: str
    companions: list[str]
    explains: bool
    adult: str
    ends: date


def groups_today(*, viewer: Viewer, unit: int) -> list[Published]:
    """Return the groupings of ``unit`` that hold today, newest first, for an adult who guides it (three queries)."""
    group = check_guides_unit(viewer, unit)
    rows = Grouping.objects.filter(CURRENT, unit=group, starts__lte=viewer.on, ends__gte=viewer.on)
    return _published(rows.select_related("goal", "unit", "by", "adult"))


def now_and_before(*, unit: int, on: date) -> tuple[list[Published], list[Grouping]]:
    """Return the groupings of ``unit`` that hold on day ``on``, and the latest of this school year that are over.

    Both are newest first (two queries). The caller has checked who may know.
    """
    holds = Q(starts__lte=on, ends__gte=on)
    over = Q(starts__gte=SchoolYear.of(on).first_day, ends__lt=on)
    rows = list(Grouping.objects.filter(CURRENT, holds | over, unit=unit).select_related("goal", "unit", "by", "adult"))
    return _published(one for one in rows if one.ends >= on), [one for one in rows if one.ends < on][:EARLIER]


def published(*, viewer: Viewer, grouping: int) -> Published:
    """Return one grouping that was not taken back, also when it is over, for an adult who guides its unit."""
    rows = _published(Grouping.objects.filter(CURRENT, pk=grouping).select_related("goal", "unit", "by", "adult"))
    if not rows:
        raise NotVisible(_("There is nothing here for you."))
    check_guides_unit(viewer, rows[0].grouping.unit_id)
    return rows[0]


def own_groups_today(*, viewer: Viewer) -> list[OwnGroup]:
    """Return the groups ``viewer`` is in today as a learner, and nobody else's (two queries)."""
    own = Seat.objects.filter(
        learner=viewer.person_id,
        group__isnull=False,
        grouping__withdrawn_at=None,
        grouping__starts__lte=viewer.on,
        grouping__ends__gte=viewer.on,
    )
    rows = own.select_related("group__goal", "grouping__goal", "grouping__adult").order_by("-pk")
    groups = {seat.group_id: seat for seat in rows}
    with_whom: dict[int | None, list[Person]] = defaultdict(list)
    for seat in Seat.objects.filter(group__in=groups).select_related("learner").order_by("learner"):
        if seat.learner_id != viewer.person_id:
            with_whom[seat.group_id].append(seat.learner)
    return [
        _own(seat, seat.group, list(call_names(with_whom[key]).values())) for key, seat in groups.items() if seat.group
    ]


def _own(seat: Seat, group: TemporaryGroup, companions: list[str]) -> OwnGroup:
    return OwnGroup(
        pk=group.pk,
        name=group.name,
        purpose=seat.grouping.purpose,
        goal=group.goal or seat.grouping.goal,
        context=context_name(group.context),
        companions=companions,
        explains=seat.explains,
        adult=str(seat.grouping.adult or ""),
        ends=seat.grouping.ends,
    )


def next_names(*, unit: int, count: int) -> list[str]:
    """Return neutral names for ``count`` groups, other ones than the last groups of the unit had (one query)."""
    used = TemporaryGroup.objects.filter(grouping__unit=unit).count()
    return group_names().taken_from(used, count)


def _published(rows: Iterable[Grouping]) -> list[Published]:
    groupings = list(rows)
    seats: dict[int, list[Seat]] = defaultdict(list)
    found = Seat.objects.filter(grouping__in=groupings).select_related("learner", "group__goal")
    for seat in found.order_by("-explains", "learner__given_name", "learner__family_name"):
        seats[seat.grouping_id].append(seat)
    return [_one(one, seats[one.pk]) for one in groupings]


def _one(grouping: Grouping, seats: list[Seat]) -> Published:
    names = call_names([seat.learner for seat in seats])
    members: dict[int | None, list[str]] = defaultdict(list)
    for seat in seats:
        members[seat.group_id].append(names[seat.learner_id])
    groups = {seat.group.pk: seat.group for seat in seats if seat.group}
    return Published(
        grouping=grouping,
        groups=[
            Group(one.name, one.goal, context_name(one.context), members[pk]) for pk, one in sorted(groups.items())
        ],
        working_on=members[None],
        learners=[seat.learner_id for seat in seats],
    )
