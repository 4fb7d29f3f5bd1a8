"""What learners learn outside the school: put down, looked back at, seen by a partner, validated by a teacher."""

from uuid import UUID

import segno
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.evidence.outside import actions
from samenwijzer.learning.evidence.outside.actions import begin_experience, keep_answers
from samenwijzer.learning.evidence.outside.links import TERM, make_link
from samenwijzer.learning.evidence.outside.pack import outside
from samenwijzer.learning.evidence.outside.queries import experience_page
from samenwijzer.learning.evidence.outside.queries import experiences as experiences_of
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import function_towards
from samenwijzer.network.organisation.pack import Sees
from samenwijzer.practice.offers.partners.queries import activities_for
from samenwijzer.web.partner.choices import goal_choices, numbers_in
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import day_in, number_in


@require_GET
@screen
def experiences(request: ViewerRequest) -> HttpResponse:
    """Show what a learner did outside the school, or what waits for a teacher."""
    viewer = request.viewer
    page = experiences_of(viewer=viewer)
    if not (viewer.is_learner or viewer.functions_that_see(Sees.LEARNERS, Sees.SCHOOL_LEARNERS)):
        raise NotVisible(_("There is nothing here for you."))
    asked = request.GET.get("zoek", "")
    context = {
        "page": page,
        "kinds": outside().kinds,
        "asked": asked,
        "goals": goal_choices(viewer, asked) if page.learners else [],
        "activities": activities_for(viewer=viewer) if viewer.is_learner else [],
        "is_learner": viewer.is_learner,
    }
    return render(request, "partner/templates/experiences.html", context)


@require_POST
@screen
def begin(request: ViewerRequest) -> HttpResponse:
    """Put an experience down."""
    sent = request.POST
    made = begin_experience(
        learner=number_in(sent, "learner"),
        **{key: sent.get(key, "") for key in ("kind", "title", "place")},
        starts=day_in(sent, "starts"),
        ends=day_in(sent, "ends"),
        goals=numbers_in(sent, "goals"),
        activity=number_in(sent, "activity") if sent.get("activity") else None,
        by=request.viewer,
    )
    return redirect("experience", experience=made.uid)


def _show(request: ViewerRequest, experience: UUID, address: str = "") -> HttpResponse:
    """Show one experience; ``address`` is the link of a mentor that was made just now."""
    page = experience_page(viewer=request.viewer, experience=experience)
    if not page.is_own:
        learner = page.experience.learner_id
        log_views(
            viewer=request.viewer, learners=[learner], function=function_towards(request.viewer, learner),
            page="experience", purpose="learning outside the school",
        )  # fmt: skip
    context = {
        "page": page,
        "steps": scales().mastery,
        "address": address,
        "drawn": _drawn(address) if address else "",
        "days": TERM.days,
    }
    return render(request, "partner/templates/experience.html", context)


def _drawn(address: str) -> SafeString:
    """Draw the code of an address; it holds nothing that a person typed."""
    return mark_safe(segno.make(address, error="m").svg_inline(scale=4, border=2, omitsize=True, svgclass="card-code"))


@require_GET
@screen
def experience(request: ViewerRequest, experience: UUID) -> HttpResponse:
    """Show one experience."""
    return _show(request, experience)


@require_POST
@screen
def answer(request: ViewerRequest, experience: UUID) -> HttpResponse:
    """Keep what the learner says."""
    keep_answers(experience=experience, answers=request.POST.dict(), by=request.viewer)
    say(request, _("Kept."))
    return redirect("experience", experience=experience)


@require_POST
@screen
def ask(request: ViewerRequest, experience: UUID) -> HttpResponse:
    """Make the link for a mentor and show it, once."""
    code = make_link(experience=experience, to=request.POST.get("to", ""), by=request.viewer)
    return _show(request, experience, request.build_absolute_uri(reverse("mentor_link", args=[code])))


def steps_in(sent: QueryDict) -> dict[int, int]:
    """Return the step that was chosen for each goal; what is no step is left out."""
    found = {}
    for name, value in sent.items():
        key = name.removeprefix("step-")
        if key != name and key.isascii() and key.isdigit() and len(key) < 10 and str(value) in ("1", "2", "3", "4"):
            found[int(key)] = int(str(value))
    return found


@require_POST
@screen
def validate(request: ViewerRequest, experience: UUID) -> HttpResponse:
    """Let what a partner saw count."""
    actions.validate(experience=experience, steps=steps_in(request.POST), by=request.viewer)
    say(request, _("It counts from now on, with the partner named."))
    return redirect("experience", experience=experience)
