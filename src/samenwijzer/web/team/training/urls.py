"""Addresses of what an adult learns: tracks, self-checks, the own portfolio and plan, and courses."""

from django.urls import path

from samenwijzer.web.team.training import courses, own, views

of_tracks = [
    path("", views.tracks, name="tracks"),
    path("zelfcheck/<slug:check>/", views.self_check, name="self_check"),
    path("sterk-in/<slug:expertise>/", views.expertise, name="expertise_tracks"),
    path("<slug:track>/", views.track, name="track"),
    path("<slug:track>/taak/<slug:task>/", views.task, name="track_task"),
]
of_self = [
    path("", own.growth, name="own_growth"),
    path("stuk/", own.keep, name="own_piece"),
    path("stuk/<int:piece>/weg/", own.drop, name="own_piece_drop"),
    path("plan/", own.plan, name="own_plan"),
    path("plan/<int:line>/", own.line, name="own_plan_line"),
    path("meenemen/", own.take, name="own_growth_take"),
    path("badge/<slug:track>/", own.take_badge, name="track_badge"),
]
of_courses = [
    path("<int:unit>/", courses.offer, name="courses"),
    path("<int:unit>/nieuw/", courses.add, name="course_add"),
    path("<int:unit>/aanbieder/", courses.keep_provider, name="course_provider"),
    path("volg/<int:course>/", courses.take, name="course_take"),
    path("later/<int:place>/", courses.transfer, name="course_transfer"),
    path("vond-ik/<int:provider>/", courses.review, name="course_review"),
]
