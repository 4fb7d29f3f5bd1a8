"""Addresses of *Kalender*: the parts of a year, when groups come together, and rooms."""

from django.urls import path

from samenwijzer.web.school.calendar import changing, views

urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("delen/", views.periods, name="calendar_periods"),
    path("week/", views.slots, name="calendar_slots"),
    path("ruimte/", views.room, name="calendar_room"),
    path("deel/<int:period>/", changing.period, name="calendar_period_change"),
    path("deel/<int:period>/weg/", changing.period_away, name="calendar_period_away"),
    path("week/<int:slot>/", changing.slot, name="calendar_slot_change"),
    path("week/<int:slot>/weg/", changing.slot_away, name="calendar_slot_away"),
    path("ruimte/<int:room>/", changing.room, name="calendar_room_change"),
    path("ruimte/<int:room>/weg/", changing.room_away, name="calendar_room_away"),
    path("terug/<str:before>/", changing.bring_back, name="calendar_back"),
]
