"""Addresses of the page of one learner for the adults who guide it."""

from django.urls import path

from samenwijzer.web.classroom.learner import answering, attesting, needs, noting, own, views

urlpatterns = [
    path("<int:learner>/", views.learner, name="learner"),
    path("<int:learner>/gezien/", noting.note, name="learner_note"),
    path("<int:learner>/gezien/<uuid:capture>/terug/", noting.take_back, name="learner_note_back"),
    path("<int:learner>/noden/", needs.needs, name="learner_needs"),
    path("<int:learner>/bevestigen/", attesting.attest_goals, name="learner_attest"),
    path("<int:learner>/map/", own.portfolio, name="learner_portfolio"),
    path("<int:learner>/kompas/", own.choose_mode, name="learner_mode"),
    path("<int:learner>/antwoord/<uuid:said>/", answering.answer_learner, name="learner_answer"),
]
