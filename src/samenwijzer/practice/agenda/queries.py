"""Meetings, agreements and actions as they are read. Every list asks the same number of queries, however long it is."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.agenda.models import About, Action, Agreement, Meeting, Point
from samenwijzer.practice.agenda.rules import (
    can_keep_meeting,
    check_meeting,
    read_units,
    visible_actions,
    visible_agreements,
    visible_meetings,
    visible_points,
)

#: Kinds of units in which colleagues of several groups meet.
TEAMS = ("core_team", "subject_team", "working_group", "plc")


@dataclass(frozen=True)
class Attendance:
    """Somebody of the team or asked to the meeting; ``present`` is ``None`` until it was noted."""

    person: Person
    present: bool | None


@dataclass(frozen=True)
class MeetingPage:
    """A meeting with its points, what was agreed, who does what, and what was agreed to do the time before.

    ``waiting`` is all that its team has still to do, taken up here or elsewhere.
    """

    meeting: Meeting
    points: Sequence[Point]
    agreements: Sequence[Agreement]
    actions: Sequence[Action]
    before: Sequence[Action]
    waiting: Sequence[Action]
    people: Sequence[Attendance]
    can_write: bool


def meeting_page(*, viewer: Viewer, meeting: UUID) -> MeetingPage:
    """Return a meeting as a page to read or to work with; nine queries at most."""
    found = check_meeting(viewer, meeting)
    taken_up, of_team = Q(meeting=found), Q(_unfinished(), unit=found.unit_id, unit__isnull=False)
    actions = list(_full(visible_actions(viewer).filter(taken_up | of_team)))
    team = [one for one in actions if one.unit_id is not None and one.unit_id == found.unit_id]
    return MeetingPage(
        meeting=found,
        points=list(visible_points(viewer).filter(meeting=found).prefetch_related(_about())),
        agreements=list(found.agreements.all()),
        actions=[one for one in actions if one.meeting_id == found.pk],
        before=[one for one in team if one.meeting_id != found.pk and _asks_look_back(one, viewer.on)],
        waiting=[one for one in team if one.is_open],
        people=attendance(viewer=viewer, meeting=found),
        can_write=found.ended_at is None and can_keep_meeting(viewer, found),
    )


def attendance(*, viewer: Viewer, meeting: Meeting) -> list[Attendance]:
    """Return who is of the team or was asked, in order of name, and whether each was there."""
    noted = {one.person_id: one for one in meeting.invited.select_related("person")}
    people = {one.person_id: one.person for one in noted.values()}
    if meeting.unit_id is not None:
        rows = Membership.objects.filter(active(viewer.on), unit=meeting.unit_id).exclude(role=LEARNER)
        if meeting.unit is not None and meeting.unit.kind == "core_team":
            people |= {one.person_id: one.person for one in rows.select_related("person")}
    ordered = sorted(people.values(), key=lambda one: (one.given_name, one.family_name, one.pk))
    return [Attendance(one, noted[one.pk].present if one.pk in noted else None) for one in ordered]


def _about() -> "Prefetch[str, QuerySet[About], str]":
    return Prefetch("about", queryset=About.objects.select_related("learner"))


def _full(rows: QuerySet[Action]) -> QuerySet[Action]:
    return rows.select_related("owner", "meeting", "unit").prefetch_related(_about())


def meetings_of(*, viewer: Viewer, unit: int) -> tuple[list[Meeting], list[Meeting]]:
    """Return the meetings of a team that are not over, soonest first, and those that are, newest first (one query)."""
    rows = Meeting.objects.filter(unit__in=read_units(viewer), unit=unit)
    recent = list(rows.filter(begins_at__gte=timezone.now() - timedelta(days=366)))
    return [one for one in recent if one.ended_at is None], [one for one in recent if one.ended_at is not None][::-1]


def own_meetings(*, viewer: Viewer) -> list[Meeting]:
    """Return the meetings that ``viewer`` may know of and that are not over, soonest first."""
    return list(visible_meetings(viewer).filter(ended_at=None).select_related("unit").distinct())


def own_talks(*, viewer: Viewer) -> list[Meeting]:
    """Return the meetings of no team to which ``viewer`` was asked, newest day first, with who else was."""
    rows = visible_meetings(viewer).filter(unit=None).prefetch_related("invited__person")
    return list(rows.distinct().order_by("-begins_at", "-pk"))


def agreements_of(*, viewer: Viewer, unit: int) -> list[Agreement]:
    """Return what a team holds itself to today, newest first."""
    holds = Q(ended_on=None) | Q(ended_on__gt=viewer.on)
    return list(visible_agreements(viewer).filter(holds, unit=unit))


def approach_agreed(*, viewer: Viewer, group: Unit, until: date, most: int = 4) -> list[Agreement]:
    """Return what the teams of ``viewer`` agreed that holds for ``group`` before ``until``, newest first (D-143).

    That is what the group and the teams in which ``viewer`` meets colleagues hold themselves to, and of its school what
    came out of a meeting: the booklet of the school stands elsewhere. One query.
    """
    holds = Q(ended_on=None) | Q(ended_on__gt=viewer.on)
    place = Q(unit=group) | Q(unit__kind__in=TEAMS) | Q(unit__in=group.ancestor_ids, meeting__isnull=False)
    here = Q(groups=None) | Q(groups=group)
    rows = visible_agreements(viewer).filter(holds, place, here, since__lte=until)
    return list(rows.select_related("unit", "meeting").distinct().order_by("-since", "-pk")[:most])


def open_actions(*, viewer: Viewer, unit: int | None = None, owner: int | None = None) -> list[Action]:
    """Return what is still to be done, soonest first; of one team, or of one person, where asked."""
    rows = visible_actions(viewer).filter(done_at=None, dropped_at=None)
    if unit is not None:
        rows = rows.filter(unit=unit)
    if owner is not None:
        rows = rows.filter(owner=owner)
    return list(_full(rows))


def done_actions(*, viewer: Viewer, unit: int, since: date) -> list[Action]:
    """Return what a team has done since a day, newest first."""
    rows = visible_actions(viewer).filter(unit=unit, done_at__date__gte=since, dropped_at=None)
    return list(_full(rows.order_by("-done_at", "-pk")))


def team_actions(*, viewer: Viewer, unit: int) -> tuple[list[Action], list[Action]]:
    """Return what a team has still to do, and what it took up and has not said of whether it worked; two queries.

    To look back on is everything done, and everything whose day has come.
    """
    rows = list(_full(visible_actions(viewer).filter(_unfinished(), unit=unit)))
    return [one for one in rows if one.is_open], [one for one in rows if _asks_look_back(one, viewer.on)]


def to_look_back(*, viewer: Viewer, unit: int) -> list[Action]:
    """Return what a team took up before and has not said of whether it worked; two queries."""
    return team_actions(viewer=viewer, unit=unit)[1]


def _unfinished() -> Q:
    """Return the condition that an action is still to be done, or to be looked back on."""
    return Q(dropped_at=None) & (Q(done_at=None) | Q(looked_back_at=None))


def _asks_look_back(action: Action, on: date) -> bool:
    waits = action.dropped_at is None and action.looked_back_at is None
    return waits and (action.done_at is not None or action.due <= on)


def actions_about(*, viewer: Viewer, references: Iterable[Reference]) -> dict[Reference, list[Action]]:
    """Return the visible actions about each of these things, soonest first; two queries, however many things."""
    asked = set(references)
    condition = Q(pk__in=[])
    for kind in {one.kind for one in asked}:
        condition |= Q(kind=kind, key__in=[one.id for one in asked if one.kind == kind])
    ties = list(About.objects.filter(condition, action__isnull=False).values_list("kind", "key", "action"))
    rows = visible_actions(viewer).filter(pk__in={action for _kind, _key, action in ties}).select_related("owner")
    actions = {one.pk: one for one in rows}
    found: dict[Reference, list[Action]] = defaultdict(list)
    for kind, key, action in ties:
        if action in actions:
            found[Reference(kind, key)].append(actions[action])
    return {one: sorted(rows, key=lambda each: (each.due, each.pk)) for one, rows in found.items()}
