"""Designing together: calls, who applies, hours a head confirms, how far it is, and exam questions under embargo."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.materials import together
from samenwijzer.practice.materials.pack import bank
from samenwijzer.practice.materials.rules import can_make, check_uses_bank, led_units, places
from samenwijzer.web.materials.forms import date_in, number
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "materials/templates"


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def calls(request: ViewerRequest) -> HttpResponse:
    """Show the calls one may answer, the hours a head still confirms, and make a call."""
    check_uses_bank(request.viewer)
    if request.method == "POST":
        sent = request.POST
        made = together.make_call(
            unit=number(sent.get("unit", "")),
            title=sent.get("title", ""),
            text=sent.get("text", "")[:2000],
            area=sent.get("area", ""),
            closes_on=date_in(sent.get("closes_on", "")),
            release_on=date_in(sent.get("release_on", "")),
            hours=number(sent.get("hours", "")),
            units=number(sent.get("units", "") or "1"),
            by=request.viewer,
        )
        say(request, _("The call is open."))
        return redirect("material_call", call=made.pk)
    waiting = together.visible_applications(request.viewer).filter(confirmed_at=None).select_related("call")
    context = {
        "calls": list(together.visible_calls(request.viewer)),
        "waiting": [one for one in waiting if one.person_id != request.viewer.person_id],
        "names": {one.key: one.name for one in bank().areas},
        "areas": bank().areas,
        "units": together.calls_for(request.viewer),
    }
    return render(request, f"{TEMPLATES}/calls.html", context)


@require_safe
@screen
def call(request: ViewerRequest, call: int) -> HttpResponse:
    """Show a call: what will be made, who works on it, how far it is, and its exam questions."""
    found = together.check_sees_call(request.viewer, call)
    applications = list(together.visible_applications(request.viewer).filter(call=found))
    in_school = Unit.objects.filter(pk__in=places(request.viewer), kind__in=SCHOOLS).exists()
    context = {
        "call": found,
        "area": next((one.name for one in bank().areas if one.key == found.area), found.area),
        "applications": applications,
        "own": next((one for one in applications if one.person_id == request.viewer.person_id), None),
        "can_apply": can_make(request.viewer) and in_school and found.closes_on >= request.viewer.on,
        "designs": together.designs(request.viewer, found),
        "items": together.exam_items(viewer=request.viewer, call=found),
        "led": {one.unit_id for one in led_units(request.viewer)},
    }
    return render(request, f"{TEMPLATES}/call.html", context)


@require_POST
@screen
def apply(request: ViewerRequest, call: int) -> HttpResponse:
    """Apply to design along."""
    hours = number(request.POST.get("hours", ""))
    together.apply(call=call, hours=hours, motivation=request.POST.get("motivation", ""), by=request.viewer)
    say(request, _("You applied. Your head confirms the hours."))
    return redirect("material_call", call=call)


@require_POST
@screen
def confirm(request: ViewerRequest, application: int) -> HttpResponse:
    """Confirm the hours of somebody of the own school."""
    found = together.confirm_hours(application=application, by=request.viewer)
    say(request, _("Confirmed: %(name)s, %(hours)s hours.") % {"name": found.person, "hours": found.hours})
    return redirect("material_call", call=found.call_id)


@require_POST
@screen
def progress(request: ViewerRequest, call: int) -> HttpResponse:
    """Say how many hours went into it and how many parts are there."""
    sent = request.POST
    together.report_progress(
        call=call, hours=number(sent.get("hours", "")), delivered=number(sent.get("delivered", "")), by=request.viewer
    )
    say(request, _("Kept."))
    return redirect("material_call", call=call)


@require_POST
@screen
def item(request: ViewerRequest, call: int) -> HttpResponse:
    """Write an exam question, locked until its day."""
    sent = request.POST
    together.write_item(
        call=call,
        text=sent.get("text", "")[:4000],
        key=sent.get("key", "")[:4000],
        opens_on=date_in(sent.get("opens_on", "")),
        item=number(sent["item"]) if sent.get("item") else None,
        by=request.viewer,
    )
    say(request, _("Kept, and locked until its day."))
    return redirect("material_call", call=call)
