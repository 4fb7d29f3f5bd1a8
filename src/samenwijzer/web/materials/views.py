"""The bank of materials: finding one, everything about one, thanking, asking advice, and taking it into a lesson."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samenwijzer.learning.lessons.materials.bank import activities_to_fill, use_in_activity, where_used
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.materials import together
from samenwijzer.practice.materials.actions import thank
from samenwijzer.practice.materials.models import Material
from samenwijzer.practice.materials.pack import bank, vocabulary
from samenwijzer.practice.materials.queries import Asked, material_page, ownership
from samenwijzer.practice.materials.queries import shelf as shelf_of
from samenwijzer.practice.materials.rules import advises, can_make, led_units
from samenwijzer.practice.materials.validating import check_report, criteria_of, means, still_asked, third_asked
from samenwijzer.web.materials.forms import number
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "materials/templates"
MINUTES = (20, 50, 100)


def _asked(request: ViewerRequest) -> Asked:
    """Return what is asked in the address; what is no number counts as not asked."""
    sent = request.GET
    numbers = {name: int(sent[name]) for name in ("leeftijd", "minuten", "doel") if sent.get(name, "").isdecimal()}
    small = {name: value for name, value in numbers.items() if value < 10**9}
    return Asked(
        words=sent.get("zoek", "")[:200],
        area=sent.get("gebied", ""),
        kind=sent.get("soort", ""),
        licence=sent.get("licentie", ""),
        age=small.get("leeftijd"),
        minutes=small.get("minuten"),
        free="gratis" in sent,
        validated="gevalideerd" in sent,
        mine="van-mij" in sent,
        goal=small.get("doel"),
    )


@require_safe
@screen
def shelf(request: ViewerRequest) -> HttpResponse:
    """Show the materials that fit what is asked, by words, words of the vision and facets."""
    asked = _asked(request)
    found = shelf_of(viewer=request.viewer, asked=asked)
    activity = request.GET.get("activiteit", "")
    context = {
        "asked": asked,
        "shelf": found,
        "cards": [card_of(one) for one in found.materials],
        "words": bank(),
        "terms": vocabulary().terms,
        "minutes": MINUTES,
        "activity": activity if activity.isdecimal() else "",
        "can_make": can_make(request.viewer),
        "rooms": rooms_of(request.viewer),
        "is_asked": asked != Asked(),
    }
    return render(request, f"{TEMPLATES}/shelf.html", context)


def card_of(material: Material) -> dict[str, Any]:
    """Return a material with its keys as words."""
    words = bank()
    names = {one.key: one.name for one in (*words.kinds, *words.areas, *words.languages, *words.features)}
    return {
        "material": material,
        "kind": names.get(material.kind, material.kind),
        "area": names.get(material.area, material.area),
        "spoken": names.get(material.language, material.language),
        "features": [names[key] for key in material.features if key in names],
        "terms": [one for one in vocabulary().terms if f"|{one.key}|" in material.terms],
        "licence": words.licence(material.licence),
        "certainty": {one.key: one.name for one in words.certainties}.get(material.certainty, ""),
    }


def rooms_of(viewer: Viewer) -> list[tuple[str, str, str, int | None]]:
    """Return what stands beside the bank: title, icon, name of the address, and the unit it is about."""
    rooms: list[tuple[str, str, str, int | None]] = [
        (_("Practice examples"), "lightbulb", "practices", None),
        (_("Who owns what?"), "lock", "material_ownership", None),
        (_("Validation"), "check", "material_panels", None),
        (_("Not on the market"), "flag", "material_gaps", None),
        (_("Design together"), "people", "material_calls", None),
    ]
    if can_make(viewer):
        rooms.insert(0, (_("Choose together"), "list", "material_choices", None))
    for one in led_units(viewer):
        if one.unit_kind in SCHOOLS:
            rooms.append((_("Quality and cost"), "chart", "material_monitor", one.unit_id))
        elif one.unit_kind in ("school_group", "school_community"):
            rooms.append((_("In the school group"), "chart", "material_group", one.unit_id))
    return rooms


@require_safe
@screen
def material(request: ViewerRequest, material: int) -> HttpResponse:
    """Show a material: what it is, where it comes from, whether it was validated, and where it is used."""
    page = material_page(viewer=request.viewer, material=material)
    found = page.material
    open_round = next((one for one in page.rounds if one.concluded_at is None), None)
    owns = {one.origin.key: one for one in ownership(viewer=request.viewer)}
    teaches = request.viewer.guides_learners
    reviews = list(open_round.reviews.all()) if open_round else []
    context = card_of(found) | {
        "page": page,
        "origin": owns[found.origin],
        "lineage": [card_of(one) for one in page.lineage],
        "used": where_used(material=found.pk, viewer=request.viewer),
        "checks": check_report(found) if page.is_mine else [],
        "open_round": open_round,
        "asked": still_asked(reviews),
        "third": third_asked(reviews),
        "rounds": [_round(one) for one in page.rounds if one.concluded_at is not None],
        "activities": activities_to_fill(viewer=request.viewer) if teaches else [],
        "activity": request.GET.get("activiteit", ""),
        "teaches": teaches,
        "questions": list(found.questions.all()),
        "can_advise": advises(request.viewer),
        "can_make": can_make(request.viewer),
        "source_old": _source_is_old(found, request.viewer),
        "source_years": bank().thresholds.source_years,
        "revisions": list(found.revisions.select_related("by")),
    }
    return render(request, f"{TEMPLATES}/material.html", context)


def _source_is_old(found: Material, viewer: Viewer) -> bool:
    """Whether the source is so old that somebody looks at it again (D-027)."""
    return bool(found.source_year) and viewer.on.year - (found.source_year or 0) > bank().thresholds.source_years


def _round(one: Any) -> dict[str, Any]:
    """Return a round that ended, with the mean step on each criterion."""
    criteria = criteria_of(one)
    found = means(list(one.reviews.all()), criteria)
    language = get_language() or "nl"
    steps = [(item.title.in_language(language), found[item.key]) for item in criteria.criteria if item.key in found]
    return {"round": one, "criteria": criteria, "means": steps, "readers": len(one.reviews.all())}


@require_POST
@screen
def thanks(request: ViewerRequest, material: int) -> HttpResponse:
    """Thank the maker."""
    thank(material=material, by=request.viewer)
    say(request, _("Thanked. The maker sees how many people were helped."))
    return redirect("material", material=material)


@require_POST
@screen
def in_lesson(request: ViewerRequest, material: int) -> HttpResponse:
    """Let an activity of a lesson work with this material."""
    activity = number(request.POST.get("activity", ""))
    found = use_in_activity(activity=activity, material=material, by=request.viewer)
    say(request, _("It stands with “%(activity)s”.") % {"activity": found})
    return redirect("lesson_activity", work=found.unit_of_work_id, activity=found.pk)


@require_POST
@screen
def ask(request: ViewerRequest, material: int) -> HttpResponse:
    """Ask an adviser something about this material."""
    together.ask_advice(material=material, text=request.POST.get("text", ""), by=request.viewer)
    say(request, _("Asked. The answer comes here, for everybody who uses this."))
    return redirect("material", material=material)


@require_POST
@screen
def answer(request: ViewerRequest, question: int) -> HttpResponse:
    """Answer a question about a material."""
    found = together.give_advice(question=question, answer=request.POST.get("answer", ""), by=request.viewer)
    say(request, _("Your advice stands with the material."))
    return redirect("material", material=found.material_id)
