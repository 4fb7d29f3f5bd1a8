"""What every screen shares: the viewer on the request, refusals as pages, the frame around the page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.access.viewer import Viewer, viewer_of


class ViewerRequest(HttpRequest):
    """A request of a signed-in person."""

    viewer: Viewer


Screen = Callable[..., HttpResponse]


def viewer_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Put the viewer of a signed-in person on the request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            person_id = request.user.person_id
            request.viewer = viewer_of(person_id=person_id, on=timezone.localdate())  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def screen(view: Screen) -> Screen:
    """Ask to sign in first; answer what is not visible as not found, and a refusal with its sentence (status 422)."""

    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotVisible as error:
            raise Http404(str(error)) from error
        except Refused as error:
            template = "refused_fragment.html" if request.headers.get("HX-Request") else "refused.html"
            return render(request, template, {"sentence": str(error)}, status=422)

    return guarded


def shell_context(request: HttpRequest) -> dict[str, Any]:
    """Give the frame its viewer."""
    return {"viewer": getattr(request, "viewer", None)}
