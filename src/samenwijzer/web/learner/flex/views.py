"""A learner's own flex hours: where I go, and what I choose within the freedom that is open to me."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.groups.flex.choosing import choose_own
from samenwijzer.learning.groups.flex.needs import choosing_for
from samenwijzer.learning.regulation.pack import Mode
from samenwijzer.learning.regulation.queries import mode_of
from samenwijzer.practice.offers import actions
from samenwijzer.practice.offers.models import Placement
from samenwijzer.practice.offers.pack import Form, Freedom, offer_kinds
from samenwijzer.practice.offers.queries import OwnMoment, Possible, own_moments
from samenwijzer.practice.offers.rules import Choosing
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "learner/flex/templates"


@require_GET
@screen
def my_flex(request: ViewerRequest) -> HttpResponse:
    """Show the coming moments of the learner that looks, the way this learner reads."""
    if not request.viewer.is_learner:
        raise NotVisible(_("There is nothing here for you."))
    choosing = choosing_for(request.viewer)
    found = own_moments(viewer=request.viewer, choosing=choosing)
    mode = mode_of(learner=request.viewer.person_id, on=request.viewer.on)
    moments = [_shown(one, choosing.get(one.moment.round_id)) for one in found]
    undecided = next((one["moment"] for one in moments if one["chooses"] and not one["place"]), None)
    context = {"moments": moments, "is_simple": mode != Mode.FULL, "undecided": undecided}
    return render(request, f"{TEMPLATES}/my_flex.html", context)


def _shown(one: OwnMoment, free: Choosing | None) -> dict[str, Any]:
    forms = {form.key: form for form in offer_kinds().kind(one.moment.round.kind).forms}
    open_now = [(row, *_form(forms, row)) for row in one.possible if not row.refusal]
    open_now.sort(key=lambda row: (row[0].is_full, not row[0].open_goals, row[0].offered.offer.title))
    chooses = one.is_open and not one.stays and not (free and free.freedom == Freedom.PLACED)
    return {
        "moment": one.moment,
        "place": one.place,
        "at": one.at,
        "why": _why(one.place) if one.place else "",
        "stays": one.stays,
        "chooses": chooses,
        "because": free.because if free and one.is_open and not one.stays else "",
        "possible": [row for row in open_now if not one.at or row[0].offered.offer.pk != one.at.offer.pk],
        "closed": [row for row in one.possible if row.refusal] if chooses else [],
    }


def _form(forms: dict[str, Form], row: Possible) -> tuple[str, str]:
    """Return what is done in an offer as a learner reads it, and its drawing."""
    form = forms.get(row.offered.offer.form)
    return (form.wording.in_language(get_language() or "nl"), form.icon) if form else ("", "star")


def _why(place: Placement) -> str:
    """Return why the learner goes there, in words of growth."""
    if place.why == Placement.Why.NEED and place.goal:
        return _("Here you take a step in: %(goal)s") % {"goal": place.goal.wording}
    return {
        Placement.Why.CHOSEN.value: _("You chose this."),
        Placement.Why.PLACED.value: _("Your teacher asked you here."),
        Placement.Why.NEED.value: _("Your teacher asked you here."),
        Placement.Why.WISH.value: _("You wished for this, and there is room."),
        Placement.Why.LEFT.value: _("Something new for you, and there is room."),
    }[place.why]


@require_POST
@screen
def choose(request: ViewerRequest, offer: int) -> HttpResponse:
    """Take a place, instead of the one there was."""
    before = Placement.objects.filter(
        person=request.viewer.person_id, moment__offers=offer, published_at__isnull=False
    ).first()
    placed = choose_own(offer=offer, by=request.viewer)
    back = reverse("my_flex_leave", args=[offer])
    if before and before.offer_id != offer and before.why == Placement.Why.CHOSEN:
        back = reverse("my_flex_choose", args=[before.offer_id])
    say(request, _("You have a place at “%(offer)s”.") % {"offer": placed.offer}, undo=back)
    return redirect(f"{reverse('my_flex')}#moment-{placed.moment_id}")


@require_POST
@screen
def leave(request: ViewerRequest, offer: int) -> HttpResponse:
    """Give a place back."""
    if not request.viewer.is_learner:
        raise NotVisible(_("There is nothing here for you."))
    actions.leave(offer=offer, by=request.viewer)
    say(request, _("Your place is free again. Choose something else."))
    return redirect("my_flex")


@require_POST
@screen
def wish(request: ViewerRequest, offer: int) -> HttpResponse:
    """Say that one would like to go there when there is room, or not any more."""
    is_wished = request.POST.get("wish") == "1"
    actions.wish(offer=offer, is_wished=is_wished, by=request.viewer)
    say(request, _("Kept as a wish. Choose something else for now.") if is_wished else _("Your wish is gone."))
    return redirect("my_flex")
