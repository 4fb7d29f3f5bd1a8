"""The booklet of a school: what we agreed, for everybody or for a group, and whether we keep it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.practice.agenda.booklet import agree_in_school, booklet_of, check_agreement, school_groups
from samenwijzer.practice.agenda.models import Agreement, AgreementCheck
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import number_in


@require_GET
@screen
def booklet(request: ViewerRequest, school: int) -> HttpResponse:
    """Show the agreements of a school, of one group with ``?groep=``; first those nobody looked at for a year."""
    group = number_in(request.GET, "groep") if request.GET.get("groep") else None
    found = booklet_of(viewer=request.viewer, school=school, group=group)
    context = {
        "booklet": found,
        "ways": AgreementCheck.Way.choices,
        "outcomes": AgreementCheck.Outcome.choices,
        "themes": Agreement.Theme.choices,
        "groups": school_groups(found.school) if found.can_agree else [],
    }
    return render(request, "team/booklet/templates/booklet.html", context)


@require_POST
@screen
def add(request: ViewerRequest, school: int) -> HttpResponse:
    """Write down an agreement of the school."""
    sent = request.POST
    groups = sent.getlist("groups")
    if not all(one.isascii() and one.isdigit() and len(one) < 10 for one in groups):
        raise Refused(_("Choose one of the answers."))
    agree_in_school(
        school=school,
        text=sent.get("text", ""),
        theme=sent.get("theme", ""),
        example=sent.get("example", ""),
        owner=request.viewer.person_id if sent.get("mine") else None,
        groups=[int(one) for one in groups],
        by=request.viewer,
    )
    say(request, _("Agreed. It stands in the booklet."))
    return redirect("booklet", school=school)


@require_POST
@screen
def check(request: ViewerRequest, school: int, agreement: int) -> HttpResponse:
    """Note whether an agreement is kept."""
    sent = request.POST
    way, outcome, words = sent.get("way", ""), sent.get("outcome", ""), sent.get("words", "")
    check_agreement(agreement=agreement, way=way, outcome=outcome, words=words, by=request.viewer)
    say(request, _("Kept. It counts as looked at from today."))
    return redirect("booklet", school=school)
