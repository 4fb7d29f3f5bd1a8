"""How a school works: one page from which everything about its plans is reached."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.care.group_photos import reads_group_photo
from samenwijzer.learning.care.photos import makes_photo
from samenwijzer.network.access.rules import visible_units
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.organisation.pack import Sees
from samenwijzer.practice.curriculum.actions import PLANNERS
from samenwijzer.practice.curriculum.rules import SCHOOLS, check_reads_plans
from samenwijzer.practice.documents.rules import reads_from_inside
from samenwijzer.practice.instruments.scales.rules import GROUPS, works_in
from samenwijzer.practice.offers.support.rules import advises, in_triangle, leads_group
from samenwijzer.quality.indicators.rules import reads_indicators
from samenwijzer.web.shell import ViewerRequest, screen

TEMPLATES = "school/policy/templates"


def trail_of(school: Unit, title: str) -> list[tuple[str, str]]:
    """Return the way from the organisation to a page about ``school``."""
    return [
        (_("Organisation"), reverse("organisation")),
        (school.name, reverse("unit", args=[school.pk])),
        (_("Plans and policy"), reverse("policy", args=[school.pk])),
        (title, ""),
    ]


@require_safe
@screen
def policy_first(request: ViewerRequest) -> HttpResponse:
    """Go to the school of the viewer, or to the organisation where there are several."""
    schools = list(visible_units(request.viewer).filter(kind__in=SCHOOLS)[:2])
    if not schools:
        raise NotVisible(_("There is nothing here for you."))
    if len(schools) > 1:
        return redirect("organisation")
    return redirect("policy", unit=check_reads_plans(request.viewer, schools[0].pk).pk)


@require_safe
@screen
def policy(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show what there is to read and plan for a school."""
    school = check_reads_plans(request.viewer, unit, kinds=PLANNERS)
    rooms = [(_("New curricula"), _("Who leads them, which step is open, how far schools are."), "route", "rollout")]
    if school.kind in SCHOOLS:
        rooms += _of_school()
    if school.kind in (*SCHOOLS, "school_group") and reads_from_inside(request.viewer, school):
        rooms.append(
            (_("Staff policy"), _("The staff plan, workable work, and trials of organising."), "people", "staff")
        )
    rooms += _scales(request.viewer, school)
    if reads_indicators(request.viewer, school):
        words = _("What learners reach, with how sure that is.")
        rooms.append((_("Indicators"), words, "chart", "unit_indicators"))
    if makes_photo(request.viewer, school):
        rooms.append((_("School picture"), _("What school, CLB and LSC see together."), "chart", "school_photo"))
    if reads_group_photo(request.viewer, school):
        rooms.append(
            (_("Picture of the school group"), _("Care needs of the schools added up."), "chart", "group_photo")
        )
    found = [(title, sentence, icon, reverse(name, args=[school.pk])) for title, sentence, icon, name in rooms]
    words = _("What the network tries, whom it reaches, and what came of it.")
    found += [*_supported(request.viewer, school), (_("What works?"), words, "lightbulb", reverse("effects"))]
    context = {
        "school": school,
        "rooms": found,
        "trail": trail_of(school, "")[:-1],
    }
    return render(request, f"{TEMPLATES}/policy.html", context)


def _supported(viewer: Viewer, unit: Unit) -> list[tuple[str, str, str, str]]:
    """Return where support is: of a school for its triangle, of a school group, and else what is offered to all."""
    words, title = _("What we need, what is promised, and what the guidance service offers."), _("Support of schools")
    if unit.kind in SCHOOLS and in_triangle(viewer, unit):
        return [(title, words, "heart", reverse("support_school", args=[unit.pk]))]
    if unit.kind in GROUPS and (leads_group(viewer, unit) or advises(viewer, unit)):
        return [(title, words, "heart", reverse("support_group", args=[unit.pk]))]
    return [(_("What the guidance service offers"), words, "list", reverse("support_offers"))]


def _scales(viewer: Viewer, unit: Unit) -> list[tuple[str, str, str, str]]:
    """Return where schools place themselves, for who works in one or reads what was shared above it."""
    words = _("Sixteen scales on which a school looks at itself.")
    if unit.kind in SCHOOLS:
        return [(_("Scaling"), words, "target", "scaling_profile")] if works_in(viewer, unit) else []
    if not any(one.unit_id == unit.pk for one in viewer.functions_that_see(Sees.AGGREGATES)):
        return []
    return [(_("Schools on the scales"), words, "target", "group_scales" if unit.kind in GROUPS else "network_scales")]


def _of_school() -> list[tuple[str, str, str, str]]:
    """Return what only a school has: title, sentence, icon and name of the address."""
    return [
        (
            _("School compass"),
            _("The plan as one picture: ambitions, goals, actions and what we see."),
            "compass",
            "school_plan",
        ),
        (_("Citizenship"), _("Which year groups planned nothing about it this term."), "heart", "planned_citizenship"),
        (_("Coherence"), _("Which goals return over the years, and which stay out."), "grid", "planned_coherence"),
        (
            _("Digital policy"),
            _("Tools as a means, trials, and balance over six building blocks."),
            "settings",
            "digital",
        ),
        (_("Yearly report"), _("Filled in as far as the school works here already."), "edit", "yearly_report"),
        (_("Programmes"), _("Lay out hours and goals, and weigh two variants."), "table", "programmes"),
    ]
