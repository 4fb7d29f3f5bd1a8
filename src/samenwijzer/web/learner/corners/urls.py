"""Addresses of the board of choices."""

from django.urls import path

from samenwijzer.web.learner.corners import views

urlpatterns = [
    path("", views.board, name="corners"),
    path("kies/", views.choose, name="corner_choose"),
    path("<uuid:choice>/waarom/", views.say_why, name="corner_why"),
    path("<uuid:choice>/hoe-was-het/", views.look_back, name="corner_look_back"),
    path("<uuid:choice>/stem/", views.voice, name="corner_voice"),
]
