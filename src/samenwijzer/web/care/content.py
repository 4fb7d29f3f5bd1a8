"""What the continuum of care asks of everybody, what helps in which phase, and whom to ask today."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samenwijzer.learning.care.pack import continuum, said, title_of
from samenwijzer.learning.care.queries import who_to_ask
from samenwijzer.web.care.drawing import words
from samenwijzer.web.own_data.timeline import role_title
from samenwijzer.web.shell import ViewerRequest, screen


@require_safe
@screen
def continuum_page(request: ViewerRequest) -> HttpResponse:
    """Show the phases: where each begins and ends, who leads, what everybody does, what teachers need and get."""
    found = continuum()
    chosen = found.phase(request.GET.get("fase", ""))
    phases = [chosen] if chosen else found.phases
    rows = [
        {
            "phase": one,
            "leads": title_of(found.actors, one.leads),
            "meaning": said(one.meaning),
            "begins": said(one.begins),
            "ends": said(one.ends),
            "examples": words(one.examples),
            "not_examples": words(one.not_examples),
            "teacher_needs": words(one.teacher_needs),
            "offered": words(one.offered),
            "does": [(actor, said(one.does[actor.key])) for actor in found.actors],
        }
        for one in phases
    ]
    works = any(one.rights is not None for one in request.viewer.functions)
    context = {
        "chosen": chosen,
        "phases": found.phases,
        "rows": rows,
        "actors": found.actors,
        "didactics": words(found.didactics),
        "instruments": [
            (said(one.title), said(one.what), [found.phase(key) for key in one.phases])
            for one in found.instruments
            if chosen is None or chosen.key in one.phases
        ],
        "people": [(one, role_title(one.role)) for one in who_to_ask(viewer=request.viewer)] if works else [],
        "works": works,
    }
    return render(request, "care/templates/continuum.html", context)
