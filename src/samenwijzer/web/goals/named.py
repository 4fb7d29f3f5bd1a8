"""Goals under their lasting name: an address for people that lasts, and the same as data for systems (D-275)."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from samenwijzer.exchange.case.export import item_of
from samenwijzer.practice.goals.browsing import goal_named
from samenwijzer.practice.goals.models import Goal
from samenwijzer.web.goals.naming import lasting_address
from samenwijzer.web.shell import ViewerRequest, screen


def _found(name: str) -> Goal:
    goal = goal_named(name)
    if goal is None:
        raise Http404
    return goal


@require_GET
@screen
def named(request: ViewerRequest, name: str) -> HttpResponse:
    """Go to the goal of this name as it stands in the newest version of its framework."""
    return redirect("goal", goal=_found(name).pk)


@require_GET
def named_data(request: HttpRequest, name: str) -> HttpResponse:
    """Give the goal of this name as CASE 1.1, open to everybody where its framework is for all."""
    goal = _found(name)
    if goal.framework.owner_id and not request.user.is_authenticated:
        raise Http404
    data = item_of(goal, uri=request.build_absolute_uri(lasting_address(goal)))
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
