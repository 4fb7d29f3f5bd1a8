"""*Groepen maken*: the page to start from, the published lists, and what the team knows about pairs."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import dates
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.groups import actions, queries
from samenwijzer.learning.groups.basis import Basis, basis_of
from samenwijzer.learning.groups.models import Grouping
from samenwijzer.learning.groups.rules import LARGEST_SIZE, SMALLEST_SIZE
from samenwijzer.learning.groups.sociogram import state_preferences
from samenwijzer.learning.lessons.goal_sources import first_group
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import can_write_in, function_in, guided_units
from samenwijzer.network.calendar.queries import absent
from samenwijzer.web.classroom.groups import words
from samenwijzer.web.classroom.groups.forms import USUAL_SIZE, PreferencesForm, TieForm
from samenwijzer.web.classroom.groups.page import Choices, page_context, ties_context
from samenwijzer.web.classroom.today.forms import LARGEST_ID, read
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "classroom/groups/templates"


@require_GET
@screen
def groups(request: ViewerRequest) -> HttpResponse:
    """Bring the viewer to the group one most likely wants to divide."""
    units = list(guided_units(request.viewer, writing=True))
    if not units and not request.viewer.guides_learners:
        raise NotVisible(_("There is nothing here for you."))
    if not units:
        return render(request, f"{TEMPLATES}/no_group.html")
    return redirect("groups_of_unit", unit=first_group(viewer=request.viewer, groups=units).pk)


@require_GET
@screen
def groups_of_unit(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the form, filled in with what is likely or with what the address asks: purpose, goal and learners."""
    asked_goal = _id(request.GET.get("goal", ""))
    basis = basis_of(viewer=request.viewer, unit=unit, goal=asked_goal)
    choices = _choices(request, basis, asked_goal if asked_goal in basis.goals else None)
    context = page_context(request.viewer, basis, choices)
    _log(request, basis)
    return render(request, f"{TEMPLATES}/groups.html", context)


def _choices(request: ViewerRequest, basis: Basis, goal: int | None) -> Choices:
    query = request.GET
    everybody = [one.pk for one in basis.learners]
    here = frozenset(everybody) - absent(people=everybody, on=request.viewer.on)
    purpose, size = query.get("purpose", ""), query.get("size", "")
    fits = size.isdecimal() and SMALLEST_SIZE <= int(size) <= LARGEST_SIZE
    now = basis.running[0].goal_on(request.viewer.on).pk if basis.running else None
    return Choices(
        purpose=purpose if purpose in Grouping.Purpose.values else Grouping.Purpose.COOPERATION,
        goal=goal or now,
        size=int(size) if fits else USUAL_SIZE,
        here=here,
        along=here & {_id(one) for one in query.getlist("learner")},
    )


def _id(text: str) -> int | None:
    return int(text) if text.isdecimal() and 0 < int(text) <= LARGEST_ID else None


def _log(request: ViewerRequest, basis: Basis) -> None:
    log_views(
        viewer=request.viewer,
        learners=[one.pk for one in basis.learners],
        function=function_in(request.viewer, basis.unit),
        page="groups",
        purpose=Purpose.LEARNING,
    )


@require_POST
@screen
def ties(request: ViewerRequest, unit: int) -> HttpResponse:
    """Keep or forget what the team knows about two learners, and answer the list."""
    sent = read(TieForm(request.POST))
    if sent["learner"] == sent["other"]:
        raise Refused(_("Choose two different learners of this group."))
    if sent["kind"]:
        actions.state_tie(unit=unit, learner=sent["learner"], other=sent["other"], kind=sent["kind"], by=request.viewer)
    else:
        actions.clear_tie(unit=unit, learner=sent["learner"], other=sent["other"], by=request.viewer)
    if not request.headers.get("HX-Request"):
        return redirect("groups_of_unit", unit=unit)
    return render(request, f"{TEMPLATES}/ties.html", ties_context(basis_of(viewer=request.viewer, unit=unit)))


@require_POST
@screen
def preferences(request: ViewerRequest, unit: int) -> HttpResponse:
    """Keep whom a whole class likes to work with, and answer the list."""
    count = state_preferences(unit=unit, lines=read(PreferencesForm(request.POST))["lines"], by=request.viewer)
    if not request.headers.get("HX-Request"):
        said = ngettext("%(count)d preference is kept.", "%(count)d preferences are kept.", count)
        say(request, said % {"count": count})
        return redirect("groups_of_unit", unit=unit)
    return render(request, f"{TEMPLATES}/ties.html", ties_context(basis_of(viewer=request.viewer, unit=unit)))


@require_GET
@screen
def grouping(request: ViewerRequest, grouping: int) -> HttpResponse:
    """Show published groups as a list to print or hang up: names of groups and learners, nothing else."""
    found = queries.published(viewer=request.viewer, grouping=grouping)
    unit = found.grouping.unit
    log_views(
        viewer=request.viewer,
        learners=found.learners,
        function=function_in(request.viewer, unit),
        page="grouping",
        purpose=Purpose.LEARNING,
    )
    context = {
        "published": found,
        "group": unit,
        "purpose": words.purpose_title(found.grouping.purpose),
        "meets": "" if found.grouping.weekday is None else dates.WEEKDAYS[found.grouping.weekday],
        "over": found.grouping.ends < request.viewer.on,
        "can_stop": can_write_in(request.viewer, unit) and found.grouping.ends >= request.viewer.on,
    }
    return render(request, f"{TEMPLATES}/grouping.html", context)


@require_POST
@screen
def stop(request: ViewerRequest, grouping: int) -> HttpResponse:
    """End groups before their last day."""
    found = actions.stop(grouping=grouping, by=request.viewer)
    say(request, _("These groups have ended."))
    return redirect(reverse("groups_of_unit", args=[found.unit_id]))


@require_POST
@screen
def withdraw(request: ViewerRequest, grouping: int) -> HttpResponse:
    """Take back what was just published."""
    found = actions.withdraw(grouping=grouping, by=request.viewer)
    say(request, _("Taken back. Nobody sees these groups any more."))
    return redirect(reverse("groups_of_unit", args=[found.unit_id]))
