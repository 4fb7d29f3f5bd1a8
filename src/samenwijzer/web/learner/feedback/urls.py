"""Addresses of the feedback a learner gets."""

from django.urls import path

from samenwijzer.web.learner.feedback import views

urlpatterns = [
    path("", views.my_feedback, name="my_feedback"),
    path("nieuw/", views.fresh, name="my_feedback_new"),
    path("<uuid:note>/", views.taken_up, name="my_feedback_taken_up"),
]
