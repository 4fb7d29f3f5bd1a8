"""What is due of the plans of a unit: goals to look back on, drafts to react to, plans to bring up to date."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.agenda.deadlines import Deadline
from samenwijzer.practice.agenda.models import About
from samenwijzer.practice.agenda.rules import visible_meetings
from samenwijzer.practice.documents.models import Document, PlanGoal, Version
from samenwijzer.practice.documents.rules import reads_from_inside, visible_documents
from samenwijzer.quality.plans.dialogues import DIALOGUE, SCHOOL

#: A plan is looked at again a year after its last version.
YEAR = timedelta(days=365)
PLANS = ("sop", "group_plan")


def deadlines(*, viewer: Viewer, first: date, last: date, unit: int | None = None) -> Iterator[Deadline]:
    """Yield what is due of the plans ``viewer`` reads from inside; three queries."""
    versions = Prefetch("versions", Version.objects.defer("parts"))
    rows = visible_documents(viewer).select_related("unit", "by").prefetch_related(versions)
    if unit is not None:
        rows = rows.filter(unit=unit)
    inside = {one.pk: one for one in rows if reads_from_inside(viewer, one.unit)}
    for goal in PlanGoal.objects.filter(document__in=inside, left_at=None, until__range=(first, last)):
        document = inside[goal.document_id]
        title = _("Look back: %(goal)s") % {"goal": goal.text}
        yield _deadline(goal.until, title, reverse("plan_goal", args=[goal.pk]), document)
    for document in inside.values():
        newest: Version | None = next(iter(document.versions.all()), None)
        if newest and newest.is_draft and newest.react_until and first <= newest.react_until <= last:
            title = _("React to %(document)s") % {"document": document.title}
            yield _deadline(newest.react_until, title, reverse("document", args=[document.pk]), document)
        elif newest and document.template in PLANS and first <= (day := timezone.localdate(newest.at) + YEAR) <= last:
            title = _("Bring %(document)s up to date") % {"document": document.title}
            yield _deadline(day, title, reverse("school_plan", args=[document.unit_id]), document)
    if unit is not None:
        yield from _dialogues(viewer, unit, first, last)


def _dialogues(viewer: Viewer, unit: int, first: date, last: date) -> Iterator[Deadline]:
    """Yield the dialogues about a school to which ``viewer`` was asked; without a unit the agenda tells of them."""
    points = About.objects.filter(kind=SCHOOL, key=str(unit), point__about__kind=DIALOGUE).values("point__meeting")
    meetings = visible_meetings(viewer).filter(pk__in=points, ended_at=None, begins_at__date__range=(first, last))
    for one in meetings.select_related("by").distinct():
        day, owner = timezone.localdate(one.begins_at), str(one.by or "")
        address = reverse("dialogue", args=[one.uid])
        yield Deadline(on=day, title=one.title, kind="dialogue", address=address, owner=owner, owner_id=one.by_id)


def _deadline(on: date, title: str, address: str, document: Document) -> Deadline:
    owner = str(document.by) if document.by else ""
    return Deadline(on=on, title=title, kind="plan", address=address, owner=owner, owner_id=document.by_id)
