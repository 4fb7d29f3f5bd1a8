"""Practice examples: finding those of similar schools, telling one, and what practice says beside a card."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.lessons.materials.bank import planned_in
from samenwijzer.practice.agenda.plc.doors import schools_of
from samenwijzer.practice.materials.models import Material
from samenwijzer.practice.materials.pack import bank
from samenwijzer.practice.materials.practices import actions
from samenwijzer.practice.materials.practices.models import Example, PracticeComment
from samenwijzer.practice.materials.practices.queries import practice_page
from samenwijzer.practice.materials.practices.queries import practices as practices_of
from samenwijzer.practice.materials.rules import advises, can_make, check_makes, led_units, visible_materials
from samenwijzer.web.materials.forms import number
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "materials/templates"
LEVELS = ("described", "grounded", "shown")


@require_safe
@screen
def practices(request: ViewerRequest) -> HttpResponse:
    """Show practice examples, by words, of schools like the own, of a level of evidence."""
    asked = request.GET
    level = asked.get("bewijs", "") if asked.get("bewijs") in LEVELS else ""
    words = asked.get("zoek", "")[:200]
    found = practices_of(viewer=request.viewer, words=words, similar="zoals-wij" in asked, level=level)
    context = {
        "found": found, "words": words, "similar": "zoals-wij" in asked, "level": level,
        "levels": [("", _("any")), ("described", _("described")), ("grounded", _("grounded")), ("shown", _("shown"))],
        "can_make": can_make(request.viewer),
    }  # fmt: skip
    return render(request, f"{TEMPLATES}/practices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def tell(request: ViewerRequest) -> HttpResponse:
    """Tell an example of a school."""
    viewer, sent = request.viewer, request.POST
    check_makes(viewer)
    refused = ""
    if request.method == "POST":
        terms = {"area": sent.get("area", ""), "licence": sent.get("licence", "")}
        try:
            made = actions.tell_example(
                written=sent.dict(), terms=terms, school=number(sent.get("school", "")), by=viewer
            )
        except Refused as refusal:
            refused = str(refusal)
        else:
            say(request, _("Told. Only you see it until you share it."))
            return redirect("material_practice", material=made.material_id)
    cards = visible_materials(viewer).filter(kind=actions.SHEET).order_by("title", "pk")
    context = {
        "refused": refused, "sent": sent, "schools": schools_of(viewer), "areas": bank().areas,
        "licences": [one for one in bank().licences if one.files], "known": Example.Effect.choices,
        "cards": list(cards[:100]), "card": request.GET.get("fiche", ""),
    }  # fmt: skip
    return render(request, f"{TEMPLATES}/practice_new.html", context)


@require_safe
@screen
def practice(request: ViewerRequest, material: int) -> HttpResponse:
    """Show what practice says beside a material."""
    viewer = request.viewer
    page = practice_page(
        viewer=viewer, material=material, planned_in=lambda ids: planned_in(materials=ids, viewer=viewer)
    )
    example = page.example
    context = {
        "page": page,
        "mine": page.material.made_by_id == viewer.person_id,
        "stances": PracticeComment.Stance.choices,
        "is_sheet": page.material.kind == actions.SHEET,
        "can_confirm": bool(example and advises(viewer) and not example.confirmed_at),
        "can_consent": bool(
            example and not example.consented_at and example.school_id in {one.unit_id for one in led_units(viewer)}
        ),
        "stops": _stops(page.chain.status),
    }
    return render(request, f"{TEMPLATES}/practice.html", context)


def _stops(status: int) -> list[tuple[str, bool]]:
    return [(word, number < status) for number, word in enumerate((_("study"), _("material"), _("use"), _("effect")))]


def _back(material: Material | int) -> HttpResponse:
    return redirect("material_practice", material=material if isinstance(material, int) else material.pk)


@require_POST
@screen
def comment(request: ViewerRequest, material: int) -> HttpResponse:
    """Say from practice what became of it, or why not."""
    sent = request.POST
    actions.comment(material=material, stance=sent.get("stance", ""), text=sent.get("text", ""), by=request.viewer)
    say(request, _("It stands beside the research, not in it."))
    return _back(material)


@require_POST
@screen
def uncomment(request: ViewerRequest, comment: int) -> HttpResponse:
    """Take back what one said."""
    return _back(actions.take_back_comment(comment=comment, by=request.viewer))


@require_POST
@screen
def components(request: ViewerRequest, material: int) -> HttpResponse:
    """Name the core components of an own card."""
    actions.name_components(material=material, lines=request.POST.get("components", ""), by=request.viewer)
    say(request, _("Kept. Schools tick what they keep of it."))
    return _back(material)


@require_POST
@screen
def keep(request: ViewerRequest, material: int) -> HttpResponse:
    """Say which core components a school keeps."""
    sent = request.POST
    chosen = [number(one) for one in sent.getlist("component")]
    actions.keep_components(
        material=material, unit=number(sent.get("unit", "")), components=chosen, own_way=sent.get("own_way", ""),
        by=request.viewer,
    )  # fmt: skip
    say(request, _("Kept for your school."))
    return _back(material)


@require_POST
@screen
def cite(request: ViewerRequest, material: int) -> HttpResponse:
    """Let an own inquiry rest on it."""
    try:
        cycle = UUID(request.POST.get("cycle", ""))
    except ValueError as error:
        raise Refused(_("Choose one of your inquiries.")) from error
    actions.cite(material=material, cycle=cycle, by=request.viewer)
    say(request, _("Your inquiry rests on it. Its title stands here."))
    return _back(material)


@require_POST
@screen
def consent(request: ViewerRequest, material: int) -> HttpResponse:
    """Agree that the example goes beyond the school group."""
    actions.consent(material=material, by=request.viewer)
    say(request, _("Agreed. Who told it can share it with the network."))
    return _back(material)


@require_POST
@screen
def confirm(request: ViewerRequest, material: int) -> HttpResponse:
    """Confirm that the effect was measured and rests on something."""
    actions.confirm_effect(material=material, by=request.viewer)
    say(request, _("Confirmed: shown."))
    return _back(material)
