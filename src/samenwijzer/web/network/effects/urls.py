"""Addresses of the register of what the network tries and what came of it."""

from django.urls import path

from samenwijzer.web.network.effects import views

urlpatterns = [
    path("", views.effects, name="effects"),
    path("<int:initiative>/", views.effect, name="effect"),
    path("<int:initiative>/school/", views.school, name="effect_school"),
    path("<int:initiative>/cohorte/", views.cohort, name="effect_cohort"),
    path("<int:initiative>/bekendmaken/", views.publish, name="effect_publish"),
    path("<int:initiative>/besluit/", views.end, name="effect_end"),
]
