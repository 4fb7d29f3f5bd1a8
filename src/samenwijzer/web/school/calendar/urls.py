"""Addresses of *Kalender*: the parts of a year, when groups come together, and rooms."""

from django.urls import path

from samenwijzer.web.school.calendar import views

urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("delen/", views.periods, name="calendar_periods"),
    path("week/", views.slots, name="calendar_slots"),
    path("ruimte/", views.room, name="calendar_room"),
]
