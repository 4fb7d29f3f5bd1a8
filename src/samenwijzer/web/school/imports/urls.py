"""Addresses of bringing in files."""

from django.urls import path

from samenwijzer.web.school.imports import views

urlpatterns = [
    path("", views.imports, name="imports"),
    path("lege-klassenlijst.xlsx", views.template, name="import_template"),
    path("<slug:kind>/", views.choose, name="import_choose"),
    path("<slug:kind>/nakijken/", views.look, name="import_look"),
    path("<slug:kind>/rest/", views.rest, name="import_rest"),
    path("<slug:kind>/weggooien/", views.throw_away, name="import_throw_away"),
]
