"""Noting without a connection: the sheet a device keeps for it, and taking in what was noted in the meantime."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.evidence.rules import check_writes_about
from samenwijzer.network.access.rules import check_own_group, own_groups
from samenwijzer.network.access.viewer import Function
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.network.people.models import Person
from samenwijzer.network.people.naming import call_names
from samenwijzer.practice.goals.queries import goals_by_id
from samenwijzer.web.classroom.today.board import day_of, goals_of
from samenwijzer.web.classroom.today.capture import keep, keep_files
from samenwijzer.web.classroom.today.forms import LateCaptureForm, read
from samenwijzer.web.classroom.today.goals import GoalChoice
from samenwijzer.web.shell import ViewerRequest, screen


@dataclass(frozen=True)
class GroupSheet:
    """What a device keeps of one group: what its learners are called (by id) and the goals; nothing about anybody."""

    group: Function
    roster: list[tuple[int, str]]
    choice: GoalChoice


@require_GET
@screen
def sheet(request: ViewerRequest) -> HttpResponse:
    """Show a sheet to note on for every group of the viewer; a device keeps it for when there is no connection."""
    groups = [one for one in own_groups(request.viewer) if one.rights and one.rights.writes]
    if not groups:
        raise NotVisible(_("There is nothing here for you."))
    today = day_of(request.viewer, timezone.localtime())
    learners = _learners([one.unit_id for one in groups], request.viewer.on)
    sheets = []
    for group in groups:
        names = call_names(learners[group.unit_id])
        choice = goals_of(today, group.unit_id, request.viewer.on).choice()
        if names and choice.chosen:
            sheets.append(GroupSheet(group, list(names.items()), choice))
    context = {"sheets": sheets, "steps": scales().mastery, "kinds": scales().noted_kinds, "capture": uuid4()}
    return render(request, "classroom/today/templates/sheet.html", context)


def _learners(units: Collection[int], on: date) -> dict[int, list[Person]]:
    """Return the learners of each of ``units`` in order of name (one query)."""
    found: dict[int, list[Person]] = defaultdict(list)
    rows = Membership.objects.filter(active(on), unit__in=units, role=LEARNER).select_related("person")
    for row in sorted(rows, key=lambda one: (one.person.given_name, one.person.family_name)):
        found[row.unit_id].append(row.person)
    return found


@require_POST
@screen
def capture_later(request: ViewerRequest, unit: int) -> HttpResponse:
    """Note what somebody saw without a connection, at the moment it was seen; sent again, it is noted once.

    Answers nothing when all is kept, and a sentence when a photo or recording could not be.

    Only who saw it can send it: whoever else is signed in on that device by now is refused.
    """
    given = read(LateCaptureForm(request.POST))
    if given["person"] != request.viewer.person_id:
        raise PermissionDenied
    check_own_group(request.viewer, unit)
    check_writes_about(request.viewer, given["learner"])
    if not given["learner"] or not goals_by_id([given["goal"]]):
        raise Refused(_("Choose the goal you saw something of."))
    uids = keep(request, given, seen_at=given["seen_at"])
    # What was seen is kept in any case: a photo without consent is no reason to lose it. That is said once it is known.
    try:
        keep_files(request, uids)
    except Refused as error:
        return HttpResponse(str(error), content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)
