"""Addresses of the path of goals of a learner."""

from django.urls import path

from samenwijzer.web.classroom.paths import views

urlpatterns = [path("<int:learner>/", views.goal_path, name="goal_path")]
