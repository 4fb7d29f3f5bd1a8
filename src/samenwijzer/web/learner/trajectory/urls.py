"""Addresses of a learner's trajectory, how it took part, and what fellow learners saw."""

from django.urls import path

from samenwijzer.web.learner.trajectory import fellows, taking_part, views

urlpatterns = [
    path("<int:learner>/", views.trajectory, name="trajectory"),
    path("<int:learner>/nieuw/", views.start_one, name="trajectory_start"),
    path("<int:learner>/<int:trajectory>/stap/", views.add, name="trajectory_step"),
    path("<int:learner>/stap/<int:step>/", views.done, name="trajectory_done"),
    path("<int:learner>/meedoen/", taking_part.participation, name="participation"),
    path("<int:learner>/meedoen/<int:logged>/", taking_part.say_to_it, name="participation_remark"),
    path("<int:learner>/klasgenoten/", fellows.fellow_words, name="fellows"),
    path("<int:learner>/klasgenoten/<uuid:uid>/", fellows.confirm, name="fellows_confirm"),
]
