"""Addresses of the scales themselves, what is expected, the instruments, and a look at how oneself differentiates."""

from django.urls import path

from samenwijzer.web.network.scales import wording
from samenwijzer.web.team.scales import differentiation, library, registry

urlpatterns = [
    path("", registry.scales, name="scales"),
    path("verwachtingen/", library.expected, name="expectations"),
    path("instrumenten/", library.instruments_used, name="instrument_library"),
    path("r-ok/", library.rok, name="rok_places"),
    path("hoe-differentieer-ik/", differentiation.profile, name="differentiation_profile"),
    path("<slug:indicator>/", registry.sheet, name="scale_sheet"),
    path("<slug:indicator>/verwoorden/", wording.word, name="scale_wording"),
]
