"""Addresses of the boards on which groups work together: for their members and the adults who guide them."""

from django.urls import path

from samenwijzer.web.learner.together import files, space, views

urlpatterns = [
    path("", views.own_groups, name="own_groups"),
    path("uitleggen/", views.willing, name="own_groups_willing"),
    path("<int:group>/", views.board, name="group_board"),
    path("<int:group>/doel/", views.agree, name="group_board_aim"),
    path("<int:group>/deel/", views.plan, name="group_board_plan"),
    path("<int:group>/deel/<int:part>/", views.finish, name="group_board_finish"),
    path("<int:group>/uitleg/", views.explained, name="group_board_explain"),
    path("<int:group>/afstand/", space.space, name="group_space"),
    path("afstand/<int:contribution>/", space.out_of_sight, name="group_space_moderate"),
    path("bestand/<int:file>/", files.whole, name="group_file"),
    path("bestand/<int:file>/klein/", files.small, name="group_file_small"),
    path("bestand/<int:file>/weg/", files.away, name="group_file_away"),
    path("<int:group>/sluiten/", views.close, name="group_board_close"),
]
