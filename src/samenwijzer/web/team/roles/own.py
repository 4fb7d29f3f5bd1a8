"""My talents: what I am good at, like and want; whose help is near; which roles are open."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.network.notices.queries import waiting
from samenwijzer.practice.offers.roles.actions import drop_talent, keep_talent
from samenwijzer.practice.offers.roles.asking import EXPERTISE, ask_expertise
from samenwijzer.practice.offers.roles.models import Talent
from samenwijzer.practice.offers.roles.pack import frame
from samenwijzer.practice.offers.roles.queries import talents_page
from samenwijzer.practice.offers.roles.rules import MINIMUM
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_GET
@screen
def talents(request: ViewerRequest) -> HttpResponse:
    """Show the own map, what the school wants added up, and where expertise in ``?zoek=`` is found."""
    titles = frame().titles()
    asked = request.GET.get("zoek", "")
    page = talents_page(viewer=request.viewer, topic=asked if asked in titles else "")
    words = {
        "team": _("In your team"),
        "school": _("In your school"),
        "school_group": _("In your school group"),
        "partner": _("With a partner"),
    }
    context = {
        "kinds": [(kind, [one for one in page.talents if one.kind == kind.value]) for kind in Talent.Kind],
        "titles": titles,
        "choices": sorted(titles.items(), key=lambda one: one[1]),
        "asked": asked,
        "circles": [(words[one.title], one) for one in page.circles],
        "wanted": page.wanted,
        "open": page.open,
        "minimum": MINIMUM,
        "schools": page.schools,
        "told": waiting(person=request.viewer.person_id, about=EXPERTISE)[:3],
    }
    return render(request, "team/roles/templates/talents.html", context)


@require_POST
@screen
def ask(request: ViewerRequest, school: int) -> HttpResponse:
    """Ask who shows an expertise in another school of the school group."""
    ask_expertise(topic=request.POST.get("topic", ""), school=school, by=request.viewer)
    say(request, _("Asked. Who knows about it there sees your name and your school, and gets in touch."))
    return redirect("talents")


@require_POST
@screen
def keep(request: ViewerRequest) -> HttpResponse:
    """Keep something of oneself."""
    sent = request.POST
    shown = sent.get("shown") == "1"
    keep_talent(kind=sent.get("kind", ""), topic=sent.get("topic", ""), shown=shown, by=request.viewer)
    say(request, _("Kept. Your colleagues see it.") if shown else _("Kept. Only you see it."))
    return redirect("talents")


@require_POST
@screen
def drop(request: ViewerRequest, talent: int) -> HttpResponse:
    """Take something back."""
    drop_talent(talent=talent, by=request.viewer)
    return redirect("talents")
