"""Addresses of the staff policy of a school or a school group."""

from django.urls import path

from samenwijzer.web.team.staff import views

urlpatterns = [
    path("<int:unit>/", views.staff, name="staff"),
    path("<int:unit>/verandering/", views.change, name="staff_change"),
]
