"""The vision of the network as one story, beside the own wording of the school."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.documents.models import Document
from samenwijzer.practice.documents.pack import Place, VisionBlock, network_vision, said, template_of
from samenwijzer.practice.documents.queries import DocumentPage, document_of, document_page
from samenwijzer.practice.documents.rules import writes
from samenwijzer.web.school.plan.views import TEMPLATES, check_compass
from samenwijzer.web.shell import ViewerRequest, screen


@dataclass(frozen=True)
class BlockLine:
    """A building block with what the school says of it; ``is_missing`` where it says nothing (D-294)."""

    key: str
    title: str
    definition: str
    own: str
    is_missing: bool


def _own(request: ViewerRequest, unit: Unit) -> tuple[Document | None, DocumentPage | None]:
    document = document_of(viewer=request.viewer, unit=unit.pk, template="vision")
    return document, document_page(viewer=request.viewer, document=document.pk) if document else None


def _line(block: VisionBlock, page: DocumentPage | None) -> BlockLine:
    own = next((one.text for one in page.sections if one.section.key == block.key), "") if page else ""
    return BlockLine(block.key, said(block.title), said(block.definition), own, is_missing=not own)


@require_safe
@screen
def vision(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the three strands with their building blocks, and which of them the school vision does not speak of."""
    found = check_compass(request.viewer, unit)
    document, page = _own(request, found)
    strands = [
        (said(one.title), said(one.question), [_line(block, page) for block in one.blocks])
        for one in network_vision().strands
    ]
    blocks = {one.key for one in template_of("vision").sections if one.block}
    lines = [line for _title, _question, rows in strands for line in rows]
    context = {
        "unit": found,
        "story": said(network_vision().story),
        "strands": strands,
        "lacking": [line.title for line in lines if line.is_missing and line.key in blocks],
        "document": document,
        "can_write": writes(request.viewer, found, template_of("vision")),
        "trail": [(_("School compass"), reverse("school_plan", args=[unit])), (_("Vision"), "")],
    }
    return render(request, f"{TEMPLATES}/vision.html", context)


@require_safe
@screen
def block(request: ViewerRequest, unit: int, block: str) -> HttpResponse:
    """Show one building block: what it is, our words, our data, materials and an example. It prints as a poster."""
    found = check_compass(request.viewer, unit)
    known = {one.key: one for strand in network_vision().strands for one in strand.blocks}
    if block not in known:
        raise NotVisible(_("There is nothing here for you."))
    one, (document, page) = known[block], _own(request, found)
    context = {
        "unit": found,
        "line": _line(one, page),
        "example": said(one.example),
        "data": [_door(place, unit) for place in one.data],
        "materials": [_door(place, unit) for place in one.materials],
        "document": document,
        "can_write": writes(request.viewer, found, template_of("vision")),
        "trail": [
            (_("School compass"), reverse("school_plan", args=[unit])),
            (_("Vision"), reverse("vision", args=[unit])),
            (said(one.title), ""),
        ],
    }
    return render(request, f"{TEMPLATES}/block.html", context)


def _door(place: Place, unit: int) -> tuple[str, str]:
    return said(place.title), reverse(place.address, args=[unit] if place.school else [])
