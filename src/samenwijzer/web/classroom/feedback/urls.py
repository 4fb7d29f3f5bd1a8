"""Addresses of feedback, for the adults around a group."""

from django.urls import path

from samenwijzer.web.classroom.feedback import views

urlpatterns = [
    path("", views.feedback, name="feedback"),
    path("<int:unit>/", views.feedback_of_group, name="feedback_of_group"),
    path("<int:unit>/geven/", views.give, name="feedback_give"),
    path("<int:unit>/geven/<uuid:capture>/terug/", views.take_back, name="feedback_take_back"),
    path("<int:unit>/woorden/", views.suggest, name="feedback_suggest"),
]
