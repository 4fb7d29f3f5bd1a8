"""Addresses for the machines that watch over the product."""

from django.urls import path

from samenwijzer.web.operation import views

urlpatterns = [
    path("gezond/", views.health, name="health"),
    path("meting/", views.metrics, name="metrics"),
]
