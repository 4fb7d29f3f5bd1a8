"""Addresses of the school compass: the plan as one picture, its goals and actions, the vision, and short looks."""

from django.urls import path

from samenwijzer.web.school.looks import views as looks
from samenwijzer.web.school.plan import goals, views, vision

urlpatterns = [
    path("", views.first, name="school_plan_first"),
    path("<int:unit>/", views.plan, name="school_plan"),
    path("<int:unit>/poster/", views.poster, name="plan_poster"),
    path("<int:unit>/blik/<slug:look>/", looks.look, name="look"),
    path("<int:unit>/visie/", vision.vision, name="vision"),
    path("<int:unit>/visie/<slug:block>/", vision.block, name="vision_block"),
    path("plan/<int:document>/doel/", goals.new, name="plan_goal_new"),
    path("plan/<int:document>/actie/", goals.action, name="plan_action"),
    path("doel/<int:goal>/", goals.goal, name="plan_goal"),
    path("doel/<int:goal>/meting/", goals.measure, name="plan_measure"),
    path("actie/<uuid:action>/resultaat/", goals.outcome, name="plan_action_outcome"),
]
