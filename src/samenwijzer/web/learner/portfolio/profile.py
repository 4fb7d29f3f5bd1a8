"""The profile a learner takes along: what works, in words others read without an account."""

import json

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samenwijzer.exchange.profiles import contents
from samenwijzer.learning.progress.attestations import attestations_of
from samenwijzer.web.learner.portfolio.views import TEMPLATES
from samenwijzer.web.shell import ViewerRequest, screen


@require_GET
@screen
def page(request: ViewerRequest) -> HttpResponse:
    """Show a learner what stands in its profile before it takes it along."""
    found = contents.profile(by=request.viewer)
    confirmed = attestations_of(viewer=request.viewer, learner=request.viewer.person_id)
    return render(request, f"{TEMPLATES}/profile.html", {"profile": found, "confirmed": confirmed})


@require_GET
@screen
def pdf(request: ViewerRequest) -> HttpResponse:
    """Answer the profile as a file that anybody can read."""
    response = HttpResponse(contents.as_pdf(by=request.viewer), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="profiel.pdf"'
    return response


@require_GET
@screen
def attestation(request: ViewerRequest, attestation: int) -> HttpResponse:
    """Answer what a school confirmed as a signed file."""
    document = contents.as_credential(attestation=attestation, by=request.viewer)
    response = HttpResponse(json.dumps(document, ensure_ascii=False, indent=1), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="bevestigd.json"'
    return response
