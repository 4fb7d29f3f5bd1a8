"""Addresses of the output indicators: the cards of the set, and the figures of a unit."""

from django.urls import path

from samenwijzer.web.school.indicators import views

urlpatterns = [
    path("", views.cards, name="indicators"),
    path("kaart/<slug:key>/", views.card, name="indicator_card"),
    path("<int:unit>/", views.unit_indicators, name="unit_indicators"),
]
