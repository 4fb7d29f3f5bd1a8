"""Addresses of *Lessen*."""

from django.urls import path

from samenwijzer.web.classroom.lessons import checking, library, needed, parts, tasks, views

urlpatterns = [
    path("", views.lessons, name="lessons"),
    path("balans/", views.balance, name="lesson_balance"),
    path("fiches/", library.cards, name="lesson_cards"),
    path("fiches/<slug:card>/weg/", library.dismiss, name="lesson_card_away"),
    path("patronen/", library.patterns, name="lesson_patterns"),
    path("keuzehulp/", library.advice, name="lesson_advice"),
    path("instructiekaart/", library.instruction_cards, name="lesson_instruction_cards"),
    path("klas/<int:unit>/", views.of_group, name="lessons_of_group"),
    path("klas/<int:unit>/nieuw/", views.start, name="lesson_start"),
    path("klas/<int:unit>/kopie/", views.copy, name="lesson_copy"),
    path("klas/<int:unit>/instructie/", needed.watched, name="instruction_watch"),
    path("klas/<int:unit>/vraag/", checking.ask, name="live_check_ask"),
    path("vraag/<int:check>/", checking.check, name="live_check"),
    path("vraag/<int:check>/antwoorden/", checking.take_in, name="live_check_take_in"),
    path("vraag/<int:check>/klaar/", checking.close, name="live_check_close"),
    path("<int:work>/", views.lesson, name="lesson"),
    path("<int:work>/bewaar/", views.keep, name="lesson_keep"),
    path("<int:work>/klad/", views.draft, name="lesson_draft"),
    path("<int:work>/klaar/", views.ready, name="lesson_ready"),
    path("<int:work>/doelen/", views.goals, name="lesson_goals"),
    path("<int:work>/doelen/<int:goal>/erbij/", views.put_goal, name="lesson_put_goal"),
    path("<int:work>/doelen/<int:goal>/weg/", views.take_goal, name="lesson_take_goal"),
    path("<int:work>/activiteit/", parts.activity, name="lesson_activity_new"),
    path("<int:work>/activiteit/<int:activity>/", parts.activity, name="lesson_activity"),
    path("activiteit/<int:activity>/weg/", parts.drop_activity, name="lesson_activity_drop"),
    path("activiteit/<int:activity>/zonder/<int:learner>/", needed.skip, name="lesson_activity_skip"),
    path("<int:work>/variant/", parts.variation, name="lesson_variation"),
    path("variant/<int:variation>/weg/", parts.drop_variation, name="lesson_variation_drop"),
    path("variant/<int:variation>/leerlingen/", needed.go_with, name="lesson_go_with"),
    path("<int:work>/wie-heeft-wat-nodig/", needed.needed, name="lesson_needs"),
    path("<int:work>/doel-loslaten/", needed.leave_goal, name="lesson_leave_goal"),
    path("afwijking/<int:deviation>/stop/", needed.end, name="lesson_deviation_end"),
    path("<int:work>/taak/", tasks.new_task, name="lesson_task_new"),
    path("taak/<int:task>/", tasks.task, name="lesson_task"),
    path("taak/<int:task>/papier/", tasks.on_paper, name="lesson_task_paper"),
]
