"""Addresses of what a person sees of its own data."""

from django.urls import path

from samenwijzer.web.own_data import views

urlpatterns = [path("", views.who_saw, name="who_saw")]
