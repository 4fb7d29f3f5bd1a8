"""Where a school stands and how it moved: the profile, the four fields, and the stages of lessons."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.instruments.scales import actions, personal, queries
from samenwijzer.practice.instruments.scales.pack import Area, said, scale_set
from samenwijzer.practice.instruments.scales.registry import indicators, level_titles
from samenwijzer.practice.instruments.scales.rules import check_works_in
from samenwijzer.web.school.policy.programmes import number
from samenwijzer.web.school.scaling.session import TEMPLATES, blocks
from samenwijzer.web.shell import ViewerRequest, say, screen


def trail_in(school: Unit, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way to a page about the scalings of a school."""
    return [
        (school.name, reverse("unit", args=[school.pk])),
        (_("Scaling"), reverse("scaling_profile", args=[school.pk])),
        *more,
    ]


@require_safe
@screen
def profile(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show where the school stands on each indicator, how it moved, and the way to everything around it."""
    block = request.GET.get("blok", "")
    found = queries.profile(unit=unit, block=block, viewer=request.viewer)
    titles = level_titles()
    context = {
        "profile": found,
        "lines": [(one, titles[one.now.level - 1] if one.now and one.now.level else "") for one in found.lines],
        "blocks": blocks(),
        "block": block,
        "total": len(scale_set().scales),
        "use": said(scale_set().use),
        "intentions": _shared(request) if found.can_scale else [],
        "trail": [*trail_in(found.school)[:1], (_("Scaling"), "")],
    }
    return render(request, f"{TEMPLATES}/profile.html", context)


def _shared(request: ViewerRequest) -> list[tuple[str, str, str]]:
    titles = {one.key: said(one.title) for one in scale_set().scales}
    told = personal.shared_intentions(request.viewer)
    return [(str(who), titles.get(one.indicator, ""), one.text) for who, one in told]


@require_POST
@screen
def start(request: ViewerRequest, unit: int) -> HttpResponse:
    """Start a scaling, or go on with the one that was paused."""
    made = actions.start_scaling(unit=unit, by=request.viewer)
    return redirect("scaling", scaling=made.uid)


def area_titles() -> dict[str, str]:
    """Return the words of the four fields."""
    return {
        Area.LEARNER: _("The learner"),
        Area.ENVIRONMENT: _("The learning environment"),
        Area.PROFESSIONAL: _("The professional"),
        Area.POLICY: _("Policy"),
    }


@require_safe
@screen
def four_fields(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the four fields side by side, with the day of the evidence of each indicator (D-105)."""
    school, last, columns = queries.four_fields(unit=unit, viewer=request.viewer)
    titles, words = area_titles(), level_titles()
    context = {
        "school": school,
        "last": last,
        "columns": [
            (
                titles[column.field],
                column.last,
                [(one, words[one.now.level - 1] if one.now and one.now.level else "") for one in column.lines],
            )
            for column in columns
        ],
        "trail": trail_in(school, (_("Four fields"), "")),
    }
    return render(request, f"{TEMPLATES}/four_fields.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def stages(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the share of lessons a stage over three years; on POST take in what somebody tells of its own week."""
    school = check_works_in(request.viewer, unit)
    if request.method == "POST":
        sent = [number(request.POST.get(name, "") or "0") or 0 for name in ("led", "centred", "steered")]
        lessons = (min(sent[0], 999), min(sent[1], 999), min(sent[2], 999))
        personal.tell_stages(unit=unit, on=request.viewer.on, lessons=lessons, by=request.viewer)
        say(request, _("Thank you. Your name is not with it."))
        return redirect("lesson_stages", unit=unit)
    words = (_("teacher-centred"), _("learner-centred"), _("learner-steered"))
    asked = (("led", _("I explain and lead.")), ("centred", _("Learners are active in what I planned.")),
             ("steered", _("Learners steer: they choose goal, way or pace.")))  # fmt: skip
    years = personal.stage_years(unit=unit, viewer=request.viewer)
    context = {
        "school": school,
        "years": [(one, list(zip(words, one.percents, strict=True)) if one.shares else []) for one in years],
        "asked": [(name, word, meaning) for (name, meaning), word in zip(asked, words, strict=True)],
        "fewest": personal.FEWEST_WEEKS,
        "number": indicators()[0].number,
        "trail": trail_in(school, (_("Stages of lessons"), "")),
    }
    return render(request, f"{TEMPLATES}/stages.html", context)
