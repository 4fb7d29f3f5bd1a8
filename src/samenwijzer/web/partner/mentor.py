"""What did you see? For a mentor with a link, on a phone, without an account."""

from allauth.core.internal.ratelimit import consume, respond_429
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.evidence.outside.links import answer, asked_by
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.web.partner.outside import steps_in

COUNTED = {"app": "allauth.account", "action": "mentor_link", "limit_get": True}


@never_cache
@require_http_methods(["GET", "POST"])
def mentor(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a step on each goal, and thank; a link that does not work says so without saying why.

    Links that do not work are counted by the address they come from: after a hundred in a minute all links wait.
    """
    if not consume(request, dry_run=True, **COUNTED):
        return _guarded(respond_429(request))
    asked = asked_by(code)
    if asked is None:
        consume(request, **COUNTED)
        return _guarded(render(request, "partner/templates/mentor_gone.html", status=404))
    context = {"asked": asked, "steps": scales().mastery, "refused": ""}
    if request.method == "POST":
        try:
            words = request.POST.get("words", "").replace("\x00", "")
            answer(code=code, steps=steps_in(request.POST), words=words)
        except NotVisible:
            return _guarded(render(request, "partner/templates/mentor_gone.html", status=404))
        except Refused as error:
            context |= {"refused": str(error), "words": words}
        else:
            return _guarded(render(request, "partner/templates/mentor_thanks.html", {"asked": asked}))
    return _guarded(render(request, "partner/templates/mentor.html", context))


def _guarded(response: HttpResponse) -> HttpResponse:
    """Return an answer that no search engine keeps, and whose address, with the code in it, goes to no other site."""
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
