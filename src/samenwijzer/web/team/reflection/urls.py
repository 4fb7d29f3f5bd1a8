"""Addresses at which teams look at their results together."""

from django.urls import path

from samenwijzer.web.team.reflection import school, views

urlpatterns = [
    path("<int:unit>/", views.team, name="reflections"),
    path("<int:unit>/effect/", views.efficacy, name="team_efficacy"),
    path("sessie/<int:session>/", views.session, name="reflection"),
    path("sessie/<int:session>/actie/", views.act, name="reflection_act"),
    path("school/<int:unit>/", school.planner, name="reflection_planner"),
    path("vakken/<int:unit>/", school.subjects, name="team_subjects"),
]
