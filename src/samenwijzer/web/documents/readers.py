"""Reading a version, what changed and why, on paper; signing it, reacting to it and answering."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samenwijzer.practice.documents import actions, reactions
from samenwijzer.practice.documents.papers import as_pdf
from samenwijzer.practice.documents.queries import difference, version_page
from samenwijzer.web.documents.views import TEMPLATES, trail_of
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_safe
@screen
def version(request: ViewerRequest, document: int, number: int) -> HttpResponse:
    """Show one version as it was published."""
    page = version_page(viewer=request.viewer, document=document, number=number)
    title = _("Version %(number)s") % {"number": number}
    context = {"page": page, "trail": trail_of(page.document, title)}
    return render(request, f"{TEMPLATES}/version.html", context)


@require_safe
@screen
def changes(request: ViewerRequest, document: int, number: int) -> HttpResponse:
    """Show what changed from the version before, and which insight caused it."""
    found = difference(viewer=request.viewer, document=document, number=number)
    origins = [(origin.kind, origin.id, title) for origin, title in found.origins.items()]
    context = {"found": found, "origins": origins, "trail": trail_of(found.document, _("What changed"))}
    return render(request, f"{TEMPLATES}/changes.html", context)


@require_safe
@screen
def paper(request: ViewerRequest, document: int, number: int) -> HttpResponse:
    """Give a version as a tagged PDF."""
    page = version_page(viewer=request.viewer, document=document, number=number)
    name = f"{slugify(page.document.title)}-{number}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(as_pdf(page), content_type="application/pdf", headers=headers)


@require_POST
@screen
def sign(request: ViewerRequest, document: int, number: int) -> HttpResponse:
    """Stand behind a version."""
    actions.sign(document=document, number=number, by=request.viewer)
    say(request, _("You signed version %(number)s.") % {"number": number})
    return redirect("document", document=document)


@require_POST
@screen
def react(request: ViewerRequest, document: int) -> HttpResponse:
    """Say something of a document or a part of it."""
    sent = request.POST
    reactions.react(
        document=document, part=sent.get("part", ""), text=sent.get("text", ""), stance=sent.get("stance", ""),
        by=request.viewer,
    )  # fmt: skip
    say(request, _("Thank you. Who writes this answers with the reason."))
    return redirect("document", document=document)


@require_POST
@screen
def insight(request: ViewerRequest, document: int) -> HttpResponse:
    """Write down an insight that changes the document: pending until the next version."""
    sent = request.POST
    reactions.bring_insight(
        document=document, part=sent.get("part", ""), text=sent.get("text", ""), source=sent.get("source", ""),
        by=request.viewer,
    )  # fmt: skip
    say(request, _("It stands with the changes to come."))
    return redirect("document", document=document)


@require_POST
@screen
def answer(request: ViewerRequest, reaction: int) -> HttpResponse:
    """Answer a reaction: accepted or not, and why."""
    sent = request.POST
    found = reactions.answer_reaction(
        reaction=reaction, outcome=sent.get("outcome", ""), why=sent.get("why", ""), by=request.viewer
    )
    say(request, _("Answered."))
    return redirect("document", document=found.document_id)
