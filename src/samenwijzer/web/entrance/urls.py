"""Addresses of the entrance: landing, signing in and out, language, and what only a demo has."""

from django.conf import settings
from django.urls import URLPattern, path

from samenwijzer.web.entrance import gallery, views


def addresses(*, demo: bool) -> list[URLPattern]:
    """Return the addresses; stepping in as somebody and the gallery exist in a demo only."""
    entrance = [
        path("", views.home, name="home"),
        path("aanmelden/", views.SignIn.as_view(), name="sign_in"),
        path("afmelden/", views.SignOut.as_view(), name="sign_out"),
        path("taal/", views.choose_language, name="set_language"),
    ]
    if not demo:
        return entrance
    return [
        *entrance,
        path("instappen/", views.step_in, name="step_in"),
        path("gallery/", gallery.gallery, name="gallery"),
    ]


urlpatterns = addresses(demo=settings.DEMO)
