"""Charts in a document: each answers a question that was asked first (D-100), and keeps the figures of its day."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.documents.content import Part
from samenwijzer.practice.documents.models import Chart, Document
from samenwijzer.practice.documents.rules import check_text, check_writes
from samenwijzer.practice.documents.titles import DOCUMENT

LONGEST_QUESTION, LONGEST_MEANING = 300, 600


@dataclass(frozen=True)
class ChartContent:
    """What a chart shows: what is counted, its title, its message in a sentence, and its points as JSON."""

    about: Reference
    title: str
    reading: str
    points: Sequence[dict[str, Any]]


def asked(question: str) -> str:
    """Return the question a chart answers; refused without one."""
    if not question.strip():
        raise Refused(_("Begin with a question: what do we want to know? Then the chart may answer it."))
    return check_text(" ".join(question.split()), LONGEST_QUESTION)


@transaction.atomic
def add_chart(*, document: int, question: str, content: ChartContent, meaning: str, by: Viewer) -> Chart:
    """Put a chart in a document, under the question it answers."""
    found, _form = check_writes(by, document)
    words = " ".join(meaning.split())
    made = Chart.objects.create(
        document=found,
        question=asked(question),
        kind=content.about.kind,
        key=content.about.id,
        title=content.title[:200],
        reading=content.reading[:400],
        points=list(content.points),
        meaning=check_text(words, LONGEST_MEANING) if words else "",
        by_id=by.person_id,
    )
    record(verb="add chart", on=Reference(DOCUMENT, str(found.pk)), by=by.person_id)
    return made


@transaction.atomic
def leave_chart(*, chart: int, by: Viewer, leaves: bool = True) -> Chart:
    """Take a chart out of what is being written, or put it back; versions keep what they had."""
    found = Chart.objects.filter(pk=chart).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    document, _form = check_writes(by, found.document_id)
    found.left_at = timezone.now() if leaves else None
    found.save(update_fields=["left_at"])
    record(verb="leave out chart", on=Reference(DOCUMENT, str(document.pk)), by=by.person_id)
    return found


def charts_in(document: Document) -> list[Chart]:
    """Return the charts that stand in what is being written (one query)."""
    return list(document.charts.filter(left_at=None))


def chart_parts(document: Document) -> list[Part]:
    """Return the charts of a document as parts of a version: the question, what is seen, and what it means."""
    return [
        Part(
            f"chart-{one.pk}", one.question, "\n\n".join(text for text in (one.title, one.reading, one.meaning) if text)
        )
        for one in charts_in(document)
    ]
