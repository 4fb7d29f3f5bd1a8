"""Addresses of the board of barriers of a school, a school group or the network."""

from django.urls import path

from samenwijzer.web.school.barriers import views

urlpatterns = [
    path("<int:unit>/", views.of_unit, name="barriers"),
    path("drempel/<int:barrier>/", views.one, name="barrier"),
    path("drempel/<int:barrier>/neem/", views.take, name="barrier_take"),
    path("drempel/<int:barrier>/door/", views.onward, name="barrier_pass"),
    path("drempel/<int:barrier>/sluit/", views.close, name="barrier_close"),
]
