"""Bringing in a file in three steps: choose, look, done. Only for who keeps a roster."""

from datetime import date
from io import StringIO
from typing import cast

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from samenwijzer.exchange.absences.template import empty_absences
from samenwijzer.exchange.spreadsheets.template import sheet_template
from samenwijzer.exchange.timetables.template import empty_timetable
from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.problems import FileRefused
from samenwijzer.network.access.rules import check_manages, managed_units
from samenwijzer.network.organisation.models import Unit
from samenwijzer.web.school.imports import uploads, work
from samenwijzer.web.school.imports.kinds import KINDS, Asked, Kind
from samenwijzer.web.school.imports.mapping import looks
from samenwijzer.web.school.imports.preview import shown
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "school/imports/templates"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@screen
def imports(request: ViewerRequest) -> HttpResponse:
    """Offer the kinds of files; one for which the viewer has no place says what it takes."""
    check_manages(request.viewer)
    managed = set(managed_units(request.viewer).values_list("kind", flat=True).distinct())
    choices = [(kind, not kind.places or not managed.isdisjoint(kind.places)) for kind in KINDS.values()]
    return render(request, f"{TEMPLATES}/imports.html", {"choices": choices, "waiting": _waiting(request)})


def _waiting(request: ViewerRequest) -> uploads.Upload | None:
    """Return the file that waits in this session, where its kind is still one of those."""
    upload = uploads.standing(request.session)
    return upload if upload and upload.kind in KINDS else None


@require_safe
@screen
def template(request: ViewerRequest) -> HttpResponse:
    """Give an empty class list to fill in."""
    check_manages(request.viewer)
    headers = {"Content-Disposition": 'attachment; filename="klassenlijst.xlsx"'}
    return HttpResponse(sheet_template(), content_type=XLSX, headers=headers)


@require_safe
@screen
def absences_template(request: ViewerRequest) -> HttpResponse:
    """Give an empty list of absences to fill in."""
    check_manages(request.viewer)
    headers = {"Content-Disposition": 'attachment; filename="afwezigheden.xlsx"'}
    return HttpResponse(empty_absences(), content_type=XLSX, headers=headers)


