"""Addresses of goals: search, frameworks, one goal, own goals."""

from django.urls import path

from samenwijzer.web.goals import named, own_goals, road, tags, views

urlpatterns = [
    path("", views.goals, name="goals"),
    path("gezien/<int:notice>/", views.put_notice_away, name="goal_notice_seen"),
    path("leerplan/<int:framework>/", views.framework, name="framework"),
    path("leerplan/<int:framework>/onder/<int:goal>/", views.branch, name="framework_branch"),
    path("leerplan/<int:framework>/veranderd/", views.changes, name="framework_changes"),
    path("leerplan/<int:framework>/case.json", views.case_package, name="framework_case"),
    path("leerplan/<int:framework>/weg/", road.road, name="framework_road"),
    path("leerplan/<int:framework>/weg/nieuw.md", road.notes, name="framework_notes"),
    path("leerplan/<int:framework>/weg/vraag/", road.ask, name="framework_ask"),
    path("leerplan/<int:framework>/weg/advies/", road.advise, name="framework_advise"),
    path("leerplan/<int:framework>/weg/goedgekeurd/", road.approve, name="framework_approve"),
    path("leerplan/weg/antwoord/<int:step>/", road.answer, name="framework_answer"),
    path("zonder-bewijs/", views.unseen_first, name="goals_unseen_first"),
    path("zonder-bewijs/<int:unit>/", views.unseen, name="goals_unseen"),
    path("eigen/", own_goals.own_goals, name="own_goals"),
    path("eigen/stap/<int:own_goal>/", own_goals.step, name="own_goal_step"),
    path("naam/<path:name>.json", named.named_data, name="goal_named_data"),
    path("naam/<path:name>", named.named, name="goal_named"),
    path("eigen/weg/<int:own_goal>/", own_goals.put_away, name="own_goal_away"),
    path("eigen/terug/<int:own_goal>/", own_goals.bring_back, name="own_goal_back"),
    path("kenmerken/", tags.tags, name="goal_tags"),
    path("kenmerken/<str:kind>/<int:id>/", tags.tag_put, name="goal_tag_put"),
    path("kenmerken/<str:kind>/<int:id>/weg/<int:goal>/", tags.tag_off, name="goal_tag_off"),
    path("<int:goal>/", views.goal, name="goal"),
    path("<int:goal>/eigen/", own_goals.add_to_goal, name="own_goal_add"),
]
