"""Addresses of photos and voice recordings."""

from django.urls import path

from samenwijzer.web.attachments import views

urlpatterns = [
    path("<int:attachment>/", views.attachment, name="attachment"),
    path("<int:attachment>/weg/", views.take_away, name="attachment_away"),
]
