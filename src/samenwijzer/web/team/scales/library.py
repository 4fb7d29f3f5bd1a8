"""What is expected of each role, which instruments there are and how often they were used, and the places in R-OK."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenwijzer.practice.instruments.pack import instruments
from samenwijzer.practice.instruments.scales.pack import expectations, said
from samenwijzer.practice.instruments.scales.registry import indicators
from samenwijzer.practice.instruments.scales.rok import placed, places
from samenwijzer.practice.instruments.scales.rules import check_profession
from samenwijzer.practice.instruments.scales.usage import times_used
from samenwijzer.practice.instruments.scales.visits import schools_to_look_in
from samenwijzer.web.school.scaling.session import blocks
from samenwijzer.web.school.scaling.visits import ways
from samenwijzer.web.shell import ViewerRequest, screen

TEMPLATES = "team/scales/templates"


@require_safe
@screen
def expected(request: ViewerRequest) -> HttpResponse:
    """Show what one sees somebody in a role do, with its example, place in R-OK and viewing guide (D-201)."""
    check_profession(request.viewer)
    block, role, catalogue = request.GET.get("blok", ""), request.GET.get("rol", ""), expectations()
    known, found = places(), {one.key: one for one in indicators(block=block)}
    schools = schools_to_look_in(request.viewer)
    context = {
        "source": catalogue.source,
        "roles": [("", _("everybody")), *((key, said(word)) for key, word in catalogue.roles.items())],
        "role": role,
        "blocks": blocks(),
        "block": block,
        "school": schools[0] if schools else None,
        "lines": [
            {
                "title": said(one.title),
                "role": said(catalogue.roles[one.role]),
                "seen": [said(words) for words in one.seen],
                "example": said(one.example),
                "indicator": found[one.indicator],
                "places": [known[key] for key in found[one.indicator].scale.place],
                "guide": instruments().get(one.guide),
            }
            for one in catalogue.expectations
            if one.indicator in found and role in ("", one.role)
        ],
    }
    return render(request, f"{TEMPLATES}/expectations.html", context)


@require_safe
@screen
def instruments_used(request: ViewerRequest) -> HttpResponse:
    """Show every instrument: what for, in five minutes, how sure we are, and how often it was used (D-202)."""
    check_profession(request.viewer)
    used, known, words = times_used(), places(), ways()
    schools = schools_to_look_in(request.viewer)
    context = {
        "school": schools[0] if schools else None,
        "lines": [
            (one, words[one.guide.way] if one.guide else _("questionnaire"), used.get(one.identifier),
             [known[key] for key in one.places])
            for one in sorted(instruments().values(), key=lambda one: one.name)
        ],
    }  # fmt: skip
    return render(request, f"{TEMPLATES}/instruments.html", context)


@require_safe
@screen
def rok(request: ViewerRequest) -> HttpResponse:
    """Show by expectation of R-OK what looks at it and who works at it (D-118)."""
    check_profession(request.viewer)
    schools = schools_to_look_in(request.viewer)
    found = placed(schools[0] if schools else None)
    rubrics: dict[str, list[object]] = {}
    for key, place in places().items():
        rubrics.setdefault(place.rubric, []).append((place, found.get(key, [])))
    context = {"rubrics": rubrics.items(), "school": schools[0] if schools else None}
    return render(request, f"{TEMPLATES}/rok.html", context)
