"""Addresses of *Vandaag*."""

from django.urls import path

from samenwijzer.web.classroom.today import capture, choices, hands, later, views

urlpatterns = [
    path("", views.today, name="today"),
    path("<int:unit>/", views.today_of_group, name="today_of_group"),
    path("<int:unit>/gezien/", capture.capture, name="today_capture"),
    path("zonder-verbinding/", later.sheet, name="today_sheet"),
    path("<int:unit>/gezien/later/", later.capture_later, name="today_capture_later"),
    path("<int:unit>/gezien/<uuid:capture>/terug/", capture.take_back_capture, name="today_take_back_capture"),
    path("<int:unit>/keuze/", choices.choose, name="today_choose"),
    path("<int:unit>/klaar/", choices.finish, name="today_finish"),
    path("<int:unit>/keuze/<slug:choices>/terug/", choices.take_back_choice, name="today_take_back_choice"),
    path("<int:unit>/rij/", hands.hands, name="today_hands"),
    path("<int:unit>/rij/<int:hand>/", hands.take_hand, name="today_take_hand"),
    path("<int:unit>/rij/<int:hand>/klaar/", hands.answer_hand, name="today_answer_hand"),
    path("<int:unit>/vraag/<int:notice>/", choices.put_away, name="today_put_away"),
    path("<int:unit>/vraag/<int:notice>/terug/", choices.bring_back_question, name="today_bring_back"),
]
