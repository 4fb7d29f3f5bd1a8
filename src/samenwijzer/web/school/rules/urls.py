"""Addresses of the rules of a school year."""

from django.urls import path

from samenwijzer.web.school.rules import views

urlpatterns = [
    path("", views.rules, name="year_rules"),
    path("kosten/", views.costs, name="school_costs"),
]
