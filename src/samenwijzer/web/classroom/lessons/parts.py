"""Activities and variations of a unit of work: written on a page of their own, kept, and taken out."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.media import LARGEST_BYTES
from samenwijzer.learning.lessons import plan_actions
from samenwijzer.learning.lessons.cards import tips_for
from samenwijzer.learning.lessons.kinds import Basis
from samenwijzer.learning.lessons.materials.actions import add_material
from samenwijzer.learning.lessons.models import Activity, TeachingRole
from samenwijzer.learning.lessons.plans import plan_of
from samenwijzer.learning.lessons.rules import check_plan
from samenwijzer.web.classroom.lessons.forms import ActivityForm, VariationForm
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "classroom/lessons/templates"


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def activity(request: ViewerRequest, work: int, activity: int | None = None) -> HttpResponse:
    """Write an activity, a new one or one that stands."""
    check_plan(request.viewer, work, writing=True)
    found = plan_of(viewer=request.viewer, unit_of_work=work)
    standing = next((one for one in found.activities if one.pk == activity), None)
    if activity and standing is None:
        raise NotVisible(_("There is nothing here for you."))
    first = _initial(request, standing) if standing else {"on": request.viewer.on}
    form = ActivityForm(request.POST or None, goals=found.goals, initial=first)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, work, activity, form)
        except Refused as error:
            refused = str(error)
        else:
            say(request, _("Kept."))
            return redirect("lesson", work=work)
    context = {"work": found.work, "form": form, "activity": standing, "refused": refused}
    return render(request, f"{TEMPLATES}/activity.html", context)


@transaction.atomic
def _keep(request: ViewerRequest, work: int, activity: int | None, form: ActivityForm) -> None:
    """Keep an activity with the files that came along, or nothing; one byte more than fits is enough to refuse one."""
    kept = plan_actions.keep_activity(
        unit_of_work=work,
        written=form.written,
        role=form.cleaned_data["role"],
        activity=activity,
        by=request.viewer,
    )
    files = [(one.name or "", one.read(LARGEST_BYTES + 1)) for one in request.FILES.getlist("file")]
    if files:
        add_material(activity=kept.pk, files=files, by=request.viewer)


def _initial(request: ViewerRequest, standing: Activity) -> dict[str, Any]:
    own = TeachingRole.objects.filter(activity=standing, person=request.viewer.person_id).first()
    values = {name: getattr(standing, name, None) for name in ActivityForm.base_fields if name != "role"}
    return values | {"goal": standing.goal_id or "", "role": own.role if own else ""}


@require_POST
@screen
def drop_activity(request: ViewerRequest, activity: int) -> HttpResponse:
    """Take an activity out of the plan."""
    work = plan_actions.drop_activity(activity=activity, by=request.viewer)
    say(request, _("Taken out of the plan."))
    return redirect("lesson", work=work.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def variation(request: ViewerRequest, work: int) -> HttpResponse:
    """Write a variation, with tips for the basis it rests on."""
    check_plan(request.viewer, work, writing=True)
    found = plan_of(viewer=request.viewer, unit_of_work=work)
    basis = request.GET.get("basis", "")
    chosen = basis if basis in Basis.values else Basis.READINESS
    first = {"basis": chosen, "goal": request.GET.get("goal", ""), "tier": request.GET.get("tier", "core")}
    form = VariationForm(request.POST or None, goals=found.goals, initial=first)
    if request.method == "POST" and form.is_valid():
        plan_actions.keep_variation(unit_of_work=work, written=form.written, by=request.viewer)
        say(request, _("Kept."))
        return redirect("lesson", work=work)
    context = {
        "work": found.work,
        "form": form,
        "bases": Basis.choices,
        "chosen": chosen,
        "tips": tips_for(basis=chosen, level=found.work.group.level),
    }
    return render(request, f"{TEMPLATES}/variation.html", context)


@require_POST
@screen
def drop_variation(request: ViewerRequest, variation: int) -> HttpResponse:
    """Take a variation out of the plan."""
    work = plan_actions.drop_variation(variation=variation, by=request.viewer)
    say(request, _("Taken out of the plan."))
    return redirect("lesson", work=work.pk)
