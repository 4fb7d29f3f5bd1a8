"""Addresses of feedback, for the adults around a group."""

from django.urls import path

from samenwijzer.web.classroom.feedback import assessing, own_rubrics, peers, views

urlpatterns = [
    path("", views.feedback, name="feedback"),
    path("<int:unit>/", views.feedback_of_group, name="feedback_of_group"),
    path("<int:unit>/geven/", views.give, name="feedback_give"),
    path("<int:unit>/geven/<uuid:capture>/terug/", views.take_back, name="feedback_take_back"),
    path("woorden/", views.growth_words, name="growth_words"),
    path("<int:unit>/samen/", peers.rounds, name="peer_rounds"),
    path("samen/<int:round>/", peers.peer_round, name="peer_round"),
    path("samen/criterium/<int:criterion>/", peers.check, name="peer_check"),
    path("samen/criterium/<int:criterion>/telt/", peers.count, name="peer_counts"),
    path("samen/woord/<int:word>/", peers.hide, name="peer_hide"),
]

programme = [
    path("", assessing.first_programme, name="assessment"),
    path("<int:unit>/", assessing.year, name="assessment_programme"),
    path("<int:unit>/rubrieken/", own_rubrics.rubrics, name="rubrics"),
    path("<int:unit>/rubrieken/nieuw/", own_rubrics.new, name="rubric_new"),
    path("<int:unit>/rubrieken/<uuid:line>/", own_rubrics.rubric, name="rubric"),
    path("moment/<int:moment>/", assessing.moment, name="assessment_moment"),
    path("moment/<int:moment>/bevriezen/", assessing.freeze, name="assessment_freeze"),
]
