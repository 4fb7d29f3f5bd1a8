"""Addresses of what a person sees and asks of the own data, and of who answers."""

from django.urls import path

from samenwijzer.web.own_data import answering, views

urlpatterns = [
    path("", views.who_saw, name="who_saw"),
    path("over-mij/", views.my_data, name="my_data"),
    path("vragen/", answering.requests, name="data_requests"),
    path("vragen/<int:request_id>/", answering.answer, name="data_answer"),
    path("vragen/<int:request_id>/terug/", answering.undo, name="data_answer_undo"),
    path("toezicht/", answering.oversight, name="oversight"),
    path("uittreksel/", answering.extract, name="extract"),
    path("<int:person>/", views.data_of, name="data_of"),
    path("<int:person>/wie-keek/", views.who_saw_of, name="who_saw_of"),
    path("<int:person>/kopie.<slug:form>", views.copy, name="data_copy"),
    path("<int:person>/toestemming/", views.consent, name="data_consent"),
    path("<int:person>/vraag/", views.ask, name="data_ask"),
]
