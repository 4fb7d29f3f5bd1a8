"""Addresses at which adults help learners to steer: a group, one learner, circle time."""

from django.urls import path

from samenwijzer.web.classroom.steering import circle, group, learner

of_group = [
    path("<int:unit>/kring/", circle.circle, name="circle"),
    path("<int:unit>/kring/bord/", circle.hang, name="circle_board"),
    path("<int:unit>/", group.steering, name="steering"),
    path("<int:unit>/gedaan/", group.log, name="steering_log"),
    path("<int:unit>/les/", group.plan, name="steering_lesson"),
    path("<int:unit>/moment/", group.open_moment, name="steering_moment"),
    path("<int:unit>/open/", group.openings, name="steering_openings"),
    path("<int:unit>/hulpvragen/", group.prompts, name="steering_prompts"),
]
of_learner = [
    path("<int:learner>/sturen/", learner.steers, name="learner_steers"),
    path("<int:learner>/sturen/stap/", learner.ask_step, name="learner_step"),
    path("<int:learner>/sturen/akkoord/<int:freedom>/", learner.agree, name="learner_agree"),
    path("<int:learner>/sturen/afspraak/", learner.agreement, name="learner_agreement"),
    path("<int:learner>/sturen/afspraak/<int:agreement>/", learner.say_kept, name="learner_kept"),
    path("<int:learner>/sturen/gesprek/", learner.talk, name="learner_talk"),
    path("<int:learner>/sturen/hulpvragen/", learner.prompts, name="learner_prompts"),
]
