"""Addresses of *Mijn cyclus*."""

from django.urls import path

from samenwijzer.web.learner.cycle import views

urlpatterns = [
    path("", views.cycles, name="my_cycles"),
    path("begin/", views.start, name="my_cycle_start"),
    path("<uuid:cycle>/", views.cycle, name="my_cycle"),
]
