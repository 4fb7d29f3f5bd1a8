"""Addresses of the learning line of a school."""

from django.urls import path

from samenwijzer.web.team.line import views

urlpatterns = [
    path("", views.own_line, name="own_line"),
    path("<int:school>/", views.line, name="strategy_line"),
    path("<int:school>/schuif/", views.shift, name="strategy_line_shift"),
]
