"""Quick entry: opening a sheet for a test or task, and entering marks in it."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.evidence.content import Mark
from samenwijzer.learning.evidence.followers import tell
from samenwijzer.learning.evidence.models import Column, Evidence, EvidenceGoal, Occasion
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.evidence.rules import check_guides_occasion, check_mark, check_writes_about, current
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer


@transaction.atomic
def open_sheet(*, unit: int, title: str, on: date, goals: Sequence[int], points: int = 0, by: Viewer) -> Occasion:
    """Make a sheet for a group with one column for each of ``goals``; ``points`` 0 means the four-step scale."""
    group = check_guides_unit(by, unit)
    if not title.strip() or not goals:
        raise Refused(_("Give the test a name and choose at least one goal."))
    occasion = Occasion.objects.create(unit=group, title=title.strip(), on=on, made_by_id=by.person_id)
    Column.objects.bulk_create(
        [Column(occasion=occasion, goal_id=goal, position=n, points=points) for n, goal in enumerate(goals)]
    )
    record(verb="open sheet", on=Reference("evidence.occasion", str(occasion.pk)), by=by.person_id)
    return occasion


@transaction.atomic
def enter_marks(*, occasion: int, marks: Sequence[Mark], by: Viewer) -> list[Mark]:
    """Enter or change marks of one sheet and return what stood there before, so that entering that again undoes it.

    An entry over an older one is a correction: a new row. Equal to what stands, it stores nothing.
    """
    sheet = check_guides_occasion(by, occasion)
    check_writes_about(by, {mark.learner_id for mark in marks})
    columns = {column.pk: column for column in sheet.columns.all()}
    if not {mark.column_id for mark in marks} <= columns.keys():
        raise Refused(_("This sheet has no such column."))
    goal_of = {column.goal_id: column.pk for column in columns.values()}
    standing = {
        (row.learner_id, goal_of[link.goal_id]): row
        for row in current().filter(occasion=sheet, learner__in={mark.learner_id for mark in marks})
        .prefetch_related("goal_links")
        for link in row.goal_links.all()
    }  # fmt: skip
    before, rows = [], []
    for mark in marks:
        old = standing.get((mark.learner_id, mark.column_id))
        column = columns[mark.column_id]
        value = mark_of(old, column.points) if old else None
        if value != mark.value:
            before.append(Mark(mark.learner_id, mark.column_id, value))
            rows.append((_row(sheet, mark, column.points, old, by), column.goal_id))
    _store(sheet, rows, by)
    return before


def mark_of(row: Evidence, points: int) -> float | None:
    """Return the mark as it was entered: a step, or the points."""
    if points == 0:
        return row.step
    return None if row.outcome is None else round(row.outcome * points, 2)


def _row(sheet: Occasion, mark: Mark, points: int, old: Evidence | None, by: Viewer) -> Evidence:
    row = Evidence(
        learner_id=mark.learner_id,
        kind=Evidence.Kind.TEST_RESULT,
        occasion=sheet,
        seen_by_id=by.person_id,
        seen_at=_moment(sheet.on),
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
