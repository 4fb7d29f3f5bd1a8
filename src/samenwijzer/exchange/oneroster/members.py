"""Enrolments become memberships in time."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwijzer.exchange.oneroster.classes import NO_PERIOD, ending, periods
from samenwijzer.exchange.oneroster.content import Enrolment, Mode, Roster
from samenwijzer.exchange.oneroster.layout import STUDENT
from samenwijzer.exchange.oneroster.matching import Match, NewMember
from samenwijzer.exchange.oneroster.standing import MEMBERSHIP, Standing, class_key
from samenwijzer.exchange.plans import Changes
from samenwijzer.foundation.identifiers.actions import remember
from samenwijzer.foundation.problems import Problem, Problems
from samenwijzer.network.organisation.actions import add_members, change_memberships, end_memberships
from samenwijzer.network.organisation.models import LEARNER, Membership

# What a roster may give: a place in a class. Functions that reach further are given by a person, not by a file.
ROLES = {STUDENT: LEARNER, "teacher": "teacher"}


@dataclass
class MemberPlan:
    """Which memberships come, change and end, of learners and of adults; ``adopted`` stood already from elsewhere."""

    learners: Changes[NewMember, Membership] = field(default_factory=Changes)
    adults: Changes[NewMember, Membership] = field(default_factory=Changes)
    adopted: dict[str, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def plan_members(
    roster: Roster, standing: Standing, unit_ids: dict[str, int], *, since: date | None, problems: Problems
) -> MemberPlan:
    """Compare the enrolments of ``roster`` with the memberships that stand."""
    plan = MemberPlan()
    wanted = list(_wanted(roster, since, problems))
    _tell_doubles(wanted, problems)
    match = Match(wanted, standing, unit_ids)
    for member in wanted:
        row, changes = match.rows.get(member.enrolment), plan.learners if member.role == LEARNER else plan.adults
        if row is None:
            changes.new.append(_taken_over(member, standing))
        else:
            _compare(member, row, changes, keeps_start=member.enrolment not in match.adopted)
    plan.adopted = match.adopted
    _end_absent(roster, standing, plan, kept={row.pk for row in match.rows.values()})
    plan.remarks = _remarks(roster, wanted, standing.on)
    return plan


def _wanted(roster: Roster, since: date | None, problems: Problems) -> Iterator[NewMember]:
    dated = periods(roster, since=since)
    gone_users = {user.id for user in roster.users if user.is_gone}
    gone_classes = {row.id for row in roster.classes if row.is_gone}
    for row in roster.enrolments:
        role = ROLES.get(row.role)
        if role is None or row.is_gone or row.user in gone_users or row.class_ in gone_classes:
            continue
        period = dated.get(row.class_, NO_PERIOD)
        starts, ends = row.starts or since or period.starts, ending(row.ends or period.ends)
        if starts and ends and ends < starts:
            problems.add(_outside_term(row))
        else:
            is_dated = row.starts is not None
            yield NewMember(row.id, row.line, row.user, class_key(row.class_), role, starts, ends, is_dated)


def _outside_term(row: Enrolment) -> Problem:
    return Problem(
        "enrollments.csv",
        _("This enrolment begins after its class has ended, or ends before its class begins."),
        _("Correct the dates, or the term of the class."),
        row.line,
        "beginDate" if row.starts else "endDate",
    )


def _tell_doubles(wanted: list[NewMember], problems: Problems) -> None:
    lines: dict[tuple[str, str, str, date | None], int] = {}
    for member in wanted:
        key = (member.user, member.unit, member.role, member.starts)
        if key in lines:
            problems.add(
                Problem(
                    "enrollments.csv",
                    _("The same person is in the same class on line %(first)s already.") % {"first": lines[key]},
                    _("Keep one of the two rows."),
                    member.line,
                    "userSourcedId",
                )
            )
        lines.setdefault(key, member.line)


def _taken_over(member: NewMember, standing: Standing) -> NewMember:
    """Let a place that this enrolment gave to somebody or something else until now be handed over today.

    Without a first day of its own, the new one would else seem to have begun with the term.
    """
    before = standing.memberships.get(standing.membership_ids.get(member.enrolment, 0))
    runs = before and (before.ends is None or before.ends >= standing.on)
    if member.is_dated or not runs or (member.ends and member.ends < standing.on):
        return member
    return replace(member, starts=max(standing.on, member.starts or standing.on))


def _compare(member: NewMember, row: Membership, changes: Changes[NewMember, Membership], *, keeps_start: bool) -> None:
    """Compare days; a first day later than that of the term was given when the place was handed over, and stays."""
    starts = member.starts or row.starts
    if keeps_start and not member.is_dated:
        starts = max(starts, row.starts)
    if (row.starts, row.ends) == (starts, member.ends):
        changes.untouched += 1
    else:
        row.starts, row.ends = starts, member.ends
        changes.changed.append(row)


def _end_absent(roster: Roster, standing: Standing, plan: MemberPlan, kept: set[int]) -> None:
    """End what the file says is gone, what moved, and what a file with everything no longer holds."""
    last = standing.on - timedelta(days=1)
    gone = {row.id for row in roster.enrolments}
    gone_people = {standing.person_ids.get(user.id) for user in roster.users if user.is_gone}
    is_bulk = roster.mode("enrollments") is Mode.BULK
    ended: dict[int, Membership] = {}
    for id, pk in standing.membership_ids.items():
        row = standing.memberships.get(pk)
        if row is None or pk in kept or (row.ends and row.ends <= last):
            continue
        if is_bulk or id in gone or row.person_id in gone_people:
            ended[pk] = row
    for row in ended.values():
        (plan.learners if row.role == LEARNER else plan.adults).ended.append(row)


def _remarks(roster: Roster, wanted: list[NewMember], on: date) -> list[str]:
    remarks = []
    past = sum(1 for member in wanted if member.ends and member.ends < on)
    if past:
        sentence = ngettext(
            "%(count)s place in a class lies wholly in the past: nobody sees it now. "
            "Choose a first day to let everything begin then.",
            "%(count)s places in classes lie wholly in the past: nobody sees them now. "
            "Choose a first day to let everything begin then.",
            past,
        )
        remarks.append(sentence % {"count": past})
    others = sorted({row.role for row in roster.enrolments} - ROLES.keys())
    if others:
        remarks.append(
            _("A roster gives places to learners and teachers only; passed over: %(roles)s.")
            % {"roles": ", ".join(others)}
        )
    return remarks


def store_members(
    plan: MemberPlan, standing: Standing, *, unit_ids: dict[str, int], person_ids: dict[str, int], by: int | None
) -> None:
    """Carry out ``plan``."""
    ended = [*plan.learners.ended, *plan.adults.ended]
    changed = [*plan.learners.changed, *plan.adults.changed]
    if ended:
        end_memberships(memberships=ended, on=standing.on - timedelta(days=1), by=by)
    if changed:
        change_memberships(memberships=changed, by=by)
    new = [*plan.learners.new, *plan.adults.new]
    rows = [
        Membership(
            person_id=person_ids[member.user],
            unit_id=unit_ids[member.unit],
            role=member.role,
            starts=member.starts or standing.on,
            ends=member.ends,
        )
        for member in new
    ]
    created = add_members(memberships=rows, by=by) if rows else []
    fresh = {member.enrolment: row.pk for member, row in zip(new, created, strict=True)}
    remember(system=standing.system, kind=MEMBERSHIP, ids=fresh | plan.adopted)
