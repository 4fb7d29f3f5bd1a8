"""Addresses of bringing in files."""

from django.urls import path

from samenwijzer.web.school.imports import mapping, outgoing, views

urlpatterns = [
    path("", views.imports, name="imports"),
    path("lege-klassenlijst.xlsx", views.template, name="import_template"),
    path("leeg-lesrooster.xlsx", views.timetable_template, name="import_timetable_template"),
    path("lege-afwezigheden.xlsx", views.absences_template, name="import_absences_template"),
    path("meegeven/", outgoing.roster_out, name="roster_out"),
    path("<slug:kind>/", views.choose, name="import_choose"),
    path("<slug:kind>/nakijken/", views.look, name="import_look"),
    path("goal-sheet/kolommen/", mapping.columns, name="import_columns"),
    path("responses/vaardigheden/", mapping.skills, name="import_skills"),
    path("responses/vaardigheden.csv", mapping.skills_file, name="import_skills_file"),
    path("responses/vaardigheden/bestand/", mapping.skills_upload, name="import_skills_upload"),
    path("<slug:kind>/rest/", views.rest, name="import_rest"),
    path("<slug:kind>/weggooien/", views.throw_away, name="import_throw_away"),
]
