"""Addresses of the learner's own flex hours."""

from django.urls import path

from samenwijzer.web.learner.flex import views

urlpatterns = [
    path("", views.my_flex, name="my_flex"),
    path("<int:offer>/kies/", views.choose, name="my_flex_choose"),
    path("<int:offer>/terug/", views.leave, name="my_flex_leave"),
    path("<int:offer>/wens/", views.wish, name="my_flex_wish"),
]
