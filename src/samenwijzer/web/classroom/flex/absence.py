"""Somebody is absent: who guides what instead, what falls away, and a new plan for those it touches."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.groups.flex.planning import propose_places
from samenwijzer.practice.offers.absences import GONE, guides_of, note_absence, touched
from samenwijzer.web.classroom.flex.forms import AbsenceForm
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATE = "classroom/flex/templates/absence.html"


@require_http_methods(["GET", "POST"])
@screen
def absence(request: ViewerRequest, round: int) -> HttpResponse:
    """Ask who is absent and what happens to each offer; keep it, and plan again for who lost a place."""
    whole, guides = guides_of(round_id=round, viewer=request.viewer)
    sent = request.POST or request.GET
    form = AbsenceForm(sent or None, initial={"first": request.viewer.on, "last": request.viewer.on})
    form.fields["person"].widget.choices = [(one.pk, str(one)) for one in guides]
    found = []
    if form.is_valid():
        person, first, last = (form.cleaned_data[name] for name in ("person", "first", "last"))
        if request.method == "POST":
            return _kept(request, round, person, first, last)
        found = touched(whole=whole, person=person, first=first, last=last, viewer=request.viewer)
    context = {
        "round": whole, "form": form, "guides": guides, "touched": found, "asked": form.is_bound and form.is_valid(),
        "gone": GONE,
    }  # fmt: skip
    return render(request, TEMPLATE, context, status=422 if request.method == "POST" else 200)


def _kept(request: ViewerRequest, round: int, person: int, first: date, last: date) -> HttpResponse:
    instead = {
        int(key.removeprefix("offer-")): str(value)
        for key, value in request.POST.items()
        if key.startswith("offer-") and key.removeprefix("offer-").isdecimal() and len(key) < 20
    }
    gone = note_absence(
        round_id=round, person=person, first=first, last=last, instead=instead, by=request.viewer
    )  # fmt: skip
    lost = sum(one.taken for one in gone)
    if not lost:
        say(request, _("Noted. Nobody loses a place."))
        return redirect("flex_round", round=round)
    try:
        propose_places(round_id=round, by=request.viewer)
    except Refused as refusal:
        say(request, f"{_('Noted.')} {refusal}")
        return redirect("flex_round", round=round)
    say(
        request,
        ngettext(
            "Noted. %(count)d place falls away; look at the new plan before you publish.",
            "Noted. %(count)d places fall away; look at the new plan before you publish.",
            lost,
        ) % {"count": lost},
    )  # fmt: skip
    return redirect("flex_board", round=round)
