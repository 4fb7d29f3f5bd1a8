"""My development: what I plan, what I did, what I keep; mine to take along to another school."""

import json
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.exchange.badges.open_badges import badge
from samenwijzer.foundation.errors import NotVisible
from samenwijzer.practice.offers.training.actions import drop_piece, end_line, keep_piece, plan_line
from samenwijzer.practice.offers.training.queries import PROFESSIONAL, choices, portfolio
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import day_in
from samenwijzer.web.team.training.views import TEMPLATES


@require_GET
@screen
def growth(request: ViewerRequest) -> HttpResponse:
    """Show the own plan and portfolio."""
    page = portfolio(viewer=request.viewer)
    context = {
        "page": page,
        "professional": PROFESSIONAL,
        "choices": choices(viewer=request.viewer),
        "today": request.viewer.on,
    }
    return render(request, f"{TEMPLATES}/growth.html", context)


@require_POST
@screen
def keep(request: ViewerRequest) -> HttpResponse:
    """Keep something in the portfolio."""
    sent = request.POST
    given = {"title": sent.get("title", ""), "text": sent.get("text", ""), "theme": sent.get("theme", "")}
    keep_piece(**given, on=day_in(sent, "on"), by=request.viewer)
    say(request, _("Kept in your portfolio."))
    return redirect("own_growth")


@require_POST
@screen
def drop(request: ViewerRequest, piece: int) -> HttpResponse:
    """Take something out of the portfolio."""
    drop_piece(piece=piece, by=request.viewer)
    return redirect("own_growth")


@require_POST
@screen
def plan(request: ViewerRequest) -> HttpResponse:
    """Plan something to learn."""
    sent = request.POST
    given = {key: sent.get(key, "") for key in ("what", "need", "theme", "track")}
    plan_line(**given, team_goal=_goal_in(sent.get("goal", "")), by_when=day_in(sent, "by_when"), by=request.viewer)
    say(request, _("Planned. Only you see it."))
    return redirect("own_growth")


def _goal_in(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise NotVisible(_("There is nothing here for you.")) from error


@require_POST
@screen
def line(request: ViewerRequest, line: int) -> HttpResponse:
    """Say that a line of the plan is done, or take it away."""
    end_line(line=line, done=request.POST.get("do") == "done", by=request.viewer)
    return redirect("own_growth")


@require_GET
@screen
def take(request: ViewerRequest) -> HttpResponse:
    """Take the whole portfolio along as one file that any browser reads, without an account."""
    context = {"page": portfolio(viewer=request.viewer), "viewer": request.viewer}
    page = render_to_string(f"{TEMPLATES}/take.html", context)
    return _file(page, "text/html; charset=utf-8", "mijn-portfolio.html")


@require_GET
@screen
def take_badge(request: ViewerRequest, track: str) -> HttpResponse:
    """Take the badge of a finished track along, as Open Badge."""
    document = badge(track=track, by=request.viewer)
    return _file(json.dumps(document, ensure_ascii=False, indent=1), "application/ld+json", f"badge-{track}.json")


def _file(text: str, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=kind, headers=headers)
