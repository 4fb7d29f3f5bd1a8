"""Addresses of a school group: where its schools say they stand."""

from django.urls import include, path

from samenwijzer.web.schoolgroup.scales import views as scales

urlpatterns = [
    path("ondersteuning/", include("samenwijzer.web.schoolgroup.support.urls")),
    path("<int:unit>/inschaling/", scales.picture, name="group_scales"),
    path("<int:unit>/inschaling/<int:school>/", scales.shared, name="group_scales_school"),
]
