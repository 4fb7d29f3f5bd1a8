"""A document: reading what holds, writing what comes, publishing a version and sharing it."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.documents import actions
from samenwijzer.practice.documents.content import Part, parts_of
from samenwijzer.practice.documents.goal_queries import goal_parts
from samenwijzer.practice.documents.models import Document, Reaction
from samenwijzer.practice.documents.pack import said
from samenwijzer.practice.documents.queries import DocumentPage, consultation, document_page, sharing_preview
from samenwijzer.practice.documents.rules import check_writes
from samenwijzer.quality.indicators.rules import reads_indicators
from samenwijzer.quality.plans.figures import WITH_FIGURES
from samenwijzer.quality.plans.queries import action_parts
from samenwijzer.web.documents.figures import drawn_in
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "documents/templates"
PLANS = ("sop", "group_plan")
STAFF = ("hr_plan", "organisation_trial")


@dataclass(frozen=True)
class PartLine:
    """A part on the page, with what readers said of it."""

    part: Part
    reactions: list[Reaction]


def home_of(document: Document) -> str:
    """Return the page a document belongs to: the picture of the plan, that of staff policy, or the document itself."""
    if document.template in PLANS:
        return reverse("school_plan", args=[document.unit_id])
    if document.template in STAFF:
        return reverse("staff", args=[document.unit_id])
    return reverse("document", args=[document.pk])


def trail_of(document: Document, title: str = "") -> list[tuple[str, str]]:
    """Return the way to a page of ``document``."""
    plan = (_("School compass"), reverse("school_plan", args=[document.unit_id]))
    trail = [plan] if document.template in (*PLANS, "vision", "review") else []
    if document.template in STAFF:
        trail = [(_("Staff policy"), home_of(document))]
    return [*trail, (document.title, reverse("document", args=[document.pk])), *([(title, "")] if title else [])]


def day_in(text: str) -> date | None:
    """Return the day that was sent, none where nothing was."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(_("Choose a day.")) from error


@require_safe
@screen
def document(request: ViewerRequest, document: int) -> HttpResponse:
    """Show what holds, what is pending, what readers said, and the versions."""
    page = document_page(viewer=request.viewer, document=document)
    shown = page.draft or page.latest
    if not page.is_inside:
        if page.latest is None:
            raise NotVisible(_("There is nothing here for you."))
        return redirect("document_version", document=document, number=page.latest.number)
    parts = parts_of(shown.parts) if shown else _standing(page)
    context = {
        "page": page,
        "shown": shown,
        "lead": said(page.template.lead),
        "lines": [
            PartLine(one, [each for each in page.reactions if each.part == one.key])
            for one in parts
            if not one.key.startswith(("action-", "chart-"))
        ],
        "steps": [one for one in parts if one.key.startswith("action-")],
        "loose": [one for one in page.reactions if one.part not in {part.key for part in parts}],
        "charts": drawn_in(page.document),
        "asks_data": page.can_write
        and page.template.key in WITH_FIGURES
        and reads_indicators(request.viewer, page.document.unit),
        "missing": [said(one.title) for one in page.empty_sections],
        "rounds": consultation(viewer=request.viewer, document=page.document),
        "part_choices": [(one.key, said(one.title)) for one in page.template.sections]
        + [(one.key, one.title) for one in parts if one.key.startswith("goal-")],
        "sources": [one for one in Reaction.Source.choices if one[0] != Reaction.Source.READER],
        "stances": Reaction.Stance.choices,
        "outcomes": Reaction.Outcome.choices,
        "home": home_of(page.document),
        "trail": trail_of(page.document),
        "signed": bool(shown and request.viewer.person_id in {one.by_id for one in shown.signatures.all()}),
    }
    return render(request, f"{TEMPLATES}/document.html", context)


