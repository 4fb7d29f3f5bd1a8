"""Addresses of tasks and questions a learner does."""

from django.urls import path

from samenwijzer.web.learner.tasks import views

urlpatterns = [
    path("", views.tasks, name="my_tasks"),
    path("vraag/<int:check>/", views.answer, name="my_live_answer"),
    path("<int:task>/", views.task, name="my_task"),
    path("<int:task>/klad/", views.draft, name="my_task_draft"),
    path("<int:task>/indienen/", views.hand_in, name="my_task_hand_in"),
]
