"""Signing out because the SAML provider says so: in a signed message, about the person of this very session."""

from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.saml.utils import build_auth, get_app_or_404
from allauth.socialaccount.providers.saml.views import sls
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from onelogin.saml2.errors import OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError
from onelogin.saml2.logout_request import OneLogin_Saml2_Logout_Request
from onelogin.saml2.utils import OneLogin_Saml2_Utils


@require_GET
def single_logout(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Sign out and tell the provider so; a message that is forged, or about somebody else, changes nothing.

    The library would take a message without a signature, whoever it is about: a link on any page could sign people out.
    """
    if not _is_asked(request, organization_slug):
        sentence = _("This did not come from your provider, or is not about you. You are still signed in.")
        return render(request, "refused.html", {"sentence": sentence}, status=422)
    answer: HttpResponse = sls(request, organization_slug)
    return answer


def _is_asked(request: HttpRequest, organization_slug: str) -> bool:
    """Whether the provider itself asks this, in a signed request, and has an address for the answer."""
    provider = get_app_or_404(request, organization_slug).get_provider(request)
    auth, asked = build_auth(request, provider), request.GET
    if "SAMLRequest" not in asked or "SAMLResponse" in asked or "Signature" not in asked:
        return False
    if not auth.get_slo_url() or not auth.validate_request_signature(asked):
        return False
    if not request.user.is_authenticated:
        return True
    name = _name_in(asked["SAMLRequest"])
    return bool(SocialAccount.objects.filter(user=request.user, provider=provider.sub_id, uid=name).exists())


def _name_in(packed: str) -> str:
    """Return whom a request to sign out is about; nobody where it does not say so readably."""
    try:
        name: str = OneLogin_Saml2_Logout_Request.get_nameid(
            OneLogin_Saml2_Utils.decode_base64_and_inflate(packed, ignore_zip=True)
        )
    except (OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError):
        return ""
    return name
