"""Quick entry: opening a sheet for a test or task, and entering marks in it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.evidence.content import Conflict, Entered, Mark
from samenwijzer.learning.evidence.followers import tell
from samenwijzer.learning.evidence.models import Column, Evidence, EvidenceGoal, Occasion
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.evidence.rules import check_guides_occasion, check_mark, check_writes_about
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer

Place = tuple[int, int]


@transaction.atomic
def open_sheet(
    *, unit: int, title: str, on: date, goals: Sequence[int], points: int = 0, is_draft: bool = False, by: Viewer
) -> Occasion:
    """Make a sheet for a group with one column for each of ``goals``; ``points`` 0 means the four-step scale.

    The results of a draft, a first attempt, never count.
    """
    group = check_guides_unit(by, unit, writing=True)
    if not title.strip() or not goals:
        raise Refused(_("Give the test a name and choose at least one goal."))
    occasion = Occasion.objects.create(
        unit=group, title=title.strip(), on=on, made_by_id=by.person_id, is_draft=is_draft
    )
    Column.objects.bulk_create(
        [Column(occasion=occasion, goal_id=goal, position=n, points=points) for n, goal in enumerate(goals)]
    )
    record(verb="open sheet", on=Reference("evidence.occasion", str(occasion.pk)), by=by.person_id)
    return occasion


@transaction.atomic
def enter_marks(
    *, occasion: int, marks: Sequence[Mark], seen: Mapping[Place, float | None] | None = None, by: Viewer
) -> Entered:
    """Enter or change marks of one sheet, at most one a (learner, column); the last entry in a cell stands.

    An entry over an older one is a correction: a new row. Equal to what stands, it stores nothing. ``seen`` holds what
    ``by`` saw in the cells: where somebody else entered something different since, that stays and is a conflict.
    """
    sheet = check_guides_occasion(by, occasion)
    check_writes_about(by, {mark.learner_id for mark in marks})
    columns = {column.pk: column for column in sheet.columns.all()}
    if not {mark.column_id for mark in marks} <= columns.keys():
        raise Refused(_("This sheet has no such column."))
    standing = _standing(sheet, columns, {mark.learner_id for mark in marks})
    entered, rows = Entered([], []), []
    for mark in marks:
        place = (mark.learner_id, mark.column_id)
        column, old = columns[mark.column_id], standing.get(place)
        value = column.mark_of(old) if old else None
        if value == mark.value:
            continue
        if old and old.seen_by_id != by.person_id and seen is not None and seen.get(place) != value:
            entered.conflicts.append(Conflict(*place, value, str(old.seen_by or "")))
            continue
        entered.before.append(Mark(*place, value))
        rows.append((_row(sheet, mark, column.points, old, by), column.goal_id))
    _store(sheet, rows, by)
    return entered


def _standing(sheet: Occasion, columns: Mapping[int, Column], learners: set[int]) -> dict[Place, Evidence]:
    """Return the newest row of each cell, a clearing among them; the sheet stays locked until the entry is stored."""
    Occasion.objects.select_for_update().get(pk=sheet.pk)
    goal_of = {column.goal_id: column.pk for column in columns.values()}
    rows = Evidence.objects.filter(correction=None, occasion=sheet, learner__in=learners)
    return {
        (row.learner_id, goal_of[link.goal_id]): row
        for row in rows.select_related("seen_by").prefetch_related("goal_links").order_by("pk")
        for link in row.goal_links.all()
    }


def _row(sheet: Occasion, mark: Mark, points: int, old: Evidence | None, by: Viewer) -> Evidence:
    row = Evidence(
        learner_id=mark.learner_id,
        kind=Evidence.Kind.TEST_RESULT,
        occasion=sheet,
        seen_by_id=by.person_id,
        seen_at=_moment(sheet.on),
        is_draft=sheet.is_draft,
        corrects=old,
        retracts=mark.value is None,
    )
    if mark.value is not None:
        check_mark(mark.value, points)
        row.step = None if points else int(mark.value)
        row.outcome = mark.value / points if points else scales().step(int(mark.value)).outcome
    return row


def _moment(on: date) -> datetime:
    """Return now for a test of today, noon for a test of another day."""
    now = timezone.localtime()
    return now if on == now.date() else datetime.combine(on, time(12), now.tzinfo)


def _store(sheet: Occasion, rows: Sequence[tuple[Evidence, int]], by: Viewer) -> None:
    if not rows:
        return
    created = Evidence.objects.bulk_create([row for row, _goal in rows])
    EvidenceGoal.objects.bulk_create(
        [EvidenceGoal(evidence=row, goal_id=goal) for row, (_row, goal) in zip(created, rows, strict=True)]
    )
    record(verb="enter marks", on=Reference("evidence.occasion", str(sheet.pk)), by=by.person_id, count=len(rows))
    tell({(row.learner_id, goal) for row, goal in rows})
