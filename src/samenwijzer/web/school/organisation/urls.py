"""Addresses of the organisation."""

from django.urls import path

from samenwijzer.web.school.organisation import views

urlpatterns = [
    path("", views.organisation, name="organisation"),
    path("<int:unit>/", views.unit, name="unit"),
]
