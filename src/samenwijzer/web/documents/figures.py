"""Charts in a plan: the question comes first, then what answers it, then what it means to us (D-100)."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.practice.documents.charts import charts_in, leave_chart
from samenwijzer.practice.documents.models import Chart, Document
from samenwijzer.practice.documents.pack import said
from samenwijzer.quality.indicators.queries import Line
from samenwijzer.quality.plans.figures import figures_for, line_of, put_in_plan
from samenwijzer.web.school.indicators.drawing import Drawing, drawing
from samenwijzer.web.school.indicators.words import answer, break_sentences, distance, figure
from samenwijzer.web.shell import ViewerRequest, say, screen


@dataclass(frozen=True)
class Drawn:
    """A chart of a document as it is drawn: ``answer`` and ``signal`` are read aloud with it."""

    kept: Chart
    chart: Drawing | None
    answer: str
    signal: tuple[str, str] = ("", "")
    breaks: tuple[str, ...] = ()
    target: str = ""
    example: str = ""


def drawn_in(document: Document) -> list[Drawn]:
    """Return the charts that stand in a document, drawn with the figures of their day (one query)."""
    lines = [(one, line_of(one)) for one in charts_in(document)]
    return [_drawn(one, line) if line else Drawn(one, None, one.reading) for one, line in lines]


def _drawn(kept: Chart, line: Line) -> Drawn:
    clear = next((point for point in reversed(line.points) if point.is_shown), None)
    return Drawn(
        kept, drawing(line), kept.reading, breaks=tuple(break_sentences(line)), target=distance(line),
        example=figure(clear) if clear else "",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def new(request: ViewerRequest, document: int) -> HttpResponse:
    """Ask the question, offer what may answer it, and put that in the plan on POST."""
    sent = request.POST
    if request.method == "POST":
        put_in_plan(
            document=document,
            indicator=sent.get("indicator", ""),
            question=sent.get("question", ""),
            reading=answer,
            meaning=sent.get("meaning", ""),
            by=request.viewer,
        )
        say(request, _("The chart stands in the plan, under its question."))
        return redirect("document", document=document)
    plan, lines = figures_for(viewer=request.viewer, document=document)
    context = {
        "document": plan,
        "choices": [_choice(one) for one in lines],
        "trail": [(plan.title, reverse("document", args=[plan.pk])), (_("Ask our data something"), "")],
    }
    return render(request, "documents/templates/figure.html", context)


def _choice(line: Line) -> tuple[str, str, str]:
    return line.definition.key, said(line.definition.question), answer(line)


@require_POST
@screen
def leave(request: ViewerRequest, chart: int) -> HttpResponse:
    """Take a chart out of the plan, or put it back."""
    is_back = "back" in request.GET
    found = leave_chart(chart=chart, by=request.viewer, leaves=not is_back)
    if is_back:
        say(request, _("It stands in the plan again."))
    else:
        undo = f"{reverse('document_figure_leave', args=[chart])}?back"
        say(request, _("Taken out. Versions that were published keep it."), undo=undo)
    return redirect("document", document=found.document_id)
