"""Files of the space of a group: the small preview of a photo, the whole, and erasing one's own."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.documents import DocumentKind
from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.media import preview
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.foundation.vault import path_of
from samenwijzer.learning.cooperation.files import shared_file, take_away
from samenwijzer.learning.cooperation.models import SharedFile
from samenwijzer.learning.cooperation.rules import is_member
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import function_in
from samenwijzer.web.attachments.views import part_of
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_GET
@screen
def whole(request: ViewerRequest, file: int) -> HttpResponse:
    """Answer a file as it was shared; a PDF is saved on the device, never drawn within a page of ours."""
    found = shared_file(file=file, viewer=request.viewer)
    answer = part_of(_opened(request, found), request.headers.get("Range", ""), found.content_type)
    if found.kind == DocumentKind.PDF:
        name = f"{found.contribution.group.name} {found.contribution.at:%Y-%m-%d}.pdf"
        answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


@require_GET
@screen
def small(request: ViewerRequest, file: int) -> HttpResponse:
    """Answer the small preview of a photo."""
    found = shared_file(file=file, viewer=request.viewer)
    if found.kind != DocumentKind.PICTURE:
        raise NotVisible(_("There is nothing here for you."))
    return HttpResponse(preview(_opened(request, found)), content_type=found.content_type)


def _opened(request: ViewerRequest, found: SharedFile) -> bytes:
    """Return the content; that an adult from outside the group looked is logged."""
    file = path_of(found.digest)
    if not file.exists():
        raise NotVisible(_("There is nothing here for you."))
    group = found.contribution.group
    if not is_member(request.viewer, group):
        log_views(
            viewer=request.viewer,
            learners=group.seats.filter(learner=found.contribution.by_id).values_list("learner", flat=True),
            function=function_in(request.viewer, group.grouping.unit),
            page="group space",
            purpose=Purpose.LEARNING,
        )
    return file.read_bytes()


@require_POST
@screen
def away(request: ViewerRequest, file: int) -> HttpResponse:
    """Erase a file that one shared, for good."""
    found = take_away(file=file, by=request.viewer)
    say(request, _("Erased for good."))
    return redirect("group_space", group=found.group_id)
