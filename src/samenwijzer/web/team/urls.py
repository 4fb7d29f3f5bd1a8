"""Addresses at which adults work in phases: at a goal of their own, or with their team."""

from django.urls import path

from samenwijzer.web.team import views

urlpatterns = [
    path("", views.cycles, name="team_cycles"),
    path("begin/", views.start, name="team_cycle_start"),
    path("<uuid:cycle>/", views.cycle, name="team_cycle"),
]
