"""Addresses of the questions a group put before the small group meets."""

from django.urls import path

from samenwijzer.web.classroom.questions import views

urlpatterns = [
    path("<int:unit>/", views.questions, name="questions"),
    path("<int:unit>/cycli/", views.processes, name="process_board"),
    path("<int:unit>/<uuid:uid>/", views.answer, name="question_answer"),
]
