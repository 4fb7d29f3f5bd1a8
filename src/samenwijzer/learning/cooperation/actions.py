"""Designing tasks, giving roles, working on the board, and noting how groups work together."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.cooperation.models import Board, CooperativeTask, Explanation, Part, RoleTurn, SkillSeen
from samenwijzer.learning.cooperation.pack import cooperation
from samenwijzer.learning.cooperation.rules import (
    check_all_explained,
    check_open_board,
    check_own_task,
    check_works_in_group,
    check_writes_grouping,
    is_member,
)
from samenwijzer.learning.groups.models import Seat
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.people.models import Person

MOST_PARTS = 12


@transaction.atomic
def design_task(
    *,
    unit: int,
    title: str,
    goal: int | None,
    elements: Mapping[str, str],
    by: Viewer,
    task: int | None = None,
) -> CooperativeTask:
    """Keep a task for groups, new or known; an element without an answer is flagged, never refused (D-058)."""
    group = check_guides_unit(by, unit, writing=True)
    found = check_own_task(by, task) if task else CooperativeTask(unit=group, by_id=by.person_id)
    words = " ".join(title.split())
    if not words:
        raise Refused(_("Give the task a title."))
    found.title, found.goal_id = words[:200], goal
    known = [one.key for one in cooperation().elements]
    found.elements = {key: str(elements.get(key, "")).strip()[:500] for key in known}
    found.save()
    record(verb="design task", on=Reference("cooperation.task", str(found.pk)), by=by.person_id)
    return found


@transaction.atomic
def give_roles(*, grouping: int, roles: Mapping[int, str], by: Viewer) -> int:
    """Give learners of a grouping the role that was chosen for each; what stood there for this grouping goes."""
    found = check_writes_grouping(by, grouping)
    seats = {one.learner_id: one for one in Seat.objects.filter(grouping=found, group__isnull=False)}
    if not set(roles) <= set(seats) or any(cooperation().role(key) is None for key in roles.values()):
        raise Refused(_("Choose a role for learners of these groups."))
    RoleTurn.objects.filter(group__grouping=found, learner__in=roles).delete()
    turns = [RoleTurn(group=seats[learner].group, learner_id=learner, role=role) for learner, role in roles.items()]
    RoleTurn.objects.bulk_create(turns)
    record(verb="give roles", on=Reference("groups.grouping", str(grouping)), by=by.person_id, count=len(turns))
    return len(turns)


@transaction.atomic
def start_board(*, group: int, aim: str, task: int | None = None, by: Viewer) -> Board:
    """Agree on what the group wants to reach together; saying it again in other words changes it."""
    found = check_works_in_group(by, group)
    words = " ".join(aim.split())
    if not words:
        raise Refused(_("Write in a few words what you want to reach together."))
    board = Board.objects.filter(group=found).first() or Board(group=found, started_by_id=by.person_id)
    if board.closed_at:
        raise Refused(_("This goal is reached and closed."))
    if task and not CooperativeTask.objects.filter(pk=task, unit=found.grouping.unit_id).exists():
        raise NotVisible(_("There is nothing here for you."))
    board.aim, board.task_id = words[:300], task or board.task_id
    board.save()
    record(verb="agree on shared goal", on=_about(board), by=by.person_id)
    return board


@transaction.atomic
def plan_part(*, group: int, title: str, learner: int | None, by: Viewer) -> Part:
    """Put a part of the work on the board, for a member or for whoever comes first."""
    board = check_open_board(by, group)
    words = " ".join(title.split())
    if not words or board.parts.count() >= MOST_PARTS:
        raise Refused(_("Write one part of the work; there are at most %(most)s.") % {"most": MOST_PARTS})
    if learner is not None:
        _check_member(board, learner)
    part = Part.objects.create(board=board, title=words[:200], planned_id=learner)
    record(verb="plan part", on=_about(board), by=by.person_id)
    return part


@transaction.atomic
def finish_part(*, group: int, part: int, learner: int | None, by: Viewer) -> Part:
    """Say which member did a part; without one it is still to be done."""
    board = check_open_board(by, group)
    found = board.parts.filter(pk=part).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    if learner is not None:
        _check_member(board, learner)
    found.done_by_id, found.done_at = learner, timezone.now() if learner else None
    found.save(update_fields=["done_by", "done_at"])
    record(verb="finish part", on=_about(board), by=by.person_id)
    return found


@transaction.atomic
def explain(*, group: int, words: str, learner: int | None = None, by: Viewer) -> Explanation:
    """Keep that a member explained a part of the result.

    A member explains in own words and for itself only; an adult who heard it said aloud names the ``learner``.
    """
    board = check_open_board(by, group)
    said = words.strip()[:2000]
    member = is_member(by, board.group)
    who = by.person_id if member else learner
    if who is None or (member and learner not in (None, by.person_id)):
        raise NotVisible(_("There is nothing here for you."))
    if member and not said:
        raise Refused(_("Explain in your own words: what did you find, and how do you know?"))
    _check_member(board, who)
    heard = None if member else by.person_id
    found, _is_new = Explanation.objects.update_or_create(
        board=board, learner_id=who, defaults={"words": said, "heard_by_id": heard, "at": timezone.now()}
    )
    record(verb="explain part", on=_about(board), by=by.person_id)
    return found


@transaction.atomic
def close_board(*, group: int, looking_back: str, by: Viewer) -> Board:
    """Close the shared goal: only after each member explained a part, and with a word on how it went together."""
    board = check_open_board(by, group)
    check_all_explained(_members(board), set(board.explanations.values_list("learner", flat=True)))
    if not looking_back.strip():
        raise Refused(_("Look back together first: what do you do the same next time, and what otherwise?"))
    board.looking_back, board.closed_at = looking_back.strip()[:2000], timezone.now()
    board.save(update_fields=["looking_back", "closed_at"])
    record(verb="close shared goal", on=_about(board), by=by.person_id)
    return board


@transaction.atomic
def see_skill(*, grouping: int, group: int, skill: str, level: int, by: Viewer) -> SkillSeen:
    """Note how far a group is with a skill of working together; the newest counts (D-056)."""
    found = check_writes_grouping(by, grouping)
    seen = found.groups.filter(pk=group).first()
    if seen is None:
        raise NotVisible(_("There is nothing here for you."))
    if cooperation().skill(skill) is None or level not in dict(cooperation().level_names):
        raise Refused(_("Choose a skill and what you saw of it."))
    row = SkillSeen.objects.create(group=seen, skill=skill, level=level, by_id=by.person_id)
    record(verb="see skill", on=Reference("groups.temporary_group", str(group)), by=by.person_id)
    return row


def _members(board: Board) -> list[Person]:
    return list(Person.objects.filter(seats__group=board.group_id))


def _check_member(board: Board, learner: int) -> None:
    if not Seat.objects.filter(group=board.group_id, learner=learner).exists():
        raise Refused(_("Choose somebody of this group."))


def _about(board: Board) -> Reference:
    return Reference("cooperation.board", str(board.pk))
