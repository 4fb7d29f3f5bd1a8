"""Addresses of how a school works: what it planned, and what it wants."""

from django.urls import path

from samenwijzer.web.school.policy import planned, views

urlpatterns = [
    path("", views.policy_first, name="policy_first"),
    path("<int:unit>/", views.policy, name="policy"),
    path("<int:unit>/burgerschap/", planned.citizenship, name="planned_citizenship"),
    path("<int:unit>/samenhang/", planned.coherence, name="planned_coherence"),
]
