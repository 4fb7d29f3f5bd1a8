"""Addresses of the entrance: landing, signing in and out, language, and what only a demo has."""

from allauth.account.views import account_inactive, password_change, reauthenticate
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount.providers.openid_connect import views as openid
from allauth.socialaccount.providers.saml import views as saml
from allauth.usersessions.views import list_usersessions
from django.conf import settings
from django.urls import URLPattern, path

from samenwijzer.web.entrance import gallery, passwords, views
from samenwijzer.web.entrance.sign_in import by_password_only, with_password
from samenwijzer.web.entrance.single_logout import single_logout

#: The names are those by which django-allauth finds its own way.
SECURITY = [
    path("aanmelden/wie/", views.SignIn.as_view(), name="account_login"),
    path("afmelden/nu/", views.SignOut.as_view(), name="account_logout"),
    path("aanmelden/opnieuw/", reauthenticate, name="account_reauthenticate"),
    path("aanmelden/code/", factors.authenticate, name="mfa_authenticate"),
    path("aanmelden/code/opnieuw/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("aanmelden/sleutel/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("aanmelden/sleutel/opnieuw/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("beveiliging/", by_password_only(factors.index), name="mfa_index"),
    path("beveiliging/wachtwoord/", by_password_only(with_password(password_change)), name="account_change_password"),
    path("beveiliging/app/", by_password_only(totp.activate_totp), name="mfa_activate_totp"),
    path("beveiliging/app/weg/", by_password_only(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("beveiliging/codes/", by_password_only(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "beveiliging/codes/nieuw/", by_password_only(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
    path("beveiliging/sleutels/", by_password_only(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("beveiliging/sleutels/nieuw/", by_password_only(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("beveiliging/sleutels/<int:pk>/weg/", by_password_only(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("beveiliging/toestellen/", by_password_only(list_usersessions), name="usersessions_list"),
    path("aanmelden/gesloten/", account_inactive, name="account_inactive"),
    path("aanmelden/openid/<slug:provider_id>/", openid.login, name="openid_connect_login"),
    path("aanmelden/openid/<slug:provider_id>/terug/", openid.callback, name="openid_connect_callback"),
    path("aanmelden/saml/<slug:organization_slug>/", saml.login, name="saml_login"),
    path("aanmelden/saml/<slug:organization_slug>/terug/", saml.acs, name="saml_acs"),
    path("aanmelden/saml/<slug:organization_slug>/klaar/", saml.finish_acs, name="saml_finish_acs"),
    path("aanmelden/saml/<slug:organization_slug>/afmelden/", single_logout, name="saml_sls"),
    path("aanmelden/saml/<slug:organization_slug>/gegevens/", saml.metadata, name="saml_metadata"),
]


def addresses(*, demo: bool) -> list[URLPattern]:
    """Return the addresses; stepping in as somebody and the gallery exist in a demo only."""
    entrance = [
        path("", views.home, name="home"),
        path("aanmelden/", views.SignIn.as_view(), name="sign_in"),
        path("afmelden/", views.SignOut.as_view(), name="sign_out"),
        path("taal/", views.choose_language, name="set_language"),
        path("kaart/<slug:code>/", views.card, name="card"),
        path("kaarten/<int:unit>/", views.cards, name="cards"),
        path("wachtwoord/vergeten/", passwords.forgotten, name="forgotten"),
        path("wachtwoord/uitnodigen/<int:unit>/", passwords.invite_people, name="invite"),
        path("wachtwoord/<slug:link>/<str:key>/", passwords.choose, name="set_password"),
        *SECURITY,
    ]
    if not demo:
        return entrance
    return [
        *entrance,
        path("instappen/", views.step_in, name="step_in"),
        path("gallery/", gallery.gallery, name="gallery"),
    ]


urlpatterns = addresses(demo=settings.DEMO)
