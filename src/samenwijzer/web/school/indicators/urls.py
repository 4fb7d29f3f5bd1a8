"""Addresses of the output indicators: the cards of the set, and the figures of a unit."""

from django.urls import path

from samenwijzer.web.school.indicators import acting, views

urlpatterns = [
    path("", views.cards, name="indicators"),
    path("kaart/<slug:key>/", views.card, name="indicator_card"),
    path("bevroren/<int:freeze>/", acting.frozen_figures, name="indicator_freeze"),
    path("bevroren/<int:freeze>/terug/", acting.thaw, name="indicator_thaw"),
    path("aandacht/<int:attention>/", acting.close_attention, name="indicator_follow_up"),
    path("<int:unit>/ingeven/", acting.hand_in, name="indicator_hand_in"),
    path("<int:unit>/aandacht/", acting.take_note, name="indicator_take_note"),
    path("<int:unit>/bevriezen/", acting.freeze, name="indicators_freeze"),
    path("<int:unit>/", views.unit_indicators, name="unit_indicators"),
]
