"""Addresses of working together, for the adults around a group."""

from django.urls import path

from samenwijzer.web.classroom.together import across, planning, pulse, tasks, views

urlpatterns = [
    path("", views.together, name="together"),
    path("<int:unit>/", views.together_of_group, name="together_of_group"),
    path("polsslag/", pulse.my_pulse, name="cooperation_pulse"),
    path("<int:unit>/polsslag/", pulse.group_pulse, name="cooperation_pulse_of_group"),
    path("<int:unit>/taak/", tasks.new_task, name="cooperative_task_new"),
    path("taak/<int:task>/", tasks.task, name="cooperative_task"),
    path("periode/<int:unit_of_work>/", planning.planning, name="together_planning"),
    path("periode/<int:unit_of_work>/werkvorm/", planning.add_form, name="together_form"),
    path("periode/<int:unit_of_work>/vaardigheid/", planning.add_scheme, name="together_scheme"),
    path("over-scholen/", across.pairs, name="pairs_across"),
    path("over-scholen/zoeken/", across.call, name="pair_across_call"),
    path("over-scholen/oproep/<int:call>/", across.answer, name="pair_across_answer"),
    path("over-scholen/<int:pair>/ja/", across.agree, name="pair_across_yes"),
    path("over-scholen/<int:pair>/stoppen/", across.end, name="pair_across_end"),
    path("rollen/<int:grouping>/", views.roles, name="group_roles"),
    path("kijken/<int:grouping>/", views.look, name="group_skills"),
]
