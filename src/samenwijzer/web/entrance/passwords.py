"""Choosing a password: from an invitation, or because it was forgotten."""

from allauth.core.ratelimit import consume
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.network.access.invitations import Link, account_of_link, ask_recovery, invite, set_password
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "entrance/templates"


class ForgottenForm(forms.Form):
    """Who one is."""

    asked = forms.CharField(label=gettext_lazy("User name or e-mail address"), max_length=150)


class PasswordForm(forms.Form):
    """A new password, twice."""

    password = forms.CharField(
        label=gettext_lazy("New password"),
        help_text=gettext_lazy("At least twelve characters; a short sentence is easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("Once more"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean_again(self) -> str:
        """Return the second one, the same as the first."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password"):
            raise forms.ValidationError(_("The two are not the same."))
        return again


def _address(request: HttpRequest, link: Link) -> str:
    """Return the address of ``link`` without its key."""
    return request.build_absolute_uri(reverse("set_password", args=[link.value, "-"])).removesuffix("-/")


@never_cache
@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask who one is, and answer the same to everybody."""
    form = ForgottenForm(request.POST or None)
    if not form.is_valid():
        return render(request, f"{TEMPLATES}/forgotten.html", {"form": form})
    asked = form.cleaned_data["asked"]
    if consume(request, action="reset_password", key=asked.casefold()):
        ask_recovery(asked=asked, address=_address(request, Link.RECOVERY))
    return render(request, f"{TEMPLATES}/forgotten_asked.html")


@never_cache
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, link: str, key: str) -> HttpResponse:
    """Let whoever holds a link choose a password, and go to the door with it."""
    if link not in list(Link) or (account := account_of_link(Link(link), key)) is None:
        return render(request, f"{TEMPLATES}/link_unknown.html", status=404)
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        try:
            set_password(link=Link(link), key=key, password=form.cleaned_data["password"])
        except Refused as error:
            form.add_error("password", str(error))
        else:
            messages.success(request, _("Your password is set. Sign in with it."))
            return redirect("sign_in")
    return render(request, f"{TEMPLATES}/choose_password.html", {"form": form, "account": account})


@require_POST
@screen
def invite_people(request: ViewerRequest, unit: int) -> HttpResponse:
    """Invite everybody of a unit who has an address and no password yet."""
    invited = invite(unit=unit, address=_address(request, Link.INVITATION), by=request.viewer)
    say(request, _("%(count)s invitations are on their way.") % {"count": invited})
    return redirect("unit", unit=unit)
