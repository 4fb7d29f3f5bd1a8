"""Is this file real? For whoever got one from a learner, without an account."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from samenwijzer.exchange.profiles.contents import summary
from samenwijzer.exchange.profiles.signatures import is_ours, is_untouched

LARGEST = 1_000_000


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Say whether a signed file was changed since a school confirmed it here; nothing is kept."""
    context: dict[str, object] = {"asked": request.method == "POST"}
    file = request.FILES.get("file")
    if file is not None:
        try:
            document = json.loads(file.read(LARGEST))
            name, school, goals = summary(document)
            context |= {"untouched": is_untouched(document), "ours": is_ours(document)}
            context |= {"name": name, "school": school, "goals": goals}
        except (ValueError, AttributeError, TypeError):
            context["untouched"] = False
    return render(request, "entrance/templates/attestation.html", context)
