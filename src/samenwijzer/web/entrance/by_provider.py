"""Signing in by OpenID Connect or SAML: the provider says who it is, the roster says whether that person is known."""

from collections.abc import Mapping
from typing import Any, Never

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext as _

from samenwijzer.network.access.models import Account
from samenwijzer.network.access.recognition import account_known_by, note_linked

TEMPLATE = "entrance/templates/provider_refused.html"


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A provider opens the account of somebody who is in the roster, and nothing else."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account, by the link of before or by what the provider says; keep nothing of what it said."""
        said, sociallogin.account.extra_data = _said(sociallogin.account.extra_data), {}
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            _refuse(request, _("Accounts are linked by signing in, not from within."))
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=["extra_data"])
            return
        account = _account(sociallogin, said)
        if account is None:
            _refuse(request, _("We do not know you under this name yet. The secretary's office can put that right."))
        sociallogin.connect(request, account)
        note_linked(account=account, provider=sociallogin.account.provider)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """No: accounts come with the roster."""
        return False

    def on_authentication_error(self, request: HttpRequest, provider: Any, **details: Any) -> None:
        """Say that it did not work, whatever went wrong; the log of the server says what."""
        _refuse(request, _("Signing in with this provider did not work. Try again in a moment."))


def _refuse(request: HttpRequest, sentence: str) -> Never:
    raise ImmediateHttpResponse(render(request, TEMPLATE, {"sentence": sentence}, status=422))


def _said(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the provider said, one value a claim: user information or id token, or the attributes of SAML."""
    claims = data.get("userinfo") or data.get("id_token") or data
    return {name: value[0] if isinstance(value, list) and value else value for name, value in claims.items()}


def _account(sociallogin: SocialLogin, said: Mapping[str, Any]) -> Account | None:
    how = sociallogin.provider.app.settings
    value = str(said.get(how["claim"]) or "")
    if how["known_by"] == "email" and not how["trusts_email"] and said.get("email_verified") not in (True, "true"):
        return None
    return account_known_by(how["known_by"], value)
