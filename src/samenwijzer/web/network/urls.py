"""Addresses of the network: how schools place themselves, and the targets that were decided."""

from django.urls import include, path

from samenwijzer.web.network.scales import console

urlpatterns = [
    path("wat-werkt/", include("samenwijzer.web.network.effects.urls")),
    path("<int:unit>/inschaling/", console.follow_up, name="network_scales"),
    path("<int:unit>/inschaling/doel/", console.target, name="network_target"),
    path("<int:unit>/inschaling/doel/<int:target>/uit/", console.target_off, name="network_target_off"),
]
