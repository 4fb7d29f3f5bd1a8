"""The learner model: what it is and does not do, how good it is, and switching it for a school or a learner."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.progress.models import LearnerModel
from samenwijzer.learning.progress.register import register_of_systems
from samenwijzer.learning.progress.switch_actions import switch_learner, switch_school
from samenwijzer.learning.progress.switches import LearnerSwitch, learner_switch, school_switches, version_shown
from samenwijzer.network.access.rules import function_towards, wards
from samenwijzer.network.people.models import Person
from samenwijzer.web.school.learner_model.forms import SwitchForm
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "school/learner_model/templates"


@require_GET
@screen
def learner_model(request: ViewerRequest) -> HttpResponse:
    """Explain the model to anybody, with the figures of the version in use; who decides, finds the switch here."""
    viewer = request.viewer
    switches: list[tuple[Person | None, LearnerSwitch]] = []
    if viewer.is_learner:
        switches.append((None, learner_switch(viewer=viewer, learner=viewer.person_id)))
    switches += [(ward, learner_switch(viewer=viewer, learner=ward.pk)) for ward in wards(viewer)]
    context = {"schools": school_switches(viewer=viewer), "learners": switches, "figures": _figures(version_shown())}
    context["register"] = [one.words() for one in register_of_systems().systems]
    return render(request, f"{TEMPLATES}/learner_model.html", context)


def _figures(version: LearnerModel | None) -> dict[str, Any] | None:
    """Return what is told of a version: out of a hundred pairs and in points of a hundred, as people count."""
    if version is None:
        return None
    return {
        "version": version,
        "pairs_right": None if version.auc is None else round(100 * version.auc),
        "points_off": None if version.ece is None else round(100 * version.ece, 1),
    }


@require_POST
@screen
def switch_for_school(request: ViewerRequest, unit: int) -> HttpResponse:
    """Let a school work with the model, or stop at once."""
    given = _given(request)
    switch_school(unit=unit, is_on=given["is_on"], reason=given["reason"], by=request.viewer)
    if given["is_on"]:
        say(request, _("The learner model is on. The first figures come in a few minutes."))
    else:
        say(request, _("The learner model is off. Every figure is made with the fixed rule again."))
    return redirect("learner_model")


@require_POST
@screen
def switch_for_learner(request: ViewerRequest, learner: int) -> HttpResponse:
    """Keep the model away from one learner, or let it back; nobody asks why."""
    given = _given(request)
    switch_learner(learner=learner, is_on=given["is_on"], reason=given["reason"], by=request.viewer)
    say(request, _("Noted. It holds from now on."))
    return (
        redirect("learner", learner=learner) if function_towards(request.viewer, learner) else redirect("learner_model")
    )


def _given(request: ViewerRequest) -> dict[str, Any]:
    form = SwitchForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose on or off."))
    return form.cleaned_data
