"""What one learner steers, for who guides it: freedom, agreements, talks, what it shows of itself, prompts."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.regulation.autonomy import companions, freedoms
from samenwijzer.learning.regulation.autonomy.pack import autonomy_content
from samenwijzer.learning.regulation.autonomy.prompts import setting_of, setting_words, switch_prompts
from samenwijzer.learning.regulation.strategies.queries import toolbox
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import check_guides_learner, function_towards, writable_learners
from samenwijzer.practice.instruments.queries import shared_trend
from samenwijzer.web.classroom.steering.days import day
from samenwijzer.web.learner.steering.freedom import freedom_context, step_sent
from samenwijzer.web.learner.steering.trend import PULSE, own_lines
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_GET
@screen
def steers(request: ViewerRequest, learner: int) -> HttpResponse:
    """Show what a learner decides itself and what it shows of its learning; the look is logged."""
    viewer = request.viewer
    person = check_guides_learner(viewer, learner)
    log_views(
        viewer=viewer,
        learners=[learner],
        function=function_towards(viewer, learner),
        page="steering",
        purpose=Purpose.LEARNING,
    )
    content, shown = autonomy_content(), companions.shows_profile(learner)
    context = freedom_context(learner) | {
        "own": False,
        "learner": person,
        "interests": companions.interests(learner=learner, is_own=False),
        "drawers": toolbox(learner=learner) if shown else [],
        "is_shown": shown,
        "trend": own_lines(shared_trend(instrument=PULSE, learner=learner, viewer=viewer)),
        "questions": content.talk,
        "asks_next_step": content.asks_next_step,
        "settings": setting_words().items(),
        "setting": setting_of(viewer=viewer, learner=learner).value,
        "can_write": writable_learners(viewer).filter(pk=learner).exists(),
    }
    return render(request, "classroom/steering/templates/learner_steers.html", context)


@require_POST
@screen
def ask_step(request: ViewerRequest, learner: int) -> HttpResponse:
    """Propose more freedom, or take a step back kindly."""
    check_guides_learner(request.viewer, learner)
    made = freedoms.ask_step(learner=learner, by=request.viewer, **step_sent(request))
    waits = made.learner_agreed_at is None
    say(
        request, _("Proposed. It holds once the learner agrees.") if waits else _("Kept. The learner reads your words.")
    )
    return redirect("learner_steers", learner=learner)


@require_POST
@screen
def agree(request: ViewerRequest, learner: int, freedom: int) -> HttpResponse:
    """Agree with what the learner asked."""
    check_guides_learner(request.viewer, learner)
    freedoms.agree(freedom=freedom, by=request.viewer)
    say(request, _("Agreed. From now on the learner decides this."))
    return redirect("learner_steers", learner=learner)


@require_POST
@screen
def agreement(request: ViewerRequest, learner: int) -> HttpResponse:
    """Keep a learning agreement."""
    check_guides_learner(request.viewer, learner)
    sent = request.POST
    companions.make_agreement(
        learner=learner,
        learner_does=sent.get("learner_does", ""),
        adult_does=sent.get("adult_does", ""),
        review_on=day(sent.get("review_on", "")),
        by=request.viewer,
    )
    say(request, _("Agreed. You both see it."))
    return redirect("learner_steers", learner=learner)


@require_POST
@screen
def say_kept(request: ViewerRequest, learner: int, agreement: int) -> HttpResponse:
    """Say whether the adult's own part worked out."""
    check_guides_learner(request.viewer, learner)
    companions.say_kept(agreement=agreement, worked=request.POST.get("worked") == "1", by=request.viewer)
    say(request, _("Noted."))
    return redirect("learner_steers", learner=learner)


@require_POST
@screen
def talk(request: ViewerRequest, learner: int) -> HttpResponse:
    """Keep a coaching talk."""
    check_guides_learner(request.viewer, learner)
    sent = request.POST
    said = {one.key: sent.get(f"talk-{one.key}", "") for one in autonomy_content().talk}
    companions.keep_talk(learner=learner, said=said, next_step=sent.get("next_step", ""), by=request.viewer)
    say(request, _("The talk is kept. The learner reads it too."))
    return redirect("learner_steers", learner=learner)


@require_POST
@screen
def prompts(request: ViewerRequest, learner: int) -> HttpResponse:
    """Switch the prompts of one learner."""
    check_guides_learner(request.viewer, learner)
    switch_prompts(setting=request.POST.get("setting", ""), learner=learner, by=request.viewer)
    say(request, _("Kept. It holds from the next time a learner opens its cycle."))
    return redirect("learner_steers", learner=learner)
