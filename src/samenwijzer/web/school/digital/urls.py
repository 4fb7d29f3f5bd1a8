"""Addresses of the digital policy of a school."""

from django.urls import path

from samenwijzer.web.school.digital import views

urlpatterns = [
    path("<int:unit>/", views.digital, name="digital"),
    path("<int:unit>/plan.xlsx", views.plan_file, name="digital_plan"),
    path("<int:unit>/toepassing/", views.tool, name="tool_register"),
    path("<int:unit>/bouwstenen/", views.scan, name="digital_scan"),
    path("<int:unit>/actie/", views.action, name="digital_action"),
    path("actie/<int:action>/klaar/", views.action_done, name="digital_action_done"),
    path("toepassing/<int:tool>/beslis/", views.decide, name="tool_decide"),
    path("toepassing/<int:tool>/proef/", views.trial, name="trial_start"),
    path("proef/<int:trial>/einde/", views.trial_end, name="trial_end"),
]
