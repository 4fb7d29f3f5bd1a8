"""*Planlast*: which forms cost people most time, and taking in what one costs."""

from datetime import timedelta

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.effort.actions import LONGEST_SECONDS, MOST_KEYS, add_effort
from samenwijzer.foundation.effort.queries import FEWEST, slowest_forms
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.pack import Sees
from samenwijzer.web.school.effort.words import form_title
from samenwijzer.web.shell import ViewerRequest, screen

DAYS = 30


class Measured(forms.Form):
    """What a browser sends when a form was sent: the address of that form, the seconds and the keys."""

    form = forms.CharField(max_length=300)
    seconds = forms.FloatField(min_value=0, max_value=LONGEST_SECONDS)
    keys = forms.IntegerField(min_value=0, max_value=MOST_KEYS)


def sees_effort(viewer: Viewer) -> bool:
    """Whether ``viewer`` may read what forms cost: who runs a school, or works for all of them."""
    return bool(viewer.manages or viewer.functions_that_see(Sees.AGGREGATES))


@require_GET
@screen
def effort(request: ViewerRequest) -> HttpResponse:
    """Show the five forms that take longest, in the whole installation."""
    if not sees_effort(request.viewer):
        raise NotVisible(_("There is nothing here for you."))
    found = slowest_forms(since=request.viewer.on - timedelta(days=DAYS))
    lines = [(form_title(one.form), one) for one in found]
    return render(request, "school/effort/templates/effort.html", {"lines": lines, "days": DAYS, "fewest": FEWEST})


@require_POST
@screen
def measure(request: ViewerRequest) -> HttpResponse:
    """Add one form to the sums. Only the name of its address is kept: numbers in an address may be of people."""
    sent = Measured(request.POST)
    if not sent.is_valid():
        raise Refused(_("This could not be read."))
    try:
        name = resolve(sent.cleaned_data["form"]).url_name
    except Resolver404 as error:
        raise Refused(_("This could not be read.")) from error
    add_effort(
        form=name or "",
        seconds=sent.cleaned_data["seconds"],
        keys=sent.cleaned_data["keys"],
        on=timezone.localdate(),
    )
    return HttpResponse(status=204)
