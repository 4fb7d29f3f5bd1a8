"""Addresses of quick entry."""

from django.urls import path

from samenwijzer.web.classroom.sheets import views

urlpatterns = [
    path("", views.sheets, name="sheets"),
    path("<int:occasion>/", views.sheet, name="sheet"),
    path("<int:occasion>/marks/", views.marks, name="sheet_marks"),
]
