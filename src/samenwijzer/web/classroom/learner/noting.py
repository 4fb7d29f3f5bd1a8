"""Noting something about one learner from its page: for who guides it without being in its group, too."""

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.evidence.actions import retract
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.goals.queries import goals_by_id
from samenwijzer.web.classroom.today.capture import keep, keep_files, uid_of
from samenwijzer.web.classroom.today.forms import CaptureForm, read
from samenwijzer.web.shell import ViewerRequest, say, screen


def noting_context(viewer: Viewer) -> dict[str, Any]:
    """Return what the form is drawn from; nothing for who may not note about anybody."""
    if not any(one.rights and one.rights.writes for one in viewer.functions):
        return {}
    return {"capture": uuid4(), "steps": scales().mastery, "kinds": scales().noted_kinds}


@require_POST
@screen
def note(request: ViewerRequest, learner: int) -> HttpResponse:
    """Note what was seen or heard of this learner."""
    given = read(CaptureForm(request.POST)) | {"learner": [learner]}
    if given["goal"] not in goals_by_id([given["goal"]]):
        raise Refused(_("Choose the goal you saw something of."))
    with transaction.atomic():
        keep_files(request, keep(request, given))
    say(request, _("Noted."), undo=reverse("learner_note_back", args=[learner, given["capture"]]))
    return redirect("learner", learner=learner)


@require_POST
@screen
def take_back(request: ViewerRequest, learner: int, capture: UUID) -> HttpResponse:
    """Take back what was noted."""
    if not retract(uids=[uid_of(capture, learner)], by=request.viewer):
        raise NotVisible(_("There is nothing here for you."))
    say(request, _("Taken back. It no longer counts."))
    return redirect("learner", learner=learner)
