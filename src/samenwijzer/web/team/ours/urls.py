"""Addresses of *Ons team*."""

from django.urls import path

from samenwijzer.web.team.ours import meetings, together, views

urlpatterns = [
    path("", views.ours, name="our_team"),
    path("agenda.ics", views.calendar, name="own_calendar"),
    path("<int:unit>/", views.team, name="our_team_of"),
    path("<int:unit>/lerenden/", views.learners, name="team_learners"),
    path("<int:unit>/samen-leren/", together.together, name="team_together"),
    path("<int:unit>/terugblik/", together.look_back, name="team_look_back"),
    path("<int:unit>/doel/", together.goal, name="team_goal"),
    path("doel/<uuid:cycle>/bijdrage/", together.contribute, name="team_contribute"),
    path("<int:unit>/bord/", views.message, name="team_message"),
    path("<int:unit>/stil/", views.quiet, name="team_quiet"),
    path("<int:unit>/besluit/", views.decide, name="team_decide"),
    path("<int:unit>/afspraak/", views.add_agreement, name="team_agree"),
    path("afspraak/<int:agreement>/los/", views.let_go, name="team_agreement_end"),
    path("<int:unit>/overleg/", meetings.plan, name="team_meeting_plan"),
    path("overleg/<uuid:meeting>/", meetings.meeting, name="team_meeting"),
    path("overleg/<uuid:meeting>/punt/", meetings.add_point, name="team_point"),
    path("overleg/<uuid:meeting>/aanwezig/", meetings.present, name="team_present"),
    path("overleg/<uuid:meeting>/klaar/", meetings.end, name="team_meeting_end"),
    path("actie/<uuid:action>/klaar/", meetings.finish, name="team_action_done"),
    path("actie/<uuid:action>/terugblik/", meetings.worked, name="team_action_worked"),
    path("gezien/<int:notice>/", meetings.seen, name="team_notice_seen"),
]
