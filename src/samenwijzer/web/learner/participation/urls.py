"""Addresses of *Meedoen*."""

from django.urls import path

from samenwijzer.web.learner.participation import views

urlpatterns = [path("", views.joining, name="joined")]
