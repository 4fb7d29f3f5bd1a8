"""Offering something, changing it, letting it fall away, and placing learners in it."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.groups.flex.needs import standings
from samenwijzer.learning.lessons.queries import running_with_goals
from samenwijzer.network.access.rules import visible_learners
from samenwijzer.network.calendar.models import Room
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.network.people.naming import call_names
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.offers import actions, rounds
from samenwijzer.practice.offers.models import Moment, Offer, Placement, Round
from samenwijzer.practice.offers.queries import taking_part
from samenwijzer.practice.offers.rules import check_offer, check_sees_round
from samenwijzer.web.classroom.flex import words
from samenwijzer.web.classroom.flex.forms import OfferForm
from samenwijzer.web.classroom.groups.forms import listed
from samenwijzer.web.classroom.today.forms import LARGEST_ID
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "classroom/flex/templates"
SEVERAL = ("moment", "adults", "goals", "groups")


@require_http_methods(["GET", "POST"])
@screen
def new(request: ViewerRequest, round: int) -> HttpResponse:
    """Ask what is offered, with what a suggestion fills in, and keep it."""
    whole = check_sees_round(request.viewer, round)
    if request.method == "POST":
        form = OfferForm(listed(request.POST, SEVERAL))
        if form.is_valid():
            made = rounds.add_offers(moments=form.cleaned_data["moment"], content=form.content, by=request.viewer)
            count = ngettext("Offered once.", "Offered at %(count)d moments.", len(made)) % {"count": len(made)}
            say(request, count)
            return redirect("flex_round", round=round)
        return _page(request, whole, form, _sent(request.POST))
    goal = Goal.objects.filter(pk=_id(request.GET.get("goal", "")) or 0).first()
    kind = words.kind_of(whole)
    start = {"capacity": kind.capacity, "title": goal.title[:120] if goal else "", "choice": Offer.Choice.EVERYBODY}
    chosen = {
        "moment": {request.GET.get("moment", "")},
        "adults": {str(request.viewer.person_id)},
        "goals": {str(goal.pk)} if goal else set(),
        "groups": set(),
        "form": next(iter(kind.teaching), "") if goal else "",
    }
    chosen["form"] = "instruction" if goal and "instruction" in kind.teaching else chosen["form"]
    return _page(request, whole, OfferForm(initial=start), chosen)


@require_http_methods(["GET", "POST"])
@screen
def change(request: ViewerRequest, offer: int) -> HttpResponse:
    """Show an offer to change, and keep what changed."""
    found = check_offer(request.viewer, offer)
    whole = found.moment.round
    if request.method == "POST":
        form = OfferForm(listed(request.POST, SEVERAL))
        if form.is_valid():
            rounds.change_offer(offer=offer, content=form.content, by=request.viewer)
            say(request, _("Kept."))
            return redirect("flex_round", round=whole.pk)
        return _page(request, whole, form, _sent(request.POST), found)
    initial = {name: getattr(found, name) for name in ("title", "what", "capacity", "place")}
    chosen = {
        "adults": {str(pk) for pk in found.adults.values_list("person", flat=True)},
        "goals": {str(pk) for pk in found.goals.values_list("goal", flat=True)},
        "groups": {str(pk) for pk in found.groups.values_list("unit", flat=True)},
        "form": found.form,
        "room": str(found.room_id or ""),
        "choice": found.choice,
    }
    return _page(request, whole, OfferForm(initial=initial), chosen, found)


def _sent(data: QueryDict) -> dict[str, Any]:
    several = {name: set(data.getlist(name)) for name in SEVERAL}
    return several | {name: data.get(name, "") for name in ("form", "room", "choice")}


def _page(
    request: ViewerRequest, whole: Round, form: OfferForm, chosen: dict[str, Any], offer: Offer | None = None
) -> HttpResponse:
    kind, viewer = words.kind_of(whole), request.viewer
    groups = [row.unit for row in whole.groups.select_related("unit").order_by("unit__name")]
    goals = [goal for one in running_with_goals(groups=[one.pk for one in groups], on=viewer.on) for goal in one.goals]
    kept = Goal.objects.filter(pk__in=[pk for pk in map(_id, chosen.get("goals", ())) if pk])
    context = {
        "round": whole,
        "offer": offer,
        "form": form,
        "chosen": {"choice": Offer.Choice.EVERYBODY, "room": ""} | chosen,
        "kinds": words.forms(kind),
        "moments": [] if offer else list(Moment.objects.filter(round=whole, on__gte=viewer.on)),
        "staff": [(str(one.pk), str(one)) for one in rounds.staff_of(whole.unit, viewer.on)],
        "rooms": [(str(one.pk), one.name, one.seats) for one in Room.objects.filter(unit=whole.unit)],
        "goals": [(str(one.pk), one.title) for one in {one.pk: one for one in [*kept, *goals]}.values()],
        "units": [(str(one.pk), one.name) for one in groups],
        "choices": words.choices(),
        "people": _people(request, offer, kept, groups) if offer else [],
    }
    return render(request, f"{TEMPLATES}/offer.html", context)


def _people(
    request: ViewerRequest, offer: Offer, worked_on: Iterable[Goal], groups: Iterable[Unit]
) -> list[tuple[Person, str, str, bool, bool]]:
    """Return the learners the viewer guides: name, group, whether a goal of the offer is needed, and is placed."""
    whole = offer.moment.round
    on = max(request.viewer.on, whole.starts)
    through = taking_part(whole.pk, on)
    people = list(visible_learners(request.viewer).filter(pk__in=through))
    goals = {one.pk for one in worked_on}
    needs = standings(groups_of=through, goals=goals, on=on).needs if goals else {}
    here = set(Placement.objects.filter(offer=offer).values_list("person", flat=True))
    names = call_names(people)
    found = [
        (
            one,
            names[one.pk],
            ", ".join(unit.name for unit in groups if unit.pk in through[one.pk]),
            bool(needs.get(one.pk)),
            one.pk in here,
        )
        for one in people
    ]
    return sorted(found, key=lambda row: (not row[3], row[1]))


def _id(text: str) -> int | None:
    return int(text) if text.isdecimal() and 0 < int(text) <= LARGEST_ID else None


@require_POST
@screen
def withdraw(request: ViewerRequest, offer: int) -> HttpResponse:
    """Let an offer fall away; who was there waits for a place."""
    found = rounds.withdraw_offer(offer=offer, by=request.viewer)
    waiting = ngettext(
        "“%(offer)s” falls away. %(count)d learner waits for another place.",
        "“%(offer)s” falls away. %(count)d learners wait for another place.",
        found.taken,
    ) % {"offer": found, "count": found.taken}
    say(request, waiting, undo=reverse("flex_offer_restore", args=[offer]))
    return redirect("flex_round", round=found.moment.round_id)


@require_POST
@screen
def restore(request: ViewerRequest, offer: int) -> HttpResponse:
    """Let an offer take place after all."""
    found = rounds.restore_offer(offer=offer, by=request.viewer)
    say(request, _("“%(offer)s” takes place after all.") % {"offer": found})
    return redirect("flex_round", round=found.moment.round_id)


@require_POST
@screen
def place(request: ViewerRequest, offer: int) -> HttpResponse:
    """Place the learners that were ticked, all of them or none."""
    people = [pk for pk in map(_id, request.POST.getlist("learner")) if pk]
    if not people:
        raise Refused(_("Choose a learner first."))
    placed = actions.place(offer=offer, people=people, by=request.viewer)
    say(
        request,
        ngettext("%(count)d learner placed.", "%(count)d learners placed.", len(placed)) % {"count": len(placed)},
    )
    return redirect("flex_round", round=placed[0].moment.round_id)
