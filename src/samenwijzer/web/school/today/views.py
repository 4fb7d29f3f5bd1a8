"""Vandaag for a head: what is due and whose it is, where the school stands, and the way to everything else."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenwijzer.network.access.rules import headed_schools
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.quality.overview.queries import Due, Kind, head_day
from samenwijzer.web.classroom.today.words import greeting
from samenwijzer.web.shell import ViewerRequest, screen

TEMPLATE = "school/today/templates/head_today.html"
#: How many deadlines stand on the page; the others are counted.
NEXT = 5


@dataclass(frozen=True)
class Line:
    """A deadline as a line: where it leads, and whether its day has passed or is today."""

    due: Due
    href: str
    when: str
    is_late: bool


@dataclass(frozen=True)
class Room:
    """Screens that belong together: title, icon and address of each."""

    title: str
    doors: list[tuple[str, str, str]]


@require_safe
@screen
def head_today(request: ViewerRequest) -> HttpResponse:
    """Show what asks for the head today, and where everything is."""
    day = head_day(viewer=request.viewer)
    schools = headed_schools(request.viewer)
    context = {
        "day": day,
        "greeting": greeting(request.viewer, timezone.localtime()),
        "schools": schools,
        "lines": [_line(one, request) for one in day.due[:NEXT]],
        "more": max(len(day.due) - NEXT, 0),
        "rooms": _rooms(schools[0].unit_id) if schools[0].unit_kind in SCHOOLS else _house_rooms(schools[0].unit_id),
    }
    return render(request, TEMPLATE, context)


def _line(due: Due, request: ViewerRequest) -> Line:
    addresses = {Kind.ACTION: "digital_plan", Kind.TRIAL: "digital", Kind.ROUND: "flex_round"}
    href = reverse("data_requests") if due.kind == Kind.REQUEST else reverse(addresses[due.kind], args=[due.pk])
    days = (due.on - request.viewer.on).days
    return Line(due, href, {0: _("today"), 1: _("tomorrow")}.get(days, ""), is_late=days < 0)


def _house_rooms(house: int) -> list[Room]:
    """Return the screens of who heads a boarding house: a plan and scaling, and nothing of a curriculum (D-094)."""
    policy = [
        (_("Compass"), "compass", reverse("school_plan", args=[house])),
        (_("Scaling"), "target", reverse("scaling_profile", args=[house])),
        (_("Our own cycles"), "compass", reverse("team_cycles")),
        (_("Paperwork"), "time", reverse("effort")),
        (_("Ideas"), "lightbulb", reverse("ideas")),
        (_("Rules"), "list", reverse("year_rules")),
    ]
    people = [
        (_("The boarding house"), "organisation", reverse("unit", args=[house])),
        (_("Bring in a file"), "upload", reverse("imports")),
        (_("Requests"), "lock", reverse("data_requests")),
    ]
    return [Room(_("Policy and quality"), policy), Room(_("People and data"), people)]


def _rooms(school: int) -> list[Room]:
    """Return the way to every screen of a head, the most used first."""
    learning = [
        (_("Class picture"), "grid", reverse("class_grids")),
        (_("Lessons"), "book", reverse("lessons")),
        (_("Balance of lessons"), "chart", reverse("lesson_balance")),
        (_("Flex hours"), "calendar", reverse("flex")),
        (_("Assessment"), "flag", reverse("assessment")),
        (_("Feedback"), "feedback", reverse("feedback")),
        (_("Learning together"), "people", reverse("together")),
        (_("Goals seen too little"), "target", reverse("goals_unseen_first")),
        (_("Care"), "heart", reverse("care")),
    ]
    policy = [
        (_("Plans and policy"), "route", reverse("policy", args=[school])),
        (_("Partners"), "people", reverse("partners", args=[school])),
        (_("Places to learn teaching"), "school", reverse("placements")),
        (_("Learning abroad"), "flag", reverse("mobility_first")),
        (_("Scaling"), "target", reverse("scaling_profile", args=[school])),
        (_("Learning line"), "table", reverse("strategy_line", args=[school])),
        (_("Yearly report"), "edit", reverse("yearly_report", args=[school])),
        (_("Digital policy"), "settings", reverse("digital", args=[school])),
        (_("Materials"), "book", reverse("materials")),
        (_("Our own cycles"), "compass", reverse("team_cycles")),
        (_("Calendar and rooms"), "calendar", reverse("calendar")),
        (_("Paperwork"), "time", reverse("effort")),
        (_("Ideas"), "lightbulb", reverse("ideas")),
        (_("Rules"), "list", reverse("year_rules")),
    ]
    people = [
        (_("The school"), "organisation", reverse("unit", args=[school])),
        (_("Bring in a file"), "upload", reverse("imports")),
        (_("Requests"), "lock", reverse("data_requests")),
        (_("Learner model"), "star", reverse("learner_model")),
        (_("Support desk"), "eye", reverse("support")),
    ]
    return [
        Room(_("Learning and teaching"), learning),
        Room(_("Policy and quality"), policy),
        Room(_("People and data"), people),
    ]
