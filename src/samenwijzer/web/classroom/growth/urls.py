"""Addresses of what a group grew, and of what the evidence on its goals consists."""

from django.urls import path

from samenwijzer.web.classroom.growth import views

urlpatterns = [
    path("<int:unit>/", views.growth, name="growth"),
    path("<int:unit>/tempo/", views.agree, name="growth_pace"),
    path("<int:unit>/bewijs/", views.evidence, name="evidence_kinds"),
]
