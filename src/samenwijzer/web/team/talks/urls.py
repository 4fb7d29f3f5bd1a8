"""Addresses of talks among colleagues."""

from django.urls import path

from samenwijzer.web.team.talks import views

urlpatterns = [
    path("", views.talks, name="talks"),
    path("plan/", views.plan, name="talk_plan"),
    path("eerste-jaar/", views.first_year, name="talk_first_year"),
    path("<uuid:meeting>/", views.talk, name="talk"),
    path("<uuid:meeting>/noteer/", views.note, name="talk_note"),
    path("<uuid:meeting>/actie/", views.act, name="talk_action"),
    path("<uuid:meeting>/meenemen/", views.file, name="talk_file"),
]
