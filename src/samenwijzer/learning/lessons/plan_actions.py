"""Planning a unit of work: everything is kept as it is written, also what is not finished."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.lessons.models import Activity, DismissedCard, TeachingRole, UnitGoal, UnitOfWork, Variation
from samenwijzer.learning.lessons.pack import Cards, Words, content
from samenwijzer.learning.lessons.plans import plan
from samenwijzer.learning.lessons.rules import check_goal_may_go, check_plan, check_ready
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.queries import goals_by_id

#: What a teacher writes about a unit of work as a whole.
WRITTEN = ("title", "starts", "ends", "common_goal", "no_variation", "equity", "aim_low", "aim_high", "teaming")
LONGEST = timedelta(days=366)


@transaction.atomic
def start_unit(*, group: int, title: str, starts: date, ends: date, goals: Sequence[int], by: Viewer) -> UnitOfWork:
    """Begin a unit of work for a group; its plan can be empty."""
    unit = check_guides_unit(by, group, writing=True)
    _check_span(title, starts, ends)
    work = UnitOfWork.objects.create(group=unit, title=title.strip(), starts=starts, ends=ends)
    known = goals_by_id(goals)
    UnitGoal.objects.bulk_create(
        [UnitGoal(unit_of_work=work, goal_id=goal, position=n) for n, goal in enumerate(goals) if goal in known]
    )
    _record("start unit of work", work, by)
    return work


def _check_span(title: str, starts: date, ends: date) -> None:
    if not title.strip():
        raise Refused(_("Give the unit a name."))
    if not starts <= ends <= starts + LONGEST:
        raise Refused(_("A unit ends after it starts, and within a year."))


@transaction.atomic
def keep_plan(*, unit_of_work: int, written: Mapping[str, Any], by: Viewer) -> UnitOfWork:
    """Keep what was written about a unit as a whole (fields of :data:`WRITTEN`); nothing needs to be complete."""
    work = check_plan(by, unit_of_work, writing=True)
    for name in WRITTEN:
        if name in written:
            setattr(work, name, written[name])
    _check_span(work.title, work.starts, work.ends)
    if not 1 <= work.aim_low < work.aim_high <= 99:
        raise Refused(_("Choose two percentages between 1 and 99, the lowest first."))
    work.save()
    _keep_label(work)
    _record("keep plan of unit", work, by)
    return work


@transaction.atomic
def put_goal(*, unit_of_work: int, goal: int, by: Viewer) -> None:
    """Put a goal last in a unit of work; one that stands there stays where it is."""
    work = check_plan(by, unit_of_work, writing=True)
    if not goals_by_id([goal]):
        raise Refused(_("This goal no longer exists."))
    last = work.unit_goals.aggregate(last=Max("position"))["last"]
    _row, is_new = UnitGoal.objects.get_or_create(
        unit_of_work=work, goal_id=goal, defaults={"position": 0 if last is None else last + 1}
    )
    if is_new:
        _record("put goal in unit", work, by)


@transaction.atomic
def take_goal(*, unit_of_work: int, goal: int, by: Viewer) -> None:
    """Take a goal out of a unit of work; a minimum goal only where another unit of the year holds it (D-012)."""
    work = check_plan(by, unit_of_work, writing=True)
    row = work.unit_goals.filter(goal=goal).select_related("goal__framework").first()
    if row is None:
        raise NotVisible(_("There is nothing here for you."))
    check_goal_may_go(work, row.goal)
    row.delete()
    _keep_label(work)
    _record("take goal out of unit", work, by)


@transaction.atomic
def keep_activity(
    *, unit_of_work: int, written: Mapping[str, Any], role: str = "", activity: int | None = None, by: Viewer
) -> Activity:
    """Keep an activity, a new one where ``activity`` is ``None``; ``role`` is the one ``by`` means to take.

    What each does in own time keeps no room occupied (D-067).
    """
    work = check_plan(by, unit_of_work, writing=True)
    standing = work.activities.filter(pk=activity).first() if activity else Activity(unit_of_work=work)
    if standing is None:
        raise NotVisible(_("There is nothing here for you."))
    for name, value in written.items():
        setattr(standing, name, value)
    if standing.is_own_time:
        standing.place = ""
    standing.save()
    _keep_role(standing, role, by)
    _keep_label(work)
    _record("keep activity of unit", work, by)
    return standing


def _keep_role(activity: Activity, role: str, by: Viewer) -> None:
    own = TeachingRole.objects.filter(activity=activity, person=by.person_id)
    own.delete()
    if role in {one.key for one in content(Words).roles}:
        TeachingRole.objects.create(activity=activity, person_id=by.person_id, role=role)


@transaction.atomic
def drop_activity(*, activity: int, by: Viewer) -> UnitOfWork:
    """Take an activity out of its plan, and return the unit of work."""
    found = Activity.objects.filter(pk=activity).first()
    work = check_plan(by, found.unit_of_work_id if found else 0, writing=True)
    Activity.objects.filter(pk=activity).delete()
    _keep_label(work)
    _record("drop activity of unit", work, by)
    return work


@transaction.atomic
def keep_variation(*, unit_of_work: int, written: Mapping[str, Any], by: Viewer) -> Variation:
    """Keep a new way to reach one of the goals of a unit of work."""
    work = check_plan(by, unit_of_work, writing=True)
    goal: Goal = written["goal"]
    if not work.unit_goals.filter(goal=goal).exists():
        raise Refused(_("Choose a goal of this unit: a variation is another way to the same goal."))
    made = Variation.objects.create(unit_of_work=work, **written)
    _record("keep variation of unit", work, by)
    return made


@transaction.atomic
def drop_variation(*, variation: int, by: Viewer) -> UnitOfWork:
    """Take a variation out of its plan, and return the unit of work."""
    found = Variation.objects.filter(pk=variation).first()
    work = check_plan(by, found.unit_of_work_id if found else 0, writing=True)
    Variation.objects.filter(pk=variation).delete()
    _keep_label(work)
    _record("drop variation of unit", work, by)
    return work


@transaction.atomic
def make_ready(*, unit_of_work: int, by: Viewer) -> UnitOfWork:
    """Give a unit of work the label *klaar*, refused with what it still asks (D-029, D-174)."""
    work = check_plan(by, unit_of_work, writing=True)
    now = plan(work)
    check_ready(
        goals=len(now.goals),
        varied=bool(now.variations) or work.no_variation,
        missing=[one.name.rstrip("?").lower() for one in now.asked_for_ready],
    )
    work.made_ready_at = timezone.now()
    work.save(update_fields=["made_ready_at"])
    _record("make unit ready", work, by)
    return work


def _keep_label(work: UnitOfWork) -> None:
    """Take the label *klaar* off a plan that no longer has what it asks."""
    if not work.made_ready_at:
        return
    now = plan(work)
    if now.asked_for_ready or not now.goals or not (now.variations or work.no_variation):
        work.made_ready_at = None
        work.save(update_fields=["made_ready_at"])


@transaction.atomic
def dismiss_card(*, card: str, by: Viewer) -> None:
    """Never show this card to ``by`` again (D-021)."""
    if card not in {one.key for one in content(Cards).cards}:
        raise NotVisible(_("There is nothing here for you."))
    DismissedCard.objects.get_or_create(person_id=by.person_id, card=card)


def _record(verb: str, work: UnitOfWork, by: Viewer) -> None:
    record(verb=verb, on=Reference("lessons.unit_of_work", str(work.pk)), by=by.person_id)
