"""Addresses of the feedback a learner gets."""

from django.urls import path

from samenwijzer.web.learner.feedback import peers, views

urlpatterns = [
    path("", views.my_feedback, name="my_feedback"),
    path("nieuw/", views.fresh, name="my_feedback_new"),
    path("samen/<int:round>/", peers.own_round, name="my_peer_round"),
    path("samen/<int:round>/criterium/", peers.propose, name="my_peer_propose"),
    path("samen/<int:round>/zeg/", peers.tell, name="my_peer_tell"),
    path("samen/woord/<int:word>/", peers.use, name="my_peer_use"),
    path("samen/criterium/<int:criterion>/telt/", peers.count, name="my_peer_counts"),
    path("moment/<int:moment>/", peers.my_moment, name="my_moment"),
    path("<uuid:note>/", views.taken_up, name="my_feedback_taken_up"),
]
