"""Addresses of who stands around a learner, and of the support desk."""

from django.urls import path

from samenwijzer.web.school.involvement import support, views

urlpatterns = [
    path("", views.involved, name="involved"),
    path("<int:learner>/", views.around, name="around"),
    path("einde/<int:involvement>/", views.end_involvement, name="end_involvement"),
    path("<int:learner>/ouders/", views.guardians, name="guardians"),
    path("ouders/einde/<int:guardianship>/", views.end_guardian, name="end_guardian"),
    path("helpdesk/", support.support, name="support"),
    path("helpdesk/<int:session>/einde/", support.end_support, name="end_support"),
]
