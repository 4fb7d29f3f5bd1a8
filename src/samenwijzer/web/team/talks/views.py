"""Talks among colleagues: coaching, a mentor with who starts. What is noted is read by who was there, nobody else."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.people.models import Person
from samenwijzer.practice.agenda.actions import plan_meeting, raise_point, take_action
from samenwijzer.practice.agenda.booklet import own_groups
from samenwijzer.practice.agenda.queries import MeetingPage, meeting_page, own_talks
from samenwijzer.practice.offers.roles.pack import frame
from samenwijzer.practice.offers.roles.rules import adults_in, check_works, schools_of
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import day_in, moment_in, number_in


def colleagues(viewer: Viewer) -> list[Person]:
    """Return who works in a school of ``viewer``, in order of name, without ``viewer``."""
    check_works(viewer)
    people = {
        row.person_id: row.person
        for school in schools_of(viewer)
        for row in adults_in(school, viewer.on).select_related("person")
    }
    people.pop(viewer.person_id, None)
    return sorted(people.values(), key=lambda one: (one.given_name, one.family_name, one.pk))


def _colleague(viewer: Viewer, pk: int) -> Person:
    found = next((one for one in colleagues(viewer) if one.pk == pk), None)
    if found is None:
        raise Refused(_("Choose a colleague of your school."))
    return found


def _page(viewer: Viewer, meeting: UUID) -> MeetingPage:
    page = meeting_page(viewer=viewer, meeting=meeting)
    if page.meeting.unit_id is not None:
        raise NotVisible(_("There is nothing here for you."))
    return page


@require_GET
@screen
def talks(request: ViewerRequest) -> HttpResponse:
    """Show the own talks, those to come first, and with whom."""
    viewer = request.viewer
    people = colleagues(viewer)
    found = [
        (one, [row.person for row in one.invited.all() if row.person_id != viewer.person_id])
        for one in own_talks(viewer=viewer)
    ]
    now = timezone.now()
    context = {
        "coming": [one for one in found if one[0].begins_at >= now][::-1],
        "over": [one for one in found if one[0].begins_at < now],
        "people": people,
        "moments": [one.name for one in frame().induction],
        "today": viewer.on,
        "booklets": [(school, own_groups(viewer, school)) for school in schools_of(viewer)],
    }
    return render(request, "team/talks/templates/talks.html", context)


@require_POST
@screen
def plan(request: ViewerRequest) -> HttpResponse:
    """Plan a talk with a colleague."""
    sent, viewer = request.POST, request.viewer
    other = _colleague(viewer, number_in(sent, "person"))
    title = sent.get("title", "") or _("A talk")
    made = plan_meeting(title=title, begins_at=moment_in(sent), minutes=30, people=[other.pk], by=viewer)
    return redirect("talk", meeting=made.uid)


@require_POST
@screen
def first_year(request: ViewerRequest) -> HttpResponse:
    """Plan the four talks of the first year with a colleague who starts, as its mentor (D-338)."""
    sent, viewer = request.POST, request.viewer
    other, begins = _colleague(viewer, number_in(sent, "person")), moment_in(sent)
    with transaction.atomic():
        for one in frame().induction:
            at = begins + timedelta(days=one.days)
            plan_meeting(title=one.name, begins_at=at, minutes=30, people=[other.pk], by=viewer)
    say(request, _("Planned: four talks in the first year of %(name)s.") % {"name": other.given_name})
    return redirect("talks")


@require_GET
@screen
def talk(request: ViewerRequest, meeting: UUID) -> HttpResponse:
    """Show a talk with its notes, to who was asked to it."""
    page = _page(request.viewer, meeting)
    context = {"page": page, "meeting": page.meeting, "due": request.viewer.on + timedelta(days=14)}
    return render(request, "team/talks/templates/talk.html", context)


@require_POST
@screen
def note(request: ViewerRequest, meeting: UUID) -> HttpResponse:
    """Note something that was said."""
    _page(request.viewer, meeting)
    raise_point(meeting=meeting, text=request.POST.get("text", ""), by=request.viewer)
    return redirect("talk", meeting=meeting)


@require_POST
@screen
def act(request: ViewerRequest, meeting: UUID) -> HttpResponse:
    """Say which of the two does what by when."""
    _page(request.viewer, meeting)
    sent = request.POST
    owner, due = number_in(sent, "owner"), day_in(sent, "due")
    take_action(meeting=meeting, what=sent.get("what", ""), owner=owner, due=due, by=request.viewer)
    return redirect("talk", meeting=meeting)


@require_GET
@screen
def file(request: ViewerRequest, meeting: UUID) -> HttpResponse:
    """Give the notes as a file to either of the two (D-095)."""
    page = _page(request.viewer, meeting)
    day = date_format(timezone.localtime(page.meeting.begins_at), "j F Y")
    lines = [page.meeting.title, day, ", ".join(str(one.person) for one in page.people), ""]
    lines += [f"- {one.text}" for one in page.points]
    lines += [f"- {one.owner}: {one.what} ({date_format(one.due, 'j F Y')})" for one in page.actions]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="gesprek.txt"'
    return response
