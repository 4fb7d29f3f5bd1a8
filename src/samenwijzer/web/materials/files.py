"""Files of a material: opened by who sees it, taken away by its maker."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.documents import DocumentKind
from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.vault import path_of
from samenwijzer.practice.materials.actions import drop_file
from samenwijzer.practice.materials.models import MaterialFile
from samenwijzer.practice.materials.rules import check_sees_material
from samenwijzer.web.attachments.views import part_of
from samenwijzer.web.classroom.lessons.material import ENDINGS
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_GET
@screen
def open_file(request: ViewerRequest, file: int) -> HttpResponse:
    """Answer a file; a PDF is saved on the device."""
    found = MaterialFile.objects.filter(pk=file).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_sees_material(request.viewer, found.material_id)
    kept = path_of(found.digest)
    if not kept.exists():
        raise NotVisible(_("There is nothing here for you."))
    answer = part_of(kept.read_bytes(), request.headers.get("Range", ""), found.content_type)
    name = f"{found.name}{ENDINGS[found.content_type]}"
    answer["Content-Disposition"] = content_disposition_header(found.kind == DocumentKind.PDF, name) or "attachment"
    return answer


@require_POST
@screen
def drop(request: ViewerRequest, file: int) -> HttpResponse:
    """Take a file away."""
    material = drop_file(file=file, by=request.viewer)
    say(request, _("The file is gone from this material."))
    return redirect("material", material=material.pk)
