"""Addresses of the learner model: what it is, and who it is used with."""

from django.urls import path

from samenwijzer.web.school.learner_model import views

urlpatterns = [
    path("", views.learner_model, name="learner_model"),
    path("school/<int:unit>/", views.switch_for_school, name="learner_model_school"),
    path("lerende/<int:learner>/", views.switch_for_learner, name="learner_model_learner"),
]
