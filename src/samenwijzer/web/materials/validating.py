"""Validating materials: asking it, reading along in a panel, and concluding."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.practice.instruments.rubrics import Rubric
from samenwijzer.practice.materials import validating as actions
from samenwijzer.practice.materials.models import ValidationRound
from samenwijzer.practice.materials.pack import bank, validation
from samenwijzer.practice.materials.panels import panels, pilot
from samenwijzer.practice.materials.rules import advises, can_make, check_advises
from samenwijzer.practice.materials.together import gaps
from samenwijzer.web.materials.forms import number
from samenwijzer.web.materials.views import card_of
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "materials/templates"


@require_safe
@screen
def overview(request: ViewerRequest) -> HttpResponse:
    """Show what is being read, the panels per learning area with what they validated, and how procedures compare."""
    found = panels(viewer=request.viewer)
    compared = [
        (one, pilot(viewer=request.viewer, programme=one.key))
        for one in validation().programmes
        if len(one.procedures) > 1
    ]
    context = {
        "panels": found,
        "lines": [line for line in found.areas if not line.is_empty],
        "areas": bank().areas,
        "compared": compared,
        "can_make": can_make(request.viewer),
        "can_advise": advises(request.viewer),
    }
    return render(request, f"{TEMPLATES}/panels.html", context)


@require_safe
@screen
def brief(request: ViewerRequest) -> HttpResponse:
    """Give what is good and what is missing per learning area, to take outside; no publisher is named (D-332)."""
    check_advises(request.viewer)
    missed = gaps(viewer=request.viewer)
    areas = panels(viewer=request.viewer).areas
    context = {"lines": [(line, [one for one in missed if one.gap.area == line.area.key]) for line in areas]}
    answer = render(request, f"{TEMPLATES}/brief.html", context, content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="leermiddelen-per-leergebied.md"'
    return answer


@require_POST
@screen
def ask(request: ViewerRequest, material: int) -> HttpResponse:
    """Ask that a material is validated."""
    procedure = request.POST.get("procedure", "")
    actions.ask_validation(material=material, procedure=procedure, by=request.viewer)
    say(request, _("Asked. Two people of the panel read it."))
    return redirect("material", material=material)


@require_POST
@screen
def offer(request: ViewerRequest) -> HttpResponse:
    """Offer to sit in a panel."""
    actions.offer_seat(area=request.POST.get("area", ""), by=request.viewer)
    say(request, _("Thank you. An adviser lets you in."))
    return redirect("material_panels")


@require_POST
@screen
def take(request: ViewerRequest, seat: int) -> HttpResponse:
    """Let somebody into a panel."""
    found = actions.take_seat(seat=seat, by=request.viewer)
    say(request, _("%(name)s sits in the panel.") % {"name": found.person})
    return redirect("material_panels")


def _criteria(rubric: Rubric) -> list[tuple[str, str, list[tuple[int, str]]]]:
    """Return each criterion with its key, its question and its four steps, in the active language."""
    language = get_language() or "nl"
    return [
        (
            one.key,
            one.title.in_language(language),
            [(step, words.in_language(language)) for step, words in enumerate(one.levels, start=1)],
        )
        for one in rubric.criteria
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def review(request: ViewerRequest, round: int) -> HttpResponse:
    """Read a material with its criteria, and choose a step for each."""
    found: ValidationRound | None = actions.open_rounds(request.viewer).filter(pk=round).first()
    areas = actions.panel_areas(request.viewer)
    if found is None or not (actions.can_review(request.viewer, found, areas) or advises(request.viewer)):
        raise NotVisible(_("There is nothing here for you."))
    rubric = actions.criteria_of(found)
    if request.method == "POST":
        sent = request.POST
        levels = {one.key: number(sent[one.key]) for one in rubric.criteria if sent.get(one.key)}
        minutes = number(sent["minutes"]) if sent.get("minutes") else None
        actions.review(
            round=round, levels=levels, remark=sent.get("remark", "")[:2000], minutes=minutes, by=request.viewer
        )
        say(request, _("Your review is kept. Thank you."))
        return redirect("material_panels")
    reviews = list(found.reviews.select_related("by"))
    procedure = next(one for one in validation().procedures if one.key == found.procedure)
    context = card_of(found.material) | {
        "round": found,
        "criteria": _criteria(rubric),
        "rubric": rubric,
        "procedure": procedure,
        "can_review": actions.can_review(request.viewer, found, areas),
        "moderates": advises(request.viewer) and found.material.made_by_id != request.viewer.person_id,
        "reviews": [(one, [one.levels.get(item.key) for item in rubric.criteria]) for one in reviews],
        "asked": actions.still_asked(reviews),
        "third": actions.third_asked(reviews),
        "verdicts": ValidationRound.Verdict.choices,
    }
    return render(request, f"{TEMPLATES}/review.html", context)


@require_POST
@screen
def conclude(request: ViewerRequest, round: int) -> HttpResponse:
    """End a round with a verdict and a report."""
    sent = request.POST
    found = actions.conclude(
        round=round, verdict=sent.get("verdict", ""), report=sent.get("report", "")[:4000], by=request.viewer
    )
    say(request, _("The verdict stands with the material."))
    return redirect("material", material=found.material_id)
