"""Addresses of what a learner made and chose to keep."""

from django.urls import path

from samenwijzer.web.learner.portfolio import views

urlpatterns = [
    path("", views.portfolio, name="portfolio"),
    path("bij/", views.add, name="portfolio_add"),
    path("<uuid:uid>/<slug:to>/", views.show, name="portfolio_show"),
]
