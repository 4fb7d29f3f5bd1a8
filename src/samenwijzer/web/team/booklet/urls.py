"""Addresses of the booklet of agreements of a school."""

from django.urls import path

from samenwijzer.web.team.booklet import views

urlpatterns = [
    path("<int:school>/", views.booklet, name="booklet"),
    path("<int:school>/afspreken/", views.add, name="booklet_agree"),
    path("<int:school>/nagekeken/<int:agreement>/", views.check, name="booklet_check"),
]