def _standing(page: DocumentPage) -> list[Part]:
    written = [Part(one.section.key, said(one.section.title), one.text) for one in page.sections if one.text]
    return [*written, *goal_parts(page.document)]


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def write(request: ViewerRequest, document: int) -> HttpResponse:
    """Write in the sections; what is typed is kept at each pause, and here when it is sent."""
    check_writes(request.viewer, document)
    if request.method == "POST":
        _keep(request, document)
        say(request, _("Kept. Nobody outside reads it until you publish."))
        return redirect(f"{reverse('document', args=[document])}?kept")
    page = document_page(viewer=request.viewer, document=document)
    last = max((one.passage.at for one in page.sections if one.passage), default=page.document.at)
    context = {
        "page": page,
        "sections": [
            {
                "key": one.section.key, "title": said(one.section.title), "help": said(one.section.help),
                "look_for": said(one.section.look_for) if one.section.look_for else "",
                "example": said(one.section.example) if one.section.example else "", "text": one.text,
                "by": one.passage.by if one.passage else None, "at": one.passage.at if one.passage else None,
                "is_missing": one.section.needed and not one.text, "process": one.section.process,
                "said": [r for r in page.reactions if r.part == one.section.key and r.version_id is None],
            }
            for one in page.sections
        ],
        "lead": said(page.template.lead),
        "kept_at": last.isoformat(),
        "trail": trail_of(page.document, _("Write")),
    }  # fmt: skip
    return render(request, f"{TEMPLATES}/write.html", context)


def _keep(request: ViewerRequest, document: int) -> None:
    texts = {key: value for key, value in request.POST.dict().items() if key != "csrfmiddlewaretoken"}
    actions.keep_passages(document=document, texts=texts, by=request.viewer)


@require_POST
@screen
def draft(request: ViewerRequest, document: int) -> HttpResponse:
    """Keep the form as it stands, and answer when: the browser then knows that the school has it."""
    _keep(request, document)
    page = document_page(viewer=request.viewer, document=document)
    last = max((one.passage.at for one in page.sections if one.passage), default=page.document.at)
    return JsonResponse({"kept_at": last.isoformat()})


@require_POST
@screen
def publish(request: ViewerRequest, document: int) -> HttpResponse:
    """Make a version of it, or put a draft before readers until a day."""
    found, _form = check_writes(request.viewer, document)
    made = actions.publish(
        document=document,
        note=request.POST.get("note", ""),
        react_until=day_in(request.POST.get("react_until", "")),
        parts=action_parts(viewer=request.viewer, document=found),
        by=request.viewer,
    )
    if made.is_draft:
        say(request, _("The draft lies before the readers."))
    else:
        say(request, _("Version %(number)s is published; the one before stays readable.") % {"number": made.number})
    return redirect("document", document=document)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def share(request: ViewerRequest, document: int) -> HttpResponse:
    """Show exactly what another unit would read; share it on POST."""
    sent = request.POST if request.method == "POST" else request.GET
    keys = sent.getlist("part")
    if request.method == "POST":
        unit = sent.get("unit", "")
        closes = day_in(sent.get("closes", ""))
        made = actions.share(
            document=document, unit=int(unit) if unit.isdecimal() else 0, parts=keys, closes=closes, by=request.viewer
        )
        say(request, _("Shared with %(unit)s. You can take it back at any time.") % {"unit": made.unit})
        return redirect("document", document=document)
    whole = sharing_preview(viewer=request.viewer, document=document, keys=[])
    preview = sharing_preview(viewer=request.viewer, document=document, keys=keys)
    readers = _readers(request, whole.document)
    chosen = next((one for one in readers if str(one.pk) == sent.get("unit")), readers[0] if readers else None)
    context = {
        "preview": preview,
        "whole": whole.parts,
        "keys": keys or [one.key for one in whole.parts],
        "readers": readers,
        "chosen": chosen,
        "trail": trail_of(whole.document, _("Share it")),
    }
    return render(request, f"{TEMPLATES}/share.html", context)


def _readers(request: ViewerRequest, document: Document) -> list[Unit]:
    """Return with whom a document can be shared: the units above, and the groups of peers the viewer is in."""
    above = [one for one in document.unit.ancestor_ids if one != document.unit_id]
    peers = [one.unit_id for one in request.viewer.functions if one.unit_kind in ("working_group", "plc")]
    found = {one.pk: one for one in Unit.objects.filter(pk__in=[*above, *peers])}
    return [found[pk] for pk in [*reversed(above), *peers] if pk in found]


@require_POST
@screen
def share_stop(request: ViewerRequest, sharing: int) -> HttpResponse:
    """Take a sharing back."""
    found = actions.stop_sharing(sharing=sharing, by=request.viewer)
    say(request, _("No longer shared."))
    return redirect("document", document=found.document_id)


@require_POST
@screen
def start(request: ViewerRequest, unit: int, template: str) -> HttpResponse:
    """Start a document and write in it."""
    title = request.POST.get("title", "")
    made = actions.start_document(template=template, unit=unit, title=title, by=request.viewer)
    return redirect("document_write", document=made.pk)
