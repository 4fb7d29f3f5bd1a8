"""Care as the learner and the guardians read it: what was agreed, what works in their words, preparing a talk."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.care.models import Fact
from samenwijzer.learning.care.own_words import OwnCare, own_care, prepare_talk, say_what_works
from samenwijzer.learning.care.pack import continuum, talks
from samenwijzer.network.access.actions import log_views
from samenwijzer.web.care.drawing import draw
from samenwijzer.web.own_data.timeline import GUARDIAN
from samenwijzer.web.shell import ViewerRequest, say, screen


def _found(request: ViewerRequest, person: int) -> OwnCare:
    """Return the care file, as if unknown where there is none; the look of a guardian is written down."""
    found = own_care(viewer=request.viewer, person=person)
    if found.track is None:
        raise NotVisible(_("There is nothing here for you."))
    if request.method != "POST":
        log_views(
            viewer=request.viewer, learners=[person], function=GUARDIAN, page="care_own", purpose=Purpose.LEARNING
        )
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def care_of(request: ViewerRequest, person: int) -> HttpResponse:
    """Show what was agreed; on POST keep what works, in the own words."""
    found = _found(request, person)
    if request.method == "POST":
        say_what_works(person=person, text=request.POST.get("text", ""), by=request.viewer)
        say(request, _("Kept. Those who help read it too."))
        return redirect("care_of", person=person)
    facts, now = found.facts, request.viewer.on
    meetings = [draw(one) for one in found.talks]
    context = {
        "person": found.learner,
        "is_own": person == request.viewer.person_id,
        "strengths": [draw(one) for one in facts.of(Fact.Kind.STRENGTH)],
        "works": [draw(one) for one in facts.of(Fact.Kind.WORKS)],
        "needs": [draw(one) for one in facts.of(Fact.Kind.NEED)],
        "agreements": [draw(one) for one in facts.of(Fact.Kind.AGREEMENT)],
        "advice": [draw(one) for one in facts.of(Fact.Kind.ADVICE)],
        "coming": [one for one in reversed(meetings) if one.fact.on and one.fact.on >= now],
        "past": [one for one in meetings if one.fact.on and one.fact.on < now],
        "phase": continuum().phase(facts.phase),
        "review_on": facts.review_on,
    }
    return render(request, "care/templates/own.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def prepare(request: ViewerRequest, person: int, talk: UUID) -> HttpResponse:
    """Prepare a talk in the language one speaks at home (D-475)."""
    found = _found(request, person)
    one = next((said for said in found.talks if said.fact.uid == talk), None)
    if one is None:
        raise NotVisible(_("There is nothing here for you."))
    asked = (request.POST or request.GET).get("taal", "") or (get_language() or "nl")
    spoken = talks().language(asked)
    if request.method == "POST":
        parts = [request.POST.get(name, "").strip() for name in ("well", "helps", "ask")]
        text = "\n".join(part for part in parts if part)
        if not text:
            raise Refused(_("Write something down first. One sentence is enough."))
        prepare_talk(person=person, talk=talk, language=spoken.key, text=text, by=request.viewer)
        say(request, _("Kept. The school reads it before the talk."))
        return redirect("care_of", person=person)
    context = {"person": found.learner, "talk": draw(one), "spoken": spoken, "languages": talks().languages}
    return render(request, "care/templates/prepare.html", context)
