"""Addresses of the GO! mindset: behaviours by theory, and a look at oneself."""

from django.urls import path

from samenwijzer.web.team.mindset import views

urlpatterns = [
    path("", views.mindset, name="mindset"),
    path("antwoord/", views.answer, name="mindset_answer"),
]
