"""Handing in counts, freezing figures and reading them again, and following up on signals."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samenwijzer.quality.indicators import actions
from samenwijzer.quality.indicators.freezing import frozen
from samenwijzer.quality.indicators.pack import CentralSet, Definition
from samenwijzer.web.school.indicators.views import TEMPLATES, facts_of, shown, versions_of
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import day_in, number_in


def _back(unit: int) -> HttpResponse:
    return redirect("unit_indicators", unit)


@require_POST
@screen
def hand_in(request: ViewerRequest, unit: int) -> HttpResponse:
    """Keep what the school counted."""
    sent = request.POST
    year, count, of = (number_in(sent, name) for name in ("year", "count", "of"))
    actions.hand_in(unit=unit, indicator=sent.get("indicator", ""), year=year, count=count, of=of, by=request.viewer)
    say(request, _("Kept. Handing it in again corrects it."))
    return _back(unit)


@require_POST
@screen
def take_note(request: ViewerRequest, unit: int) -> HttpResponse:
    """Take note of a signal."""
    sent = request.POST
    actions.take_note(
        unit=unit, indicator=sent.get("indicator", ""), text=sent.get("text", ""),
        review_on=day_in(sent, "review_on"), by=request.viewer,
    )  # fmt: skip
    say(request, _("Noted. It stays with the figure until you say what came of it."))
    return _back(unit)


@require_POST
@screen
def close_attention(request: ViewerRequest, attention: int) -> HttpResponse:
    """Say what came of it."""
    done = actions.close_attention(attention=attention, outcome=request.POST.get("outcome", ""), by=request.viewer)
    say(request, _("Followed up."))
    return _back(done.unit_id)


@require_POST
@screen
def freeze(request: ViewerRequest, unit: int) -> HttpResponse:
    """Freeze the figures for the report of this year."""
    made = actions.freeze(unit=unit, by=request.viewer)
    say(request, _("Frozen. These figures no longer move."), undo=reverse("indicator_thaw", args=[made.pk]))
    return redirect("indicator_freeze", made.pk)


@require_POST
@screen
def thaw(request: ViewerRequest, freeze: int) -> HttpResponse:
    """Take back a freeze of today."""
    unit = actions.thaw(freeze=freeze, by=request.viewer)
    say(request, _("Taken back."))
    return _back(unit.pk)


def _kept(one: Definition, central: CentralSet | None) -> tuple[Any, Any] | None:
    """Return the facts and versions of a definition as they were kept with a freeze."""
    return (facts_of(one, central), versions_of(one)) if central else None


@require_safe
@screen
def frozen_figures(request: ViewerRequest, freeze: int) -> HttpResponse:
    """Show the figures of a freeze, worked out again from what was stored (D-246)."""
    found = frozen(viewer=request.viewer, freeze=freeze)
    year = found.freeze.year
    context = {
        "found": found,
        "lines": [(shown(one), _kept(one.definition, found.central)) for one in found.lines],
        "trail": [
            (_("Indicators"), reverse("unit_indicators", args=[found.unit.pk])),
            (_("Figures of %(year)s") % {"year": year}, ""),
        ],
    }
    return render(request, f"{TEMPLATES}/frozen.html", context)
