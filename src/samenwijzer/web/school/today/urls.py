"""Addresses of the day of a head."""

from django.urls import path

from samenwijzer.web.school.today import views

urlpatterns = [path("", views.head_today, name="head_today")]