@require_safe
@screen
def timetable_template(request: ViewerRequest) -> HttpResponse:
    """Give an empty timetable to fill in."""
    check_manages(request.viewer)
    headers = {"Content-Disposition": 'attachment; filename="lesrooster.xlsx"'}
    return HttpResponse(empty_timetable(), content_type=XLSX, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def choose(request: ViewerRequest, kind: str) -> HttpResponse:
    """Take in a file and where it lands, and keep both until it was looked at."""
    chosen, places = _kind(request, kind)
    form = chosen.form(request.POST or None, request.FILES or None, places=list(places))
    if request.method == "POST" and form.is_valid():
        under, day = form.cleaned_data.get("under"), form.cleaned_data.get("day")
        uploads.keep(
            request.session,
            form.cleaned_data["file"],
            kind=kind,
            under=under,
            day=day.isoformat() if day else "",
            layout=form.cleaned_data.get("layout", ""),
            more={name: form.cleaned_data[name] for name in form.more},
        )
        return redirect("import_look", kind=kind)
    return render(request, f"{TEMPLATES}/choose.html", {"kind": chosen, "form": form, "steps": _steps()})


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def look(request: ViewerRequest, kind: str) -> HttpResponse:
    """Show what the file would do, or everything that is wrong with it; on POST carry out exactly what was shown."""
    chosen, places = _kind(request, kind)
    upload = uploads.waiting(request.session, kind)
    if upload is None:
        return redirect("import_choose", kind=kind)
    asked = _asked(request, chosen, places, upload)
    seal = request.POST.get("seal", "")
    if not upload.is_large:
        found: work.Found | None = work.do(chosen, upload.path, asked, seal, request.viewer)
    elif request.method == "POST":
        work.ask(upload, asked, seal=seal, by=request.viewer)
        return redirect(request.get_full_path())
    else:
        found = work.found(upload, asked, by=request.viewer)
    if request.headers.get("HX-Request"):  # the page that waits asks again and again
        return HttpResponseClientRefresh() if found else HttpResponse(status=204)
    if found and found.is_in:
        return _is_in(request, chosen, upload, found, asked)
    context = {"kind": chosen, "name": upload.name, "steps": _steps(), "under": asked.under, "asked": asked}
    return render(request, *_page(found, context | {"found": found} | looks(chosen.key, upload)))


def _page(found: work.Found | None, context: dict[str, object]) -> tuple[str, dict[str, object]]:
    """Return the template and the context for what came of a file."""
    if found is None:
        return f"{TEMPLATES}/meanwhile.html", context
    if found.preview is None:
        return f"{TEMPLATES}/problems.html", context
    return f"{TEMPLATES}/preview.html", context | {"preview": shown(found.preview)}


def _asked(request: ViewerRequest, kind: Kind, places: QuerySet[Unit], upload: uploads.Upload) -> Asked:
    under = places.filter(pk=upload.under).first() if upload.under else None
    if upload.under and under is None:
        raise NotVisible(_("There is nothing here for you."))
    return Asked(
        under,
        date.fromisoformat(upload.day) if upload.day else None,
        request.viewer.on,
        upload.layout,
        good_rows=bool(kind.lenient) and "good_rows" in request.GET,
        more=upload.more,
    )


@require_safe
@screen
def rest(request: ViewerRequest, kind: str) -> HttpResponse:
    """Give the rows of the file that waits which have a mistake, each with what is wrong, to mend them."""
    chosen, places = _kind(request, kind)
    upload = uploads.waiting(request.session, kind)
    if upload is None or chosen.write_rest is None:
        return redirect("import_choose", kind=kind)
    if upload.is_large:
        return _rest_of_large(request, kind, upload)
    out = StringIO(newline="")
    try:
        name = chosen.write_rest(upload.path, _asked(request, chosen, places, upload), out)
    except FileRefused:
        return redirect("import_look", kind=kind)
    headers = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return HttpResponse(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8", headers=headers)


def _rest_of_large(request: ViewerRequest, kind: str, upload: uploads.Upload) -> HttpResponse:
    """Give the file the worker made beside the requests; until it is there, say so."""
    made = work.rest_of(upload)
    if made is None:
        say(request, _("That file is still being made. Try again in a moment."))
        return redirect(f"{reverse('import_look', args=[kind])}?good_rows=1")
    sent = FileResponse(made.open("rb"), as_attachment=True, filename=made.name, content_type="text/csv; charset=utf-8")
    return cast(HttpResponse, sent)  # streamed, so that a large file is never held in memory


@require_POST
@screen
def throw_away(request: ViewerRequest, kind: str) -> HttpResponse:
    """Remove the file that waits and begin again."""
    _kind(request, kind)
    uploads.discard(request.session)
    return redirect("import_choose", kind=kind)


def _is_in(request: ViewerRequest, kind: Kind, upload: uploads.Upload, found: work.Found, asked: Asked) -> HttpResponse:
    if asked.good_rows and kind.has_rest:  # the file waits on, so that the rest can still be fetched
        work.forget(upload)
        say(request, _("The good rows are in. Fetch the others to mend them."))
        return redirect(f"{reverse('import_look', args=[kind.key])}?good_rows=1")
    uploads.discard(request.session)
    say(request, _("It is in. Everything stands where it belongs."))
    return redirect(found.address)


def _kind(request: ViewerRequest, key: str) -> tuple[Kind, QuerySet[Unit]]:
    """Return the kind of file and the places of the viewer where it may land."""
    check_manages(request.viewer)
    if key not in KINDS:
        raise NotVisible(_("There is nothing here for you."))
    kind = KINDS[key]
    places = managed_units(request.viewer).filter(kind__in=kind.places)
    if kind.places and not places.exists():
        raise NotVisible(_("There is nothing here for you."))
    return kind, places


def _steps() -> list[str]:
    return [_("Choose a file"), _("Look"), _("Done")]
