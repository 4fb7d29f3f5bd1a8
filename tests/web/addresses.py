"""Addresses for the tests of the frame: the entrance, and one page that stands for every screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, include, path

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.web import stylesheet
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.urls import handler403, handler404, handler500

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]
SCREENS = (
    "head_today", "compass", "who_saw", "my_data", "data_requests", "oversight", "extract", "today", "class_grids",
    "sheets", "lessons", "involved", "care", "support", "portfolio", "portfolio_sheet", "groups", "organisation",
    "imports", "goals", "materials", "placements", "school_plan_first", "our_team",
)  # fmt: skip


@screen
def some_screen(request: ViewerRequest) -> HttpResponse:
    """Answer the frame with nothing in it; say something when asked to."""
    if sentence := request.GET.get("say"):
        say(request, sentence, undo="/undo/")
    return render(request, "page.html")


@screen
def hidden(request: ViewerRequest) -> HttpResponse:
    """Ask for what the viewer may not know of."""
    raise NotVisible("hidden")


@screen
def refused(request: ViewerRequest) -> HttpResponse:
    """Ask for what a rule refuses."""
    raise Refused("Tuesday is full.")


def broken(request: HttpRequest) -> HttpResponse:
    """Break."""
    raise RuntimeError


urlpatterns: list[URLPattern | URLResolver] = [
    path("hidden/", hidden),
    path("refused/", refused),
    path("broken/", broken),
    *[path(f"test/{name}/", some_screen, name=name) for name in SCREENS],
    path("style/<slug:digest>.css", stylesheet.serve, name="stylesheet"),
    path("", include("samenwijzer.web.entrance.urls")),
]
