"""Addresses of the professional dialogue."""

from django.urls import path

from samenwijzer.web.schoolgroup.dialogue import views

urlpatterns = [
    path("<int:unit>/", views.dialogues, name="dialogues"),
    path("gesprek/<uuid:meeting>/", views.dialogue, name="dialogue"),
]
