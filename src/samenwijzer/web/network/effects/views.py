"""What works, for whom? The register of initiatives, their reach, the evidence of effect, and the decision."""

from datetime import date
from decimal import Decimal, InvalidOperation

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.quality.effects import actions
from samenwijzer.quality.effects.models import Initiative
from samenwijzer.quality.effects.queries import initiative_page, register_of
from samenwijzer.quality.effects.rules import keeps
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import day_in, number_in

TEMPLATES = "network/effects/templates"
WHY = {
    "summary": gettext_lazy("In plain words: what is it, and what do we know?"),
    "method": gettext_lazy("How was it looked at?"),
    "limits": gettext_lazy("What can this not tell?"),
    "core": gettext_lazy("Core components: what has to happen for it to be this?"),
    "ethics": gettext_lazy("Ethics check: who looked at it, what was agreed?"),
}


def _day(sent: QueryDict, name: str) -> date | None:
    return day_in(sent, name) if sent.get(name) else None


def _figure(sent: QueryDict, name: str) -> Decimal | None:
    """Return a number that was typed with a comma or a point; ``None`` where nothing was."""
    typed = sent.get(name, "").strip().replace(",", ".")
    if not typed:
        return None
    try:
        found = Decimal(typed)
    except InvalidOperation as error:
        raise Refused(_("Give figures as numbers.")) from error
    if not found.is_finite() or abs(found) > 1_000_000:
        raise Refused(_("Give figures as numbers."))
    return found


def _measured(sent: QueryDict, name: str) -> float | None:
    found = _figure(sent, name)
    return None if found is None else float(found)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def effects(request: ViewerRequest) -> HttpResponse:
    """Show the register; put something on it on POST."""
    if request.method == "POST":
        sent = request.POST
        made = actions.begin_initiative(
            kind=sent.get("kind", ""), title=sent.get("title", ""), question=sent.get("question", ""), by=request.viewer
        )
        say(request, _("It stands on the register. Only who keeps it reads it until you publish."))
        return redirect("effect", initiative=made.pk)
    lines = register_of(viewer=request.viewer)
    context = {
        "lines": lines,
        "without_learning": sum(not one.initiative.outcome and one.initiative.lacks_learning for one in lines),
        "can_keep": keeps(request.viewer),
        "kinds": Initiative.Kind.choices,
    }
    return render(request, f"{TEMPLATES}/effects.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def effect(request: ViewerRequest, initiative: int) -> HttpResponse:
    """Show one initiative; write it down on POST."""
    if request.method == "POST":
        sent = request.POST
        actions.keep_initiative(
            initiative=initiative,
            texts={key: sent.get(key, "") for key in actions.TEXTS},
            measure=sent.get("measure", ""),
            effect_on=sent.get("effect_on", ""),
            first=_day(sent, "data_from"),
            last=_day(sent, "data_until"),
            by=request.viewer,
        )
        say(request, _("Kept."))
        return redirect("effect", initiative=initiative)
    page = initiative_page(viewer=request.viewer, initiative=initiative)
    one = page.initiative
    context = {
        "page": page,
        "one": one,
        "texts": [(key, WHY[key], getattr(one, key)) for key in actions.TEXTS],
        "outcomes": Initiative.Outcome.choices,
        "sorts": Initiative.EffectOn.choices,
        "is_programme": one.kind == Initiative.Kind.PROGRAMME,
        "trail": [(_("What works?"), reverse("effects")), (one.title, "")],
    }
    return render(request, f"{TEMPLATES}/effect.html", context)


@require_POST
@screen
def school(request: ViewerRequest, initiative: int) -> HttpResponse:
    """Note what is known of a school."""
    sent = request.POST
    figures = actions.SchoolFigures(
        takes_part=sent.get("part") != "beside",
        since=_day(sent, "since"),
        hours=_figure(sent, "hours") or Decimal(0),
        by_core=bool(sent.get("by_core")),
        model=sent.get("model", ""),
        before=_measured(sent, "before"),
        after=_measured(sent, "after"),
        process=_measured(sent, "process"),
        context=_measured(sent, "context"),
    )
    actions.note_school(initiative=initiative, school=number_in(sent, "school"), figures=figures, by=request.viewer)
    say(request, _("Noted. Figures show from five schools on, added up."))
    return redirect("effect", initiative=initiative)


@require_POST
@screen
def cohort(request: ViewerRequest, initiative: int) -> HttpResponse:
    """Note the counts of a cohort."""
    sent = request.POST
    actions.note_cohort(
        initiative=initiative,
        name=sent.get("name", ""),
        began=number_in(sent, "began"),
        completed=number_in(sent, "completed"),
        in_role=number_in(sent, "in_role"),
        by=request.viewer,
    )
    say(request, _("Noted, as counts only."))
    return redirect("effect", initiative=initiative)


@require_POST
@screen
def publish(request: ViewerRequest, initiative: int) -> HttpResponse:
    """Let schools and school groups read it."""
    actions.publish_initiative(initiative=initiative, by=request.viewer)
    say(request, _("Published: schools and school groups read it."))
    return redirect("effect", initiative=initiative)


@require_POST
@screen
def end(request: ViewerRequest, initiative: int) -> HttpResponse:
    """Say what came of it and what was decided."""
    sent = request.POST
    actions.end_initiative(
        initiative=initiative,
        outcome=sent.get("outcome", ""),
        lesson=sent.get("lesson", ""),
        decision=sent.get("decision", ""),
        by=request.viewer,
    )
    say(request, _("Decided and published."))
    return redirect("effect", initiative=initiative)
