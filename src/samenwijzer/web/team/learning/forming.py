"""Forming a community, the registry of a place, who is in a community, and who pays for it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.agenda.plc import actions
from samenwijzer.practice.agenda.plc.actions import Plan
from samenwijzer.practice.agenda.plc.models import Charter
from samenwijzer.practice.agenda.plc.queries import bottlenecks, registry
from samenwijzer.practice.agenda.plc.rules import amount, check_organises, check_place, places_of
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import number_in

TEMPLATES = "team/learning/templates"
MOST_SHOWN = 20


@require_http_methods(["GET", "POST"])
@screen
def new(request: ViewerRequest, unit: int) -> HttpResponse:
    """Form a community under a unit."""
    viewer, sent = request.viewer, request.POST
    place = check_place(viewer, unit)
    if request.method == "POST":
        plan = Plan(
            name=sent.get("name", ""), subject=sent.get("subject", ""), reach=sent.get("reach", ""),
            group_role=sent.get("group_role", ""), for_everybody="everybody" in sent, is_closed="closed" in sent,
            joins="joins" in sent,
        )  # fmt: skip
        made = actions.form_community(place=unit, plan=plan, by=viewer)
        say(request, _("“%(name)s” is there. Now its people.") % {"name": made})
        return redirect("community_people", unit=made.pk)
    subjects = registry(viewer=viewer, unit=unit).subjects
    context = {
        "place": place, "subjects": subjects, "reaches": Charter.Reach.choices, "roles": Charter.GroupRole.choices,
        "asked": request.GET.get("vak", ""),
    }  # fmt: skip
    return render(request, f"{TEMPLATES}/community_new.html", context)


@require_GET
@screen
def overview(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the communities of a place in numbers, who teaches a subject and is in none, and what schools lack."""
    viewer = request.viewer
    context = {
        "page": registry(viewer=viewer, unit=unit, subject=request.GET.get("vak", "")),
        "places": places_of(viewer),
        "bottlenecks": bottlenecks(viewer=viewer, unit=unit),
    }
    return render(request, f"{TEMPLATES}/registry.html", context)


@require_http_methods(["GET", "POST"])
@screen
def people(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show who is in a community, find people who work there by name, and take them in."""
    viewer = request.viewer
    community = check_organises(viewer, unit)
    if request.method == "POST":
        number = actions.take_in(community=unit, people=[number_in(request.POST, "person")], by=viewer)
        say(request, _("Taken in.") if number else _("Already in it."))
        return redirect("community_people", unit=unit)
    rows = Membership.objects.filter(active(viewer.on), unit=unit).exclude(role=LEARNER)
    members = list(Person.objects.filter(pk__in=rows.values("person")).order_by("given_name", "family_name", "pk"))
    asked = " ".join(request.GET.get("wie", "").split())[:80]
    context = {
        "community": community,
        "charter": community.charter,
        "members": members,
        "asked": asked,
        "found": _found(asked, community, members, request) if asked else [],
        "is_member": any(one.pk == viewer.person_id for one in members),
        "place": next(one for one in places_of(viewer) if community.path.startswith(one.path)),
        "payers": _payers(community),
    }
    return render(request, f"{TEMPLATES}/community_people.html", context)


def _found(asked: str, community: Unit, members: list[Person], request: ViewerRequest) -> list[Person]:
    """Return who works under the place of a community and whose name holds every word asked."""
    path = community.parent.path if community.parent else community.path
    rows = Membership.objects.filter(active(request.viewer.on), unit__path__startswith=path).exclude(role=LEARNER)
    people = Person.objects.filter(pk__in=rows.values("person")).exclude(pk__in=[one.pk for one in members])
    for word in asked.split():
        people = people.filter(given_name__icontains=word) | people.filter(family_name__icontains=word)
    return list(people.order_by("given_name", "family_name", "pk")[:MOST_SHOWN])


def _payers(community: Unit) -> list[tuple[Unit, object]]:
    """Return who can pay, with what each pays now: what stands above a community, and the schools beside it."""
    standing = {one.bearer_id: one.euro for one in community.charter.bearers.all()}
    near = Unit.objects.filter(pk__in=community.ancestor_ids).exclude(pk=community.pk)
    schools = Unit.objects.filter(parent=community.parent_id, kind__in=("school", "adult_education_centre", "academy"))
    return [(one, standing.get(one.pk, "")) for one in [*near.order_by("path"), *schools.order_by("name", "pk")]]


@require_POST
@screen
def costs(request: ViewerRequest, unit: int) -> HttpResponse:
    """Say who pays how much of a community."""
    sent = request.POST
    given = [(key.removeprefix("euro-"), sent.get(key, "")) for key in sent if key.startswith("euro-")]
    euro = {int(key): amount(value) for key, value in given if value.strip() and key.isascii() and key.isdigit()}
    actions.share_costs(community=unit, euro=euro, by=request.viewer)
    say(request, _("Kept. It stands in the registry."))
    return redirect("community_people", unit=unit)


@require_POST
@screen
def leave(request: ViewerRequest, unit: int) -> HttpResponse:
    """Leave a community."""
    left = actions.leave(community=unit, by=request.viewer)
    say(request, _("You left “%(name)s”. You are not taken in again by itself.") % {"name": left})
    return redirect("learning")
