"""Addresses of what a learner made and chose to keep."""

from django.urls import path

from samenwijzer.web.learner.portfolio import later, profile, views

urlpatterns = [
    path("", views.portfolio, name="portfolio"),
    path("bij/", views.add, name="portfolio_add"),
    path("later/", later.add_later, name="portfolio_add_later"),
    path("zonder-verbinding/", later.sheet, name="portfolio_sheet"),
    path("profiel/", profile.page, name="profile"),
    path("profiel.pdf", profile.pdf, name="profile_pdf"),
    path("bevestigd/<int:attestation>.json", profile.attestation, name="attestation_file"),
    path("<uuid:uid>/<slug:to>/", views.show, name="portfolio_show"),
]
