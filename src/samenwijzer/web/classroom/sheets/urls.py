"""Addresses of quick entry."""

from django.urls import path

from samenwijzer.web.classroom.sheets import paper, views

urlpatterns = [
    path("", views.sheets, name="sheets"),
    path("<int:occasion>/", views.sheet, name="sheet"),
    path("<int:occasion>/papier/", paper.paper, name="sheet_paper"),
    path("<int:occasion>/leerling/<int:learner>/", paper.of_learner, name="sheet_learner"),
    path("<int:occasion>/marks/", views.marks, name="sheet_marks"),
]
