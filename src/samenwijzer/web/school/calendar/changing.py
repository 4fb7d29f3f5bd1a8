"""Changing and removing what stands in *Kalender*; each change can be undone for a day."""

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.groups.timetables import check_no_groups_meet
from samenwijzer.network.access.rules import ABOVE_SCHOOL, whole_school_functions
from samenwijzer.network.access.viewer import Function
from samenwijzer.network.calendar import changes
from samenwijzer.network.calendar.models import Period, Room, Slot
from samenwijzer.network.calendar.pack import rooms_content
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.organisation.pack import organisation
from samenwijzer.practice.offers import rooms
from samenwijzer.web.classroom.groups.forms import listed
from samenwijzer.web.school.calendar.forms import LineForm, PeriodForm, RoomForm
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATE = "school/calendar/templates/change.html"


def own_school(request: ViewerRequest, *, keeps: bool) -> Function:
    """Return the school the viewer answers for or keeps the rosters of; to change something it keeps them."""
    own = [one for one in request.viewer.manages if one.unit_kind not in ABOVE_SCHOOL]
    seeing = own if keeps else [*own, *whole_school_functions(request.viewer)]
    if not seeing:
        raise NotVisible(_("There is nothing here for you."))
    return seeing[0]


def groups_of(own: Function) -> list[Unit]:
    """Return the groups of a school that hold learners, in order of name (one query)."""
    kinds = [one.key for one in organisation().kinds if one.holds_learners and one.key != "school"]
    return list(Unit.objects.filter(path__startswith=own.unit_path, kind__in=kinds).order_by("name"))


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def period(request: ViewerRequest, period: int) -> HttpResponse:
    """Give a part of the year another name or other days."""
    found = _period(request, period)
    form = PeriodForm(request.POST or None, initial={name: getattr(found, name) for name in PeriodForm.base_fields})
    if request.method == "POST" and form.is_valid():
        before = changes.change_period(period=found, by=request.viewer.person_id, **form.cleaned_data)
        return _done(request, _("Kept. What groups do in it moved along."), before)
    return _page(request, found, form, away=reverse("calendar_period_away", args=[found.pk]))


@require_POST
@screen
def period_away(request: ViewerRequest, period: int) -> HttpResponse:
    """Take a part of the year away."""
    found = _period(request, period)
    return _done(request, _away(found), changes.remove_period(period=found, by=request.viewer.person_id))


def _period(request: ViewerRequest, pk: int) -> Period:
    own = own_school(request, keeps=True)
    found = Period.objects.filter(pk=pk, unit=own.unit_id).select_related("unit").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def slot(request: ViewerRequest, slot: int) -> HttpResponse:
    """Change what groups do at one time of the week, and which groups do, from today."""
    line = _line(request, slot)
    first, today = line[0], request.viewer.on
    names = ("title", "begins", "finishes", "weekday")
    sent = listed(request.POST, ("groups",)) if request.method == "POST" else None
    form = LineForm(sent, initial={name: getattr(first, name) for name in names})
    if sent is not None and form.is_valid():
        wanted, places = form.cleaned_data, {one.pk: sent.get(f"place-{one.pk}", "").strip()[:120] for one in line}
        staying = [one for one in line if one.unit_id in wanted["groups"]]
        if not staying:
            raise Refused(_("Keep at least one group, or take this out of the week."))
        moves = any(wanted[name] != getattr(first, name) for name in names[1:])
        check_no_groups_meet(slots=line if moves else [one for one in line if one not in staying], on=today)
        values = {name: wanted[name] for name in names}
        new = [
            Slot(unit_id=one.unit_id, place=places[one.pk], starts=one.starts, ends=one.ends, **values)
            for one in staying
        ]
        before = changes.change_meetings(old=line, new=new, on=today, by=request.viewer.person_id)
        return _done(request, _("Kept, from today. What was before stays as it was."), before)
    return _page(request, first, form, line=line, away=reverse("calendar_slot_away", args=[first.pk]))


@require_POST
@screen
def slot_away(request: ViewerRequest, slot: int) -> HttpResponse:
    """Let groups no longer come together at a time of the week, from today."""
    line, today = _line(request, slot), request.viewer.on
    check_no_groups_meet(slots=line, on=today)
    before = changes.change_meetings(old=line, new=[], on=today, by=request.viewer.person_id)
    return _done(request, _away(line[0]), before)


def _line(request: ViewerRequest, pk: int) -> list[Slot]:
    """Return a meeting that still runs or is to come, with those of other groups that do the same at the same time."""
    units = [one.pk for one in groups_of(own_school(request, keeps=True))]
    first = Slot.objects.filter(pk=pk, unit__in=units).first()
    if first is None or (first.ends is not None and first.ends < request.viewer.on):
        raise NotVisible(_("There is nothing here for you."))
    same = {name: getattr(first, name) for name in ("title", "weekday", "begins", "finishes", "starts", "ends")}
    return list(Slot.objects.filter(unit__in=units, **same).select_related("unit").order_by("unit__name", "pk"))


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def room(request: ViewerRequest, room: int) -> HttpResponse:
    """Say of a room what it is called, holds and offers now."""
    found, content = _room(request, room), rooms_content()
    form = RoomForm(request.POST or None, initial={name: getattr(found, name) for name in RoomForm.base_fields})
    if request.method == "POST" and form.is_valid():
        found.name = " ".join(form.cleaned_data["name"].split())
        found.seats, found.groups = form.cleaned_data["seats"], form.cleaned_data["groups"]
        found.affords = [one.key for one in content.affords if one.key in request.POST.getlist("affords")]
        before = rooms.change_room(room=found, on=request.viewer.on, by=request.viewer.person_id)
        return _done(request, _("The room is kept."), before)
    ticked = request.POST.getlist("affords") if request.method == "POST" else found.affords
    affords = [(one, one.key in ticked) for one in content.affords]
    return _page(request, found, form, affords=affords, away=reverse("calendar_room_away", args=[found.pk]))


@require_POST
@screen
def room_away(request: ViewerRequest, room: int) -> HttpResponse:
    """Take a room away."""
    found = _room(request, room)
    before = rooms.remove_room(room=found, on=request.viewer.on, by=request.viewer.person_id)
    return _done(request, _away(found), before)


def _room(request: ViewerRequest, pk: int) -> Room:
    found = Room.objects.filter(pk=pk, unit=own_school(request, keeps=True).unit_id).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


@require_POST
@screen
def bring_back(request: ViewerRequest, before: str) -> HttpResponse:
    """Undo a change."""
    own = own_school(request, keeps=True)
    units = {own.unit_id, *(one.pk for one in groups_of(own))}
    changes.bring_back(before=changes.Before.read(before), units=units, by=request.viewer.person_id)
    say(request, _("It stands as it was."))
    return redirect("calendar")


def _page(request: ViewerRequest, found: Period | Slot | Room, form: Form, **more: Any) -> HttpResponse:
    title = found.title if isinstance(found, Period | Slot) else found.name
    return render(request, TEMPLATE, {"title": title, "form": form} | more)


def _away(found: Period | Slot | Room) -> str:
    title = found.title if isinstance(found, Period | Slot) else found.name
    return _("“%(what)s” is taken away.") % {"what": title}


def _done(request: ViewerRequest, sentence: str, before: changes.Before) -> HttpResponse:
    say(request, sentence, undo=reverse("calendar_back", args=[before.signed()]))
    return redirect("calendar")
