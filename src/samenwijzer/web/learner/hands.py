"""A learner's raised hand: up with one tap, down with one tap, and the own place in the queue."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.lessons.hand_actions import lower_hand, raise_hand
from samenwijzer.learning.lessons.hands import own_place
from samenwijzer.learning.regulation.pack import Mode
from samenwijzer.learning.regulation.queries import mode_of
from samenwijzer.web.learner.forms import HandForm
from samenwijzer.web.learner.pictures import hand_sign
from samenwijzer.web.shell import ViewerRequest, screen


@require_GET
@screen
def hand(request: ViewerRequest) -> HttpResponse:
    """Answer the raised hand as it stands now; the page asks again while it is up."""
    return _fragment(request, request.GET)


@require_POST
@screen
def raise_own(request: ViewerRequest) -> HttpResponse:
    """Put the hand up."""
    given = _given(request.POST)
    raise_hand(unit=given["unit"], goal=given["goal"], text=given["text"], by=request.viewer)
    return _answer(request)


@require_POST
@screen
def lower_own(request: ViewerRequest) -> HttpResponse:
    """Take the hand down."""
    lower_hand(by=request.viewer)
    return _answer(request)


def _given(sent: QueryDict) -> dict[str, Any]:
    form = HandForm(sent)
    if not form.is_valid():
        raise Refused(_("Something in this form was not understood. Load the page again."))
    return form.cleaned_data


def _answer(request: ViewerRequest) -> HttpResponse:
    return _fragment(request, request.POST) if request.headers.get("HX-Request") else redirect("compass")


def _fragment(request: ViewerRequest, sent: QueryDict) -> HttpResponse:
    if not request.viewer.is_learner:
        raise NotVisible(_("There is nothing here for you."))
    viewer, given = request.viewer, _given(sent)
    place = own_place(viewer=viewer)
    context = {"place": place, "hand_unit": given["unit"], "hand_goal": given["goal"]}
    if mode_of(learner=viewer.person_id, on=viewer.on) == Mode.PICTURES:
        return render(request, "learner/templates/hand_pictures.html", context | {"hand_sign": hand_sign(place)})
    return render(request, "learner/templates/hand.html", context)
