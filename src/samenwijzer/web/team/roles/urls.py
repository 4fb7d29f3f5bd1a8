"""Addresses of roles, expertise and what is open."""

from django.urls import path

from samenwijzer.web.team.roles import own, school, views

of_team = [
    path("", views.roles, name="team_roles"),
    path("geef/", views.give, name="team_role_give"),
    path("wissel/", views.swap, name="team_role_swap"),
    path("nood/", views.need, name="team_need"),
]
of_role = [
    path("<int:role>/los/", views.end, name="team_role_end"),
    path("<int:role>/overdracht/", views.handover, name="team_role_handover"),
]
of_self = [
    path("", own.talents, name="talents"),
    path("bewaar/", own.keep, name="talent_keep"),
    path("vraag/<int:school>/", own.ask, name="expertise_ask"),
    path("<int:talent>/weg/", own.drop, name="talent_drop"),
]
of_frame = [
    path("", school.public_frame, name="role_frame"),
    path("<int:school>/", school.roles_here, name="school_roles"),
    path("<int:school>/noem/", school.name, name="role_name"),
    path("<int:school>/open/", school.open_up, name="role_open"),
]
