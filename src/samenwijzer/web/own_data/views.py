"""What a person sees, takes along, allows and asks of the own data, or a guardian of a child's."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.care.own_words import has_care
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.involvements import acting_for, looking_along
from samenwijzer.network.access.queries import seen_by
from samenwijzer.network.access.rules import wards
from samenwijzer.network.people.models import Person
from samenwijzer.network.rights import actions, documents
from samenwijzer.network.rights.models import Request
from samenwijzer.network.rights.queries import consents_of, requests_about
from samenwijzer.network.rights.records import held_about
from samenwijzer.network.rights.rules import check_acts_for
from samenwijzer.web.entrance.sign_in import step_up
from samenwijzer.web.own_data.timeline import GUARDIAN, days, role_title
from samenwijzer.web.own_data.words import consent_rows, held_rows, request_rows, right_choices
from samenwijzer.web.shell import ViewerRequest, say, screen

DAYS = 30
FORMS = {"json": (documents.as_json, "application/json"), "pdf": (documents.as_pdf, "application/pdf")}


@require_GET
@screen
def who_saw(request: ViewerRequest) -> HttpResponse:
    """Show who looked at the data of the learner that asks, in the last thirty days (R8, D-418)."""
    viewer = request.viewer
    if not viewer.is_learner:
        raise NotVisible(_("There is nothing here for you."))
    return _who_saw(request, Person(pk=viewer.person_id, given_name=viewer.given_name))


@require_GET
@screen
def who_saw_of(request: ViewerRequest, person: int) -> HttpResponse:
    """Show a guardian, or the learner, who looked at the data of ``person``."""
    found = check_acts_for(request.viewer, person)
    _leave_trail(request, person, "who_saw")
    return _who_saw(request, found)


def _who_saw(request: ViewerRequest, person: Person) -> HttpResponse:
    viewer = request.viewer
    seen = seen_by(learner=person.pk, until=viewer.on, days=DAYS)
    context = {
        "person": person,
        "is_own": person.pk == viewer.person_id,
        "days": days(seen),
        "people": len({one.viewer for one in seen}),
        "today": viewer.on,
        "involved": [(one, role_title(one.role)) for one in looking_along(learner=person.pk, on=viewer.on)],
        "acting": acting_for(learner=person.pk, on=viewer.on),
        "yesterday": viewer.on - timedelta(days=1),
        "has_care": has_care(person=person.pk),
    }
    return render(request, "own_data/templates/who_saw.html", context)


@require_GET
@screen
def my_data(request: ViewerRequest) -> HttpResponse:
    """Show anybody what is held about them, and guardians the way to their children's."""
    return _data(request, check_acts_for(request.viewer, request.viewer.person_id))


@require_GET
@screen
def data_of(request: ViewerRequest, person: int) -> HttpResponse:
    """Show a guardian, or the person, what is held about ``person``."""
    found = check_acts_for(request.viewer, person)
    _leave_trail(request, person, "own_data")
    return _data(request, found)


def _data(request: ViewerRequest, person: Person) -> HttpResponse:
    is_own = person.pk == request.viewer.person_id
    learns = request.viewer.is_learner if is_own else True
    context = {
        "person": person,
        "is_own": is_own,
        "learns": learns,
        "wards": wards(request.viewer) if is_own and request.viewer.is_guardian else [],
        "held": held_rows(held_about(person.pk)),
        "has_care": learns and has_care(person=person.pk),
        "consents": consent_rows(consents_of(person=person.pk)) if learns else [],
        "asked": request_rows(requests_about(person=person.pk)),
        "rights": right_choices(),
        "chosen": Request.Kind.CORRECTION.value,
    }
    return render(request, "own_data/templates/my_data.html", context)


@require_GET
@screen
def copy(request: ViewerRequest, person: int, form: str) -> HttpResponse:
    """Answer all that is held about ``person`` as a file: ``json`` for a machine, ``pdf`` for a reader."""
    if form not in FORMS:
        raise NotVisible(_("There is nothing here for you."))
    write, content_type = FORMS[form]
    check_acts_for(request.viewer, person)
    step_up(request)
    _leave_trail(request, person, "copy")
    response = HttpResponse(write(person=person, by=request.viewer), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="samenwijzer-{person}.{form}"'
    return response


@require_POST
@screen
def consent(request: ViewerRequest, person: int) -> HttpResponse:
    """Allow one thing, or withdraw it."""
    kind = request.POST.get("kind", "")
    if request.POST.get("allow") == "1":
        actions.give_consent(person=person, kind=kind, by=request.viewer)
        say(request, _("Allowed. You can take it back at any moment."))
    else:
        gone = actions.withdraw_consent(person=person, kind=kind, by=request.viewer)
        say(request, _("Taken back. What rested on it was removed: %(count)s.") % {"count": gone})
    return _back(request, person)


@require_POST
@screen
def ask(request: ViewerRequest, person: int) -> HttpResponse:
    """Ask for a correction or erasure, or object."""
    asked = actions.ask(
        person=person, kind=request.POST.get("kind", ""), text=request.POST.get("text", ""), by=request.viewer
    )
    say(request, _("Sent. You get an answer before %(day)s.") % {"day": f"{asked.due_on:%d/%m/%Y}"})
    return _back(request, person)


def _back(request: ViewerRequest, person: int) -> HttpResponse:
    return redirect("my_data") if person == request.viewer.person_id else redirect("data_of", person=person)


def _leave_trail(request: ViewerRequest, person: int, page: str) -> None:
    """Write that a guardian looked; a look at oneself leaves no trail."""
    check_acts_for(request.viewer, person)
    log_views(viewer=request.viewer, learners=[person], function=GUARDIAN, page=page, purpose=Purpose.ACCESS)
