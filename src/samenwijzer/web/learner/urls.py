"""Addresses of a learner's own screens."""

from django.urls import path

from samenwijzer.web.learner import asking, disagreeing, hands, views

urlpatterns = [
    path("", views.compass, name="compass"),
    path("mode/", views.choose_mode, name="compass_mode"),
    path("hand/", hands.hand, name="compass_hand"),
    path("hand/op/", hands.raise_own, name="compass_hand_up"),
    path("hand/neer/", hands.lower_own, name="compass_hand_down"),
    path("<int:unit>/", views.compass, name="compass_route"),
    path("<int:unit>/sure/", views.say_how_sure, name="compass_sure"),
    path("<int:unit>/step/", views.choose_step, name="compass_step"),
    path("<int:unit>/help/", views.ask_for_help, name="compass_help"),
    path("<int:unit>/vraag/", asking.ask, name="compass_question"),
    path("<int:unit>/klopt-niet/", disagreeing.say_not_right, name="compass_not_right"),
]
