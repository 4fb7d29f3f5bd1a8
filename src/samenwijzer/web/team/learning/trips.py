"""What teams propose, with both kinds of evidence, and what they learn elsewhere: questions before, answers after."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.cycles.actions import keep_answers, start_cycle
from samenwijzer.practice.cycles.communities.queries import answers_in
from samenwijzer.practice.cycles.owners import UNIT
from samenwijzer.practice.cycles.pack import Owner, templates
from samenwijzer.practice.cycles.queries import Work, cycle_of, cycles_of
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.learning.views import check_works
from samenwijzer.web.team.ours.forms import day_in, number_in

TEMPLATES = "team/learning/templates"
TRIP, PROPOSAL = "learning-trip", "change-proposal"
MOST_QUESTIONS = 3
#: After so many days somebody says what changed in class (D-479).
FOLLOW_UP = timedelta(days=183)
PLACES = ("1", "2", "3", "own")


@dataclass(frozen=True)
class Question:
    """A question that was taken along, with its answer and what will be done with it; ``place`` names it in a form."""

    place: str
    words: str
    answer: str
    use: str


def questions_of(work: Work) -> list[Question]:
    """Return the questions of a trip in order, each carried over into its report (D-476)."""
    said = answers_in(work)
    asked = {place: said.get("trip-own" if place == "own" else f"trip-question-{place}", "") for place in PLACES}
    return [
        Question(place, words, said.get(f"trip-answer-{place}", ""), said.get(f"trip-use-{place}", ""))
        for place, words in asked.items()
        if words
    ]


@require_http_methods(["GET", "POST"])
@screen
def plans(request: ViewerRequest) -> HttpResponse:
    """Show the proposals and trips of the own teams, and begin one."""
    viewer, sent = request.viewer, request.POST
    check_works(viewer)
    if request.method == "POST":
        template = TRIP if sent.get("template") == TRIP else PROPOSAL
        due = day_in(sent, "back") + FOLLOW_UP if template == TRIP else None
        owner = Reference(UNIT, str(number_in(sent, "team")))
        made = start_cycle(template=template, owner=owner, title=sent.get("title", ""), due=due, by=viewer)
        return redirect("learning_trip" if template == TRIP else "team_cycle", cycle=made.uid)
    works = cycles_of(viewer=viewer, owners=(Owner.TEAM,))
    context = {
        "proposals": [_proposal(one) for one in works if one.cycle.template == PROPOSAL],
        "trips": [one for one in works if one.cycle.template == TRIP],
        "teams": {one.unit_id: one.unit_name for one in viewer.functions if one.rights and not one.lent},
        "month": viewer.on + timedelta(days=30),
        "trip": TRIP,
        "proposal": PROPOSAL,
    }
    return render(request, f"{TEMPLATES}/plans.html", context)


def _proposal(work: Work) -> tuple[Work, list[str], str]:
    """Return a proposal with the kinds of evidence it lacks, and what was decided (D-097)."""
    said = answers_in(work)
    lacking = [
        (_("without evidence from research"), "proposal-research"),
        (_("without evidence from practice"), "proposal-practice"),
    ]
    return work, [words for words, key in lacking if not said.get(key)], said.get("proposal-decision", "")


@require_http_methods(["GET", "POST"])
@screen
def trip(request: ViewerRequest, cycle: UUID) -> HttpResponse:
    """Show a trip: the application, the report with each question, and what changed six months later."""
    viewer = request.viewer
    work = cycle_of(cycle=cycle, viewer=viewer)
    if work.cycle.template != TRIP:
        raise NotVisible(_("There is nothing here for you."))
    if request.method == "POST":
        _keep(cycle, request.POST, viewer)
        say(request, _("Kept."))
        return redirect("learning_trip", cycle=cycle)
    said, asked = answers_in(work), templates()[TRIP].phase("apply")
    prompt = asked.prompt("trip-question-1") if asked else None
    questions = questions_of(work)
    chosen = {one.words for one in questions}
    context = {
        "work": work,
        "said": {key.replace("-", "_"): value for key, value in said.items()},
        "choices": [(one.key, one.title.words(), one.title.words() in chosen) for one in prompt.choices]
        if prompt
        else [],
        "questions": questions,
        "applied": work.phases[0].passed_at is not None,
        "reported": work.phases[1].passed_at is not None,
        "is_time": viewer.on >= work.cycle.due - timedelta(days=14),
    }
    return render(request, f"{TEMPLATES}/trip.html", context)


@transaction.atomic
def _keep(cycle: UUID, sent: QueryDict, viewer: Viewer) -> None:
    phase = sent.get("phase", "")
    values = {key: sent.get(key, "") for key in sent if key.startswith("trip-")}
    if phase == "apply":
        picked = list(dict.fromkeys(sent.getlist("question")))
        if not 1 <= len(picked) <= MOST_QUESTIONS:
            raise Refused(_("Choose one to three questions from the list, and add one of your own."))
        picked += [""] * (MOST_QUESTIONS - len(picked))
        values |= {f"trip-question-{number}": key for number, key in enumerate(picked, start=1)}
    elif phase not in ("report", "change"):
        raise NotVisible(_("There is nothing here for you."))
    keep_answers(cycle=cycle, phase=phase, values=values, ends=True, by=viewer)
