"""Giving along the classes and people of a school or school group, for another system. Only for who keeps a roster."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenwijzer.exchange.oneroster.export import export_roster
from samenwijzer.exchange.oneroster.places import RANKS, SCHOOL_RANK
from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.rules import check_manages, managed_units
from samenwijzer.web.school.imports.forms import RosterOutForm
from samenwijzer.web.shell import ViewerRequest, screen

TEMPLATES = "school/imports/templates"
KINDS = ("school_group", *(kind for kind, rank in RANKS.items() if rank == SCHOOL_RANK))


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def roster_out(request: ViewerRequest) -> HttpResponse:
    """Ask of which unit and in which version; on POST give the zip."""
    check_manages(request.viewer)
    places = managed_units(request.viewer).filter(kind__in=KINDS)
    if not places.exists():
        raise NotVisible(_("There is nothing here for you."))
    form = RosterOutForm(request.POST or None, places=list(places))
    if request.method != "POST" or not form.is_valid():
        return render(request, f"{TEMPLATES}/roster_out.html", {"form": form})
    asked, today = form.cleaned_data, timezone.localdate()
    unit = places.get(pk=asked["unit"])
    content = export_roster(
        unit=unit, on=today, by=request.viewer.person_id, version=asked["version"], since=asked["since"]
    )
    name = f"{slugify(unit.name)}-{today}.zip"
    headers = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return HttpResponse(content, content_type="application/zip", headers=headers)
