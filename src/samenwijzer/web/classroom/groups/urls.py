"""Addresses of *Groepen maken*."""

from django.urls import path

from samenwijzer.web.classroom.groups import making, views

urlpatterns = [
    path("", views.groups, name="groups"),
    path("<int:unit>/", views.groups_of_unit, name="groups_of_unit"),
    path("<int:unit>/voorstel/", making.propose, name="groups_propose"),
    path("<int:unit>/schikken/", making.arrange, name="groups_arrange"),
    path("<int:unit>/publiceren/", making.publish, name="groups_publish"),
    path("<int:unit>/afspraken/", views.ties, name="groups_ties"),
    path("<int:unit>/voorkeuren/", views.preferences, name="groups_preferences"),
    path("lijst/<int:grouping>/", views.grouping, name="grouping"),
    path("lijst/<int:grouping>/stoppen/", views.stop, name="grouping_stop"),
    path("lijst/<int:grouping>/terug/", views.withdraw, name="grouping_withdraw"),
]
