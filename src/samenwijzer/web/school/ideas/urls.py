"""Addresses of what users ask of the product."""

from django.urls import path

from samenwijzer.web.school.ideas import views

urlpatterns = [
    path("", views.ideas_page, name="ideas"),
    path("<int:idea>/ook/", views.want, name="idea_want"),
    path("<int:idea>/antwoord/<int:unit>/", views.answer, name="idea_answer"),
]
