"""Writing a material: a new one, a remix, a newer version; its goals, and sharing it step by step."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.media import LARGEST_BYTES
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.search import search
from samenwijzer.practice.materials import actions
from samenwijzer.practice.materials.models import Material
from samenwijzer.practice.materials.pack import bank
from samenwijzer.practice.materials.queries import ownership
from samenwijzer.practice.materials.rules import check_keeps_material, check_makes, check_remix, check_sees_material
from samenwijzer.web.materials.forms import MaterialForm, number
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "materials/templates"
MOST_SHOWN = 12
#: What a remix takes over from what it was made from.
TAKEN_OVER = (
    "description",
    "kind",
    "area",
    "from_age",
    "to_age",
    "minutes",
    "language",
    "features",
    "terms",
    "licence",
)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def new(request: ViewerRequest) -> HttpResponse:
    """Write a new material, or with ``van`` a remix of another one."""
    check_makes(request.viewer)
    origin = request.GET.get("van", "")
    parent = check_sees_material(request.viewer, number(origin)) if origin else None
    if parent is not None:
        check_remix(parent=parent, licence=_first_remix(parent))
    form = MaterialForm(request.POST or None, initial=_initial(parent))
    return _answer(request, form, parent=parent)


def _first_remix(parent: Material) -> str:
    """Return the licence with which a remix begins: the own one where it may, else the first that fits."""
    allowed = bank().licence(parent.licence).remix
    return parent.licence if parent.licence in allowed or not allowed else allowed[0]


def _initial(parent: Material | None) -> dict[str, Any]:
    if parent is None:
        return {"licence": "CC-BY-SA-4.0", "origin": "work-time", "language": "nl", "kind": "task"}
    values = MaterialForm.values_of(parent)
    return {name: values[name] for name in TAKEN_OVER} | {
        "title": parent.title, "origin": "work-time", "licence": _first_remix(parent),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def edit(request: ViewerRequest, material: int) -> HttpResponse:
    """Write a newer version of an own material."""
    found = check_keeps_material(request.viewer, material)
    form = MaterialForm(request.POST or None, initial=MaterialForm.values_of(found))
    return _answer(request, form, standing=found, parent=found.parent)


def _answer(
    request: ViewerRequest, form: MaterialForm, *, standing: Material | None = None, parent: Material | None = None
) -> HttpResponse:
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            kept = _keep(request, form, standing, parent)
        except Refused as error:
            refused = str(error)
        else:
            shared = kept.shared_with_id is not None
            say(request, _("Kept.") if shared else _("Kept. Only you see it, until you share it."))
            return redirect("material", material=kept.pk)
    chosen = {name: form[name].value() for name in ("licence", "origin")}
    context = {
        "form": form,
        "standing": standing,
        "parent": parent,
        "refused": refused,
        "chosen": chosen,
        "licences": bank().licences,
        "origins": ownership(viewer=request.viewer),
    }
    return render(request, f"{TEMPLATES}/writing.html", context)


@transaction.atomic
def _keep(request: ViewerRequest, form: MaterialForm, standing: Material | None, parent: Material | None) -> Material:
    """Keep a material with the files that came along, or nothing."""
    terms = form.cleaned_data["terms"]
    if standing is not None:
        note = request.POST.get("note", "")
        kept = actions.change_material(
            material=standing.pk, written=form.written, terms=terms, note=note, by=request.viewer
        )
    else:
        goals = list(parent.goals.values_list("pk", flat=True)) if parent else []
        asked = request.GET.get("doel", "")
        goals += [int(asked)] if asked.isdecimal() and len(asked) < 10 else []
        kept = actions.add_material(
            written=form.written, terms=terms, goals=goals, parent=parent.pk if parent else None, by=request.viewer
        )
    files = [(one.name or "", one.read(LARGEST_BYTES + 1)) for one in request.FILES.getlist("file")]
    if files:
        actions.add_files(material=kept.pk, files=files, by=request.viewer)
    return kept


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def put_goal(request: ViewerRequest, material: int) -> HttpResponse:
    """Find goals for an own material, and put one on it."""
    found = check_keeps_material(request.viewer, material)
    if request.method == "POST":
        actions.put_goal(material=material, goal=number(request.POST.get("goal", "")), by=request.viewer)
        say(request, _("The goal stands with the material."))
        return redirect("material_goal", material=material)
    words = request.GET.get("zoek", "")[:200]
    standing: list[Goal] = list(found.goals.select_related("framework"))
    hits = [one for one in search(words, limit=MOST_SHOWN).goals if one not in standing] if words else []
    context = {"material": found, "standing": standing, "words": words, "hits": hits}
    return render(request, f"{TEMPLATES}/goals.html", context)


@require_POST
@screen
def take_goal(request: ViewerRequest, material: int, goal: int) -> HttpResponse:
    """Take a goal off an own material."""
    actions.take_goal(material=material, goal=goal, by=request.viewer)
    say(request, _("The goal is off the material."))
    return redirect("material_goal", material=material)


@require_POST
@screen
def share(request: ViewerRequest, material: int) -> HttpResponse:
    """Share an own material with one unit, or keep it to oneself again."""
    unit = request.POST.get("unit", "")
    found = actions.share_material(material=material, unit=number(unit) if unit else None, by=request.viewer)
    if found.shared_with is None:
        say(request, _("Only you see it now."))
    else:
        say(request, _("Shared with %(unit)s.") % {"unit": found.shared_with})
    return redirect("material", material=material)
