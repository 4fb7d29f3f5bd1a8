"""Rounds of flex hours: which there are, what is offered in one, and when learners see it."""

from datetime import time

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.groups.flex.needs import suggested
from samenwijzer.network.access.rules import guided_units
from samenwijzer.network.calendar.models import Slot
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.offers import queries, rounds
from samenwijzer.practice.offers.pack import offer_kinds
from samenwijzer.web.classroom.flex import words
from samenwijzer.web.classroom.flex.forms import WEEKDAYS, RoundForm, first_values
from samenwijzer.web.classroom.groups.forms import listed
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "classroom/flex/templates"
FLEX = "flexuur"
USUAL_TIMES = (time(13, 15), time(14, 5))


@require_GET
@screen
def flex(request: ViewerRequest) -> HttpResponse:
    """Show the rounds, or how to start one."""
    guided = _guided(request)
    found = queries.rounds(viewer=request.viewer)
    if not guided and not found:
        raise NotVisible(_("There is nothing here for you."))
    running = [one for one in found if one.ends >= request.viewer.on]
    context = {
        "running": running,
        "over": [one for one in found if one.ends < request.viewer.on],
        "can_start": bool(guided),
    }
    return render(request, f"{TEMPLATES}/rounds.html", context)


def _guided(request: ViewerRequest) -> list[Unit]:
    return list(guided_units(request.viewer).order_by("name"))


@require_http_methods(["GET", "POST"])
@screen
def start(request: ViewerRequest) -> HttpResponse:
    """Ask for a new round, and make it."""
    guided = _guided(request)
    if not guided:
        raise NotVisible(_("There is nothing here for you."))
    kind = offer_kinds().kind(FLEX)
    if request.method == "POST":
        form = RoundForm(listed(request.POST, ("groups", "weekday")))
        if form.is_valid():
            values = form.cleaned_data
            made = rounds.start_round(
                kind=FLEX, title=values["title"], groups=values["groups"], weekly=form.weekly, starts=values["starts"],
                ends=values["ends"], freedom=values["freedom"], choose_until=form.choosing_ends, by=request.viewer,
            )  # fmt: skip
            say(request, _("The round is there. Now add what you offer."))
            return redirect("flex_round", round=made.pk)
        chosen, days = request.POST.getlist("groups"), request.POST.getlist("weekday")
        freedom = request.POST.get("freedom", "")
    else:
        slots = _flex_slots(guided)
        times = (slots[0].begins, slots[0].finishes) if slots else USUAL_TIMES
        ids = [one.pk for one in guided]
        form = RoundForm(initial=first_values(request.viewer, ids, times) | {"title": _title(words.spoken(kind.title))})
        days = sorted({str(slot.weekday) for slot in slots if (slot.begins, slot.finishes) == times})
        chosen, freedom = list(map(str, ids)), "own-goal"
    context = {
        "form": form,
        "units": [(str(one.pk), one.name) for one in guided],
        "chosen": chosen,
        "weekdays": [(str(number), name) for number, name in enumerate(WEEKDAYS)],
        "days": days,
        "freedoms": words.freedoms(kind),
        "freedom": freedom,
    }
    return render(request, f"{TEMPLATES}/start.html", context)


def _title(kind: str) -> str:
    return kind[:1].upper() + kind[1:]


def _flex_slots(units: list[Unit]) -> list[Slot]:
    """Return the hours that the timetable keeps for this, so that nobody types them in again (R6)."""
    return list(Slot.objects.filter(unit__in=units, title__istartswith="flex").order_by("begins", "weekday"))


@require_GET
@screen
def round_page(request: ViewerRequest, round: int) -> HttpResponse:
    """Show what is offered in a round, moment by moment, and what still has to be settled."""
    whole = queries.whole_round(viewer=request.viewer, round_id=round)
    kind = words.kind_of(whole.round)
    titles = {key: (title, icon) for key, title, icon in words.forms(kind)}
    moments = [
        (
            moment,
            [(one, *titles.get(one.offer.form, ("", "star")), words.places_left(one.offer)) for one in offers],
            sum(one.offer.capacity for one in offers if one.offer.withdrawn_at is None),
        )
        for moment, offers in whole.moments
    ]
    context = {
        "whole": whole,
        "round": whole.round,
        "moments": moments,
        "freedom": {key: title for key, title, _note in words.freedoms(kind)}.get(whole.round.freedom, ""),
        "conditions": words.open_conditions([one for one in whole.offered if one.offer.moment.on >= request.viewer.on]),
        "suggested": suggested(whole=whole, on=request.viewer.on) if whole.round.ends >= request.viewer.on else [],
        "first_moment": whole.moments[0][0] if whole.moments else None,
        "own_id": request.viewer.person_id,
    }
    return render(request, f"{TEMPLATES}/round.html", context)


@require_POST
@screen
def open_or_close(request: ViewerRequest, round: int) -> HttpResponse:
    """Let learners see and choose, or not any more."""
    is_open = request.POST.get("open") == "1"
    rounds.open_round(round_id=round, is_open=is_open, by=request.viewer)
    say(request, _("Learners see it and choose.") if is_open else _("Learners do not see it any more."))
    return redirect("flex_round", round=round)


@require_POST
@screen
def remove(request: ViewerRequest, round: int) -> HttpResponse:
    """Take a round away in which nobody has a place."""
    rounds.remove_round(round_id=round, by=request.viewer)
    say(request, _("The round is gone."))
    return redirect("flex")
