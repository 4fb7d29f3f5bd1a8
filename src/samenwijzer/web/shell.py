"""What every screen shares: the viewer on the request, refusals as pages, the frame around the page."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.care.rules import coordinated_schools, coordinates_care, is_tied
from samenwijzer.network.access.involvements import tied_roles
from samenwijzer.network.access.rules import headed_schools
from samenwijzer.network.access.viewer import SUPPORT_STAFF, Viewer, viewer_of
from samenwijzer.network.organisation.pack import Sees, organisation
from samenwijzer.network.rights.rules import can_answer, can_extract, can_watch
from samenwijzer.practice.curriculum.rules import LEADERS

#: Roles that come for materials: there is no learner for them to see (D-383).
TEACHER_EDUCATION = frozenset({"student_teacher", "lecturer"})


class ViewerRequest(HttpRequest):
    """A request of a signed-in person."""

    viewer: Viewer


Screen = Callable[..., HttpResponse]


def _viewer_on(request: HttpRequest) -> Viewer | None:
    if not request.user.is_authenticated:
        return None
    return viewer_of(person_id=request.user.person_id, on=timezone.localdate())


def language_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Speak the language chosen in this browser, Dutch where none was chosen.

    The language a browser asks for is left aside: in a Flemish school it says more of the machine than of the person.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with override(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = get_language() or settings.LANGUAGE_CODE
            response = get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return middleware


def viewer_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Put the viewer of a signed-in person on the request, looked up when first asked for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        cast(Any, request).viewer = SimpleLazyObject(partial(_viewer_on, request))
        return get_response(request)

    return middleware


def screen(view: Screen) -> Screen:
    """Ask to sign in first; answer what is not visible as not found, and a refusal with its sentence (status 422).

    A screen is never kept by the browser: on a shared computer the back key shows nobody else's learners.
    """

    @wraps(view)
    @never_cache
    @login_required
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            _check_text(request)
            return view(request, *args, **kwargs)
        except (NotVisible, OverflowError) as error:  # an id beyond what a database holds names nothing
            raise Http404(str(error)) from error
        except Refused as error:
            template = "refused_fragment.html" if request.headers.get("HX-Request") else "refused.html"
            return render(request, template, {"sentence": str(error)}, status=422)

    return guarded


def _check_text(request: HttpRequest) -> None:
    """Refuse the one character that PostgreSQL keeps in no text; no keyboard types it."""
    typed = (*request.GET.lists(), *request.POST.lists())
    if any("\x00" in one for _name, values in typed for one in values):
        raise Refused(_("There is a character in this that cannot be kept. Type it anew."))


def say(request: HttpRequest, sentence: str, *, undo: str = "") -> None:
    """Say ``sentence`` in a toast on the next page; ``undo`` is the address that takes it back by POST."""
    messages.success(request, sentence, extra_tags=undo)


@dataclass(frozen=True)
class Destination:
    """One entry of the navigation."""

    title: str
    icon: str
    address: str


def navigation(viewer: Viewer) -> list[Destination]:
    """Return the screens of ``viewer``, the home screen first; a head finds what is not here on *Vandaag*."""
    entries = []
    heads = bool(headed_schools(viewer))
    if viewer.is_learner:
        entries.append((_("My compass"), "compass", "compass"))
        entries.append((_("My portfolio"), "folder", "portfolio"))
    if coordinates_care(viewer) or is_tied(viewer):
        entries.append((_("Care"), "heart", "care"))
    if viewer.guides_learners:
        entries.append((_("Today"), "sun", "today"))
    if any(one.unit_kind == "core_team" and one.rights and not one.lent for one in viewer.functions):
        entries.append((_("Our team"), "people", "our_team"))
    if heads:
        entries.append((_("My school") if viewer.guides_learners else _("Today"), "sun", "head_today"))
    if heads:
        entries.append((_("Compass"), "compass", "school_plan_first"))
    learning = viewer.functions_that_see(Sees.LEARNERS, Sees.SCHOOL_LEARNERS)
    if any(one.unit_kind != "boarding_school" for one in learning):
        entries.append((_("Class picture"), "grid", "class_grids"))
    if coordinated_schools(viewer) and not coordinates_care(viewer):
        entries.append((_("Care"), "heart", "care"))
    if viewer.guides_learners:
        entries.append((_("Lessons"), "book", "lessons"))
        entries.append((_("Quick entry"), "edit", "sheets"))
        entries.append((_("Groups"), "people", "groups"))
    if viewer.functions_that_see(Sees.AGGREGATES) or viewer.manages:
        entries.append((_("Organisation"), "organisation", "organisation"))
    if not heads and any(one.unit_kind == "school_group" and one.role in LEADERS for one in viewer.functions):
        entries.append((_("Compass"), "compass", "school_plan_first"))
    if viewer.manages and not heads:
        entries.append((_("Import"), "upload", "imports"))
    if any(one.role in tied_roles() for one in viewer.functions):
        entries.append((_("With whom I work"), "people", "involved"))
    if any(one.role == SUPPORT_STAFF for one in viewer.functions):
        entries.append((_("Support desk"), "eye", "support"))
    if can_answer(viewer) and not heads:
        entries.append((_("Requests"), "feedback", "data_requests"))
    if can_watch(viewer):
        entries.append((_("Oversight"), "eye", "oversight"))
    if can_extract(viewer):
        entries.append((_("Extracts"), "download", "extract"))
    if viewer.is_learner:
        entries.append((_("Who saw my data"), "eye", "who_saw"))
    if viewer.is_guardian:
        entries.append((_("My children's data"), "heart", "my_data"))
    if not entries and viewer.functions:
        entries = [(_("Organisation"), "organisation", "organisation"), (_("Goals"), "target", "goals")]
        if any(one.role in TEACHER_EDUCATION for one in viewer.functions):
            entries.insert(0, (_("Places to learn teaching"), "school", "placements"))
            entries.insert(0, (_("Materials"), "book", "materials"))
    return [Destination(title, icon, reverse(name)) for title, icon, name in entries]


def _functions(viewer: Viewer) -> list[str]:
    """Return what ``viewer`` is where, as words."""
    language = get_language() or "nl"
    titles = {role.key: role.title.in_language(language) for role in organisation().roles}
    return [f"{titles.get(function.role, function.role)} · {function.unit_name}" for function in viewer.functions]


def shell_context(request: HttpRequest) -> dict[str, Any]:
    """Give the frame its viewer, the screens of that viewer and which of them this page belongs to."""
    viewer = getattr(request, "viewer", None)
    if not viewer:
        return {"viewer": None, "functions": [], "destinations": [], "here": ""}
    destinations = navigation(viewer)
    here = [entry.address for entry in destinations if request.path.startswith(entry.address)]
    return {
        "viewer": viewer,
        "functions": _functions(viewer),
        "destinations": destinations,
        "here": max(here, key=len, default=""),
    }
