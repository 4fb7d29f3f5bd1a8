"""Addresses of *Flexuren* for the team."""

from django.urls import path

from samenwijzer.web.classroom.flex import absence, door, offering, placing, views

urlpatterns = [
    path("", views.flex, name="flex"),
    path("nieuw/", views.start, name="flex_start"),
    path("<int:round>/", views.round_page, name="flex_round"),
    path("<int:round>/open/", views.open_or_close, name="flex_open"),
    path("<int:round>/weg/", views.remove, name="flex_remove"),
    path("<int:round>/aanbod/", offering.new, name="flex_offer_new"),
    path("aanbod/<int:offer>/", offering.change, name="flex_offer"),
    path("aanbod/<int:offer>/vervalt/", offering.withdraw, name="flex_offer_withdraw"),
    path("aanbod/<int:offer>/gaat-door/", offering.restore, name="flex_offer_restore"),
    path("aanbod/<int:offer>/plaats/", offering.place, name="flex_place"),
    path("<int:round>/plaatsen/", placing.board, name="flex_board"),
    path("<int:round>/voorstel/", placing.propose, name="flex_propose"),
    path("<int:round>/voorstel/weg/", placing.drop, name="flex_drop"),
    path("<int:round>/schikken/", placing.move, name="flex_move"),
    path("<int:round>/publiceren/", placing.publish, name="flex_publish"),
    path("<int:round>/intrekken/", placing.unpublish, name="flex_unpublish"),
    path("<int:round>/afwezig/", absence.absence, name="flex_absence"),
    path("<int:round>/lijst/", door.export, name="flex_export"),
    path("<int:round>/deuren/", door.doors, name="flex_doors"),
    path("aanbod/<int:offer>/deur/", door.door, name="flex_door"),
    path("aanbod/<int:offer>/deur/aan/", door.tick, name="flex_tick"),
]
