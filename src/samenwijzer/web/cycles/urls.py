"""Addresses at which a cycle is written in, whoever's it is."""

from django.urls import path

from samenwijzer.web.cycles import views

urlpatterns = [
    path("<uuid:cycle>/delen/", views.share, name="cycle_share"),
    path("<uuid:cycle>/<slug:phase>/", views.keep, name="cycle_keep"),
    path("<uuid:cycle>/<slug:phase>/concept/", views.draft, name="cycle_draft"),
]
