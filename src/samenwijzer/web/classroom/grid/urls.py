"""Addresses of the class grid."""

from django.urls import path

from samenwijzer.web.classroom.grid import views

urlpatterns = [
    path("", views.class_grids, name="class_grids"),
    path("<int:unit>/", views.class_grid, name="class_grid"),
    path("<int:unit>/<int:learner>/<int:goal>/", views.cell, name="cell"),
    path("<int:unit>/materiaal/<int:goal>/", views.material, name="goal_material"),
    path("<int:unit>/<int:learner>/<int:goal>/plan/", views.plan, name="cell_plan"),
]
