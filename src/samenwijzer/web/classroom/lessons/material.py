"""Files that go with an activity: opened by its group, taken away by its teacher."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.documents import DocumentKind
from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.vault import path_of
from samenwijzer.learning.lessons.materials import queries
from samenwijzer.learning.lessons.materials.actions import drop_material
from samenwijzer.web.attachments.views import part_of
from samenwijzer.web.shell import ViewerRequest, say, screen

ENDINGS = {
    "application/pdf": ".pdf", "image/jpeg": ".jpg", "audio/webm": ".webm", "audio/ogg": ".ogg", "audio/mp4": ".m4a",
    "audio/wav": ".wav",
}  # fmt: skip


@require_GET
@screen
def material(request: ViewerRequest, material: int) -> HttpResponse:
    """Answer a file. A PDF, and with ``bewaar`` everything, is saved on the device, so that it opens offline too."""
    found = queries.material(viewer=request.viewer, pk=material)
    file = path_of(found.digest)
    if not file.exists():
        raise NotVisible(_("There is nothing here for you."))
    answer = part_of(file.read_bytes(), request.headers.get("Range", ""), found.content_type)
    saves = found.kind == DocumentKind.PDF or "bewaar" in request.GET
    name = f"{found.name}{ENDINGS[found.content_type]}"
    answer["Content-Disposition"] = content_disposition_header(saves, name) or "attachment"
    return answer


@require_POST
@screen
def drop(request: ViewerRequest, material: int) -> HttpResponse:
    """Take a file away from its activity."""
    activity = drop_material(material=material, by=request.viewer)
    say(request, _("The file is gone from this activity."))
    return redirect("lesson_activity", work=activity.unit_of_work_id, activity=activity.pk)
