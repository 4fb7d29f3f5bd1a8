"""Photos and voice recordings, for those who may see what they are about."""

import re
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.foundation.vault import path_of
from samenwijzer.learning.evidence import attachments
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import function_towards
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_GET
@screen
def attachment(request: ViewerRequest, attachment: int) -> HttpResponse:
    """Answer a photo or a recording; the look is logged. The type is the one we found, never one that was claimed."""
    found = attachments.attachment(viewer=request.viewer, pk=attachment)
    file = path_of(found.digest)
    if not file.exists():
        raise NotVisible(_("There is nothing here for you."))
    learner = found.evidence.learner_id
    log_views(
        viewer=request.viewer,
        learners=[learner],
        function=function_towards(request.viewer, learner),
        page="attachment",
        purpose=Purpose.LEARNING,
    )
    return part_of(file.read_bytes(), request.headers.get("Range", ""), found.content_type)


def part_of(content: bytes, asked: str, content_type: str) -> HttpResponse:
    """Answer the range of bytes asked for, or all: Safari plays no sound that it cannot ask for in parts."""
    found = re.fullmatch(r"bytes=(\d+)-(\d*)", asked)
    start = int(found[1]) if found else 0
    if not found or start >= len(content):
        return HttpResponse(content, content_type=content_type, headers={"Accept-Ranges": "bytes"})
    end = min(int(found[2] or len(content)), len(content) - 1)
    headers = {"Accept-Ranges": "bytes", "Content-Range": f"bytes {start}-{end}/{len(content)}"}
    part = content[start : end + 1]
    return HttpResponse(part, content_type=content_type, headers=headers, status=HTTPStatus.PARTIAL_CONTENT)


@require_POST
@screen
def take_away(request: ViewerRequest, attachment: int) -> HttpResponse:
    """Erase a photo or a recording for good."""
    found = attachments.take_away(pk=attachment, by=request.viewer)
    say(request, _("Erased for good."))
    if found.evidence.learner_id == request.viewer.person_id:
        return redirect("compass")
    return redirect("learner", learner=found.evidence.learner_id)
