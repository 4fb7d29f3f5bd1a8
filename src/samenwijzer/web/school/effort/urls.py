"""Addresses of *Planlast*."""

from django.urls import path

from samenwijzer.web.school.effort import views

urlpatterns = [
    path("", views.effort, name="effort"),
    path("meten/", views.measure, name="effort_measure"),
]
