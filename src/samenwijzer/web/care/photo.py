"""The picture of the care in a school, made in a MICRO meeting of school, CLB and LSC."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.care import photos
from samenwijzer.learning.care.group_photos import choose_for_need, group_photo
from samenwijzer.learning.care.models import SchoolNeed
from samenwijzer.learning.care.pack import continuum
from samenwijzer.web.care.noting import day
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def school_photo(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the picture, its needs and what is past its day; on POST write down a meeting of today."""
    viewer, sent = request.viewer, request.POST
    if request.method == "POST":
        next_on = day(sent.get("next_on", ""))
        if next_on is None:
            raise Refused(_("Choose a day after today for the next meeting."))
        photos.hold_meeting(unit=unit, present=sent.get("present", ""), next_on=next_on, by=viewer)
        say(request, _("The meeting stands here, with the counts of today."))
        return redirect("school_photo", unit=unit)
    found = photos.photo_of(viewer=viewer, unit=unit)
    context = {
        "found": found,
        "makes": photos.makes_photo(viewer, found.school),
        "phases": continuum().phases,
        "actors": SchoolNeed.Actor.choices,
        "today": viewer.on,
        "smallest": photos.SMALLEST,
    }
    return render(request, "care/templates/photo.html", context)


@require_POST
@screen
def need(request: ViewerRequest, unit: int) -> HttpResponse:
    """Add a need with its agreement."""
    sent = request.POST
    until = day(sent.get("until", ""))
    if until is None:
        raise Refused(_("Choose a day."))
    words = {name: sent.get(name, "") for name in ("phase", "text", "support", "actor", "owner")}
    photos.agree_on_need(unit=unit, agreed=photos.Agreed(**words, until=until), by=request.viewer)
    say(request, _("Agreed."))
    return redirect("school_photo", unit=unit)


@require_POST
@screen
def close(request: ViewerRequest, need: int) -> HttpResponse:
    """Say what came of an agreement."""
    found = photos.close_need(need=need, outcome=request.POST.get("outcome", ""), by=request.viewer)
    say(request, _("Done. It no longer waits."))
    return redirect("school_photo", unit=found.photo.unit_id)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def of_group(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the picture of a school group; on POST write down a choice and the need it answers."""
    viewer, sent = request.viewer, request.POST
    if request.method == "POST":
        need = sent.get("need", "")
        chosen = int(need) if need.isdecimal() and len(need) < 19 else 0
        choose_for_need(unit=unit, need=chosen, text=sent.get("text", ""), by=viewer)
        say(request, _("The choice stands here, with the need it answers."))
        return redirect("group_photo", unit=unit)
    context = {"found": group_photo(viewer=viewer, unit=unit)}
    return render(request, "care/templates/group_photo.html", context)
