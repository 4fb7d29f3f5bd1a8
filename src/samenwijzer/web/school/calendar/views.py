"""*Kalender* of a school: parts of the year, when groups come together, rooms. No lesson hour is assumed (D-066)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.calendar.actions import add_slots, keep_rooms, lay_periods
from samenwijzer.network.calendar.models import Period, Room, Slot
from samenwijzer.network.calendar.pack import rooms_content
from samenwijzer.network.calendar.rooms import asked_in, fitting
from samenwijzer.network.organisation.models import active
from samenwijzer.web.classroom.flex.forms import WEEKDAYS
from samenwijzer.web.classroom.groups.forms import listed
from samenwijzer.web.school.calendar.changing import groups_of, own_school
from samenwijzer.web.school.calendar.forms import PeriodsForm, RoomForm, SlotsForm
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATE = "school/calendar/templates/calendar.html"
#: Three forms stand on one page: each has names of its own for what it asks, so that a label finds its field.
PART, SLOT, ROOM = "part-%s", "slot-%s", "room-%s"


@dataclass(frozen=True)
class Together:
    """What groups do at one time of a weekday under one name; ``groups`` with their places."""

    begins: time
    finishes: time
    title: str
    groups: list[tuple[str, str]] = field(default_factory=list)
    slot: int = 0


@require_GET
@screen
def calendar(request: ViewerRequest) -> HttpResponse:
    """Show the calendar of the school, and the rooms that fit a search."""
    return _page(request)


def _page(request: ViewerRequest, **sent: Any) -> HttpResponse:
    own = own_school(request, keeps=False)
    year, search = SchoolYear.of(request.viewer.on), request.GET.get("zoek", "").strip()[:100]
    units = groups_of(own)
    slots = Slot.objects.filter(active(request.viewer.on), unit__in=units).select_related("unit")
    week = _week(slots.order_by("weekday", "begins", "finishes", "title", "unit__name"))
    content = rooms_content()
    rooms = fitting(unit=own.unit_id, words=search)
    context = {
        "school": own.unit_name,
        "keeps": any(one.unit_id == own.unit_id for one in request.viewer.manages),
        "periods": Period.objects.filter(unit=own.unit_id, last__gte=year.first_day),
        "week": [(WEEKDAYS[day], rows, day == request.viewer.on.weekday()) for day, rows in week.items()],
        "rooms": [(one, content.names(one.affords)) for one in rooms],
        "search": search,
        "asked": asked_in(search),
        "affords": content.affords,
        "groups": units,
        "weekdays": list(enumerate(WEEKDAYS)),
        "today": request.viewer.on,
        "periods_form": PeriodsForm(
            auto_id=PART, initial={"title": _("Module"), "count": 5, "first": year.first_day, "last": year.last_day}
        ),
        "slots_form": SlotsForm(auto_id=SLOT),
        "room_form": RoomForm(auto_id=ROOM, initial={"groups": 1, "seats": 24}),
    }
    return render(request, TEMPLATE, context | sent, status=422 if sent else 200)


def _week(slots: Iterable[Slot]) -> dict[int, list[Together]]:
    """Return what stands in a week by weekday; groups that do the same at the same time share a line."""
    week: dict[int, list[Together]] = {}
    for slot in slots:
        day = week.setdefault(slot.weekday, [])
        if not day or (day[-1].begins, day[-1].finishes, day[-1].title) != (slot.begins, slot.finishes, slot.title):
            day.append(Together(slot.begins, slot.finishes, slot.title, slot=slot.pk))
        day[-1].groups.append((slot.unit.name, slot.place))
    return week


@require_POST
@screen
def periods(request: ViewerRequest) -> HttpResponse:
    """Lay as many parts of the same length as were asked between two days; their days can differ from a year before."""
    own, form = own_school(request, keeps=True), PeriodsForm(request.POST, auto_id=PART)
    if not form.is_valid():
        return _page(request, periods_form=form)
    count, first, last = (form.cleaned_data[name] for name in ("count", "first", "last"))
    days = (last - first).days + 1
    if days < count or days > 400:
        raise Refused(_("Choose a first and a last day with room for all of them, within one year."))
    edges = [first + timedelta(days=days * number // count) for number in range(count + 1)]
    title = form.cleaned_data["title"].strip()
    rows = [
        Period(
            unit_id=own.unit_id, title=f"{title} {number + 1}" if count > 1 else title,
            first=edges[number], last=edges[number + 1] - timedelta(days=1),
        )
        for number in range(count)
    ]  # fmt: skip
    if Period.objects.filter(unit=own.unit_id, first__lte=last, last__gte=first).exists():
        raise Refused(_("There are parts of the year on these days already."))
    lay_periods(periods=rows, by=request.viewer.person_id)
    say(request, ngettext("%(count)d part of the year is there.", "%(count)d parts of the year are there.", count)
        % {"count": count})  # fmt: skip
    return redirect("calendar")


@require_POST
@screen
def slots(request: ViewerRequest) -> HttpResponse:
    """Let groups come together each week, as long as it takes."""
    own, form = own_school(request, keeps=True), SlotsForm(listed(request.POST, ("groups", "weekday")), auto_id=SLOT)
    if not form.is_valid():
        return _page(request, slots_form=form)
    sent = form.cleaned_data
    inside = {one.pk for one in groups_of(own)}
    period = Period.objects.filter(pk=sent["period"] or 0, unit=own.unit_id).first()
    if not set(sent["groups"]) <= inside or (sent["period"] and period is None):
        raise NotVisible(_("There is nothing here for you."))
    year = SchoolYear.of(request.viewer.on)
    first, last = (period.first, period.last) if period else (request.viewer.on, year.last_day)
    rows = [
        Slot(
            unit_id=group, title=sent["title"].strip(), weekday=day, begins=sent["begins"], finishes=sent["finishes"],
            place=sent["place"].strip(), starts=first, ends=last,
        )
        for group in sorted(set(sent["groups"]))
        for day in sorted(set(sent["weekday"]))
    ]  # fmt: skip
    add_slots(slots=rows, by=request.viewer.person_id)
    say(request, _("It stands in the week of these groups."))
    return redirect("calendar")


@require_POST
@screen
def room(request: ViewerRequest) -> HttpResponse:
    """Add a room, or say of a known one what it offers now."""
    own, form = own_school(request, keeps=True), RoomForm(request.POST, auto_id=ROOM)
    if not form.is_valid():
        return _page(request, room_form=form)
    affords = [one.key for one in rooms_content().affords if one.key in request.POST.getlist("affords")]
    values = {name: form.cleaned_data[name] for name in ("seats", "groups")}
    name = " ".join(form.cleaned_data["name"].split())
    keep_rooms(rooms=[Room(unit_id=own.unit_id, name=name, affords=affords, **values)], by=request.viewer.person_id)
    say(request, _("The room is kept."))
    return redirect("calendar")
