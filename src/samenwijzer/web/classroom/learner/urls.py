"""Addresses of the page of one learner for the adults who guide it."""

from django.urls import path

from samenwijzer.web.classroom.learner import views

urlpatterns = [path("<int:learner>/", views.learner, name="learner")]
