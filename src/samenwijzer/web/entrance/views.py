"""The front door: landing, signing in and out, the language of the interface, and pages for what went wrong."""

import errno
import sys
from typing import Any

import segno
from allauth.account.views import LoginView
from allauth.core.internal.ratelimit import consume, respond_429
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import LogoutView
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import check_for_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language

from samenwijzer.network.access import actions
from samenwijzer.network.access.cards import account_of_card, make_cards
from samenwijzer.network.access.models import Account
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.web.entrance.providers import doors
from samenwijzer.web.entrance.queries import people_to_step_in_as
from samenwijzer.web.entrance.sign_in import BY_CARD, SignInForm, remember_language
from samenwijzer.web.shell import ViewerRequest, navigation, screen

#: A school day.
CARD_SECONDS = 8 * 60 * 60


def _landing(request: HttpRequest, form: SignInForm) -> HttpResponse:
    places = people_to_step_in_as() if settings.DEMO else []
    context = {
        "form": form,
        "places": places,
        "demo": settings.DEMO,
        "doors": doors(settings.SOCIALACCOUNT_PROVIDERS),
    }
    return render(request, "entrance/templates/landing.html", context)


def home(request: HttpRequest) -> HttpResponse:
    """Bring a signed-in person to the first of their screens, and welcome everybody else."""
    if not request.user.is_authenticated:
        return _landing(request, SignInForm(request=request))
    destinations = navigation(request.viewer)  # type: ignore[attr-defined]
    if destinations:
        return redirect(destinations[0].address)
    return render(request, "entrance/templates/nothing_yet.html")


class SignIn(LoginView):  # type: ignore[misc]
    """Sign in with a name and a password; where a second factor is set, that is asked next."""

    template_name = "entrance/templates/sign_in.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Add who else may sign people in."""
        context: dict[str, Any] = super().get_context_data(**given)
        return context | {"doors": doors(settings.SOCIALACCOUNT_PROVIDERS)}


class SignOut(LogoutView):
    """Sign out; by POST only, so that no link can do it."""


@require_POST
def step_in(request: HttpRequest) -> HttpResponse:
    """Sign in as the chosen fictional person of the demo."""
    chosen = request.POST.get("account", "")
    account = get_object_or_404(Account, pk=int(chosen) if chosen.isdecimal() else 0, is_active=True)
    return _sign_in(request, account)


def _sign_in(request: HttpRequest, account: Account) -> HttpResponse:
    login(request, account)
    response = redirect("home")
    remember_language(response, account.language)
    return response


@never_cache
@require_http_methods(["GET", "POST"])
def card(request: HttpRequest, code: str) -> HttpResponse:
    """Ask whoever reads a card whether it is theirs, and sign that learner in until the end of the school day.

    Cards that do not exist are counted by the address they come from: after a hundred in a minute all cards wait.
    """
    counted = {"app": "allauth.account", "action": "card", "limit_get": True}
    if not consume(request, dry_run=True, **counted):
        wait: HttpResponse = respond_429(request)
        return wait
    account = account_of_card(code)
    if account is None:
        consume(request, **counted)
        return render(request, "entrance/templates/card_unknown.html", status=404)
    if request.method == "GET":
        return render(request, "entrance/templates/card.html", {"person": account.person})
    response = _sign_in(request, account)
    request.session[BY_CARD] = True
    request.session.set_expiry(CARD_SECONDS)
    return response


@require_http_methods(["GET", "POST"])
@screen
def cards(request: ViewerRequest, unit: int) -> HttpResponse:
    """Make new cards for a class, and show them once, ready to print."""
    group = check_guides_unit(request.viewer, unit, writing=True)
    made = make_cards(unit=unit, by=request.viewer) if request.method == "POST" else []
    addresses = [(one, request.build_absolute_uri(reverse("card", args=[code]))) for one, code in made]
    context = {"group": group, "cards": [(one, address, _drawn(address)) for one, address in addresses]}
    return render(request, "entrance/templates/cards.html", context)


def _drawn(address: str) -> SafeString:
    """Draw the code of an address; it holds nothing that a person typed."""
    return mark_safe(segno.make(address, error="m").svg_inline(scale=4, border=2, omitsize=True, svgclass="card-code"))


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Change the language of the interface, for this browser and for the account of who is signed in."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and check_for_language(language):
        actions.choose_language(account=request.user, language=language)
    return set_language(request)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here, in the same words whether it does not exist or may not be seen."""
    return render(request, "entrance/templates/not_found.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this is not for this person."""
    return render(request, "entrance/templates/forbidden.html", status=403)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was open too long: its safety token no longer holds."""
    return render(request, "entrance/templates/stale.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours; drawn without the database, which may be what is broken.

    Where the database does not answer or the disk is full this passes: status 503, so that what a browser still holds
    is sent again.
    """
    if not _passes(sys.exc_info()[1]):
        return render(None, "entrance/templates/broken.html", status=500)
    response = render(None, "entrance/templates/away.html", status=503)
    response["Retry-After"] = "30"
    return response


def _passes(error: BaseException | None) -> bool:
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    return full or isinstance(error, OperationalError | InterfaceError)
