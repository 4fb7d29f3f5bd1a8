"""How signing in works here: django-allauth with names for accounts, factors encrypted, and no way to sign up."""

import base64
import time
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.forms import LoginForm
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate, get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from samenwijzer.foundation.errors import Refused
from samenwijzer.network.access.models import Account

BY_CARD = "signed_in_by_card"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come with the roster; nobody makes one."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy("This name and this password do not go together. Try again."),
        "too_many_login_attempts": gettext_lazy("Too many tries. Wait a quarter of an hour, or ask the school."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that asks; a request without one (a test, a socket) counts as one address."""
        return super().get_client_ip(request) if request.META.get("REMOTE_ADDR") else "::"

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Return under what wrong passwords are counted: the account, whatever host and port a request says it asks.

        The library counts by that host too, and so from nought again for each port that somebody makes up.
        """
        return str(credentials.get("username", "")).lower()

    def post_login(self, request: HttpRequest, user: Account, **details: Any) -> HttpResponse:
        """Go on in the language of the account, whichever way one signed in."""
        response: HttpResponse = super().post_login(request, user, **details)
        remember_language(response, user.language)
        return response


def remember_language(response: HttpResponse, language: str) -> None:
    """Let this browser speak the language of the account from now on."""
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=settings.LANGUAGE_COOKIE_AGE, samesite="Lax")


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: their secrets are encrypted where they are kept."""

    def encrypt(self, text: str) -> str:
        """Return ``text`` readable for this installation only."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what was encrypted."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """Draw the code that an authenticator app reads."""
        return segno.make(url, error="m").svg_inline(scale=6, border=2, dark="#000", light="#fff")


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(sha256(b"second factors" + settings.SECRET_KEY.encode()).digest()))


class SignInForm(LoginForm):  # type: ignore[misc]
    """Name and password; nothing takes the focus by itself, because on a phone that hides half the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = gettext_lazy("User name")
        self.fields["password"].label = gettext_lazy("Password")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A name for the key, and whether it may sign in alone: yes, unless one says no."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = gettext_lazy("Name of this key")
        self.fields["passwordless"].label = gettext_lazy("Sign in with this key alone, without a password")
        self.fields["passwordless"].help_text = ""
        self.fields["passwordless"].initial = True


def step_up(request: HttpRequest) -> None:
    """Ask for the password or a factor again when that was not done in the last ten minutes.

    Who holds a card only is refused; who came in by a provider, and has nothing else to show, signs in there anew; who
    has neither password nor factor (the demo) goes on.
    """
    if request.session.get(BY_CARD):
        raise Refused(_("For this you sign in with your password. Ask your teacher how."))
    if not get_reauthentication_flows(request.user) and _came_long_ago(request):
        raise Refused(_("This is sensitive. Sign out, and sign in again with your provider."))
    if not did_recently_reauthenticate(request):
        raise ReauthenticationRequired


def _came_long_ago(request: HttpRequest) -> bool:
    """Whether a provider signed in this session, longer ago than a password would count."""
    came = [one["at"] for one in get_authentication_records(request, request.user) if one["method"] == "socialaccount"]
    return bool(came) and time.time() - came[-1] > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def by_password_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse who holds a card only: with it nobody can put a password, a key or an app on the account.

    What these pages show (spare codes, a secret) is never kept by the browser.
    """

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.session.get(BY_CARD):
            sentence = _("For this you sign in with your password. Ask your teacher how.")
            return render(request, "refused.html", {"sentence": sentence}, status=422)
        return view(request, *args, **kwargs)

    return guarded


def with_password(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse who has no password yet: the first one is set by the school, not from within a session."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not request.user.has_usable_password():
            sentence = _("This account has no password yet. The school sets the first one.")
            return render(request, "refused.html", {"sentence": sentence}, status=422)
        return view(request, *args, **kwargs)

    return guarded
