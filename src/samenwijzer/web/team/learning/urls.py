"""Addresses of *Samen leren*: inquiry, communities, intervision, small studies."""

from django.urls import path

from samenwijzer.web.team.learning import (
    advice,
    communities,
    doors,
    forming,
    growing,
    intervision,
    sessions,
    views,
)

urlpatterns = [
    path("", views.learning, name="learning"),
    path("voor-en-na/", views.study, name="small_study"),
    path("plg/<int:unit>/", communities.community, name="community"),
    path("plg/<int:unit>/vraag/", communities.begin, name="community_begin"),
    path("plg/<int:unit>/vaststelling/", communities.bring, name="community_finding"),
    path("plg/<int:unit>/overleg/", communities.meet, name="community_meeting"),
    path("plg/<int:unit>/leerlingen/", communities.ask, name="community_ask"),
    path("vaststelling/<int:finding>/terug/", communities.take_back, name="finding_back"),
    path("intervisie/", intervision.bring, name="intervision_bring"),
    path("intervisie/<uuid:session>/", intervision.session, name="intervision"),
    path("intervisie/<uuid:session>/<slug:step>/", intervision.say_so, name="intervision_say"),
    path("plg/nieuw/<int:unit>/", forming.new, name="community_new"),
    path("plg/register/<int:unit>/", forming.overview, name="community_registry"),
    path("plg/<int:unit>/leden/", forming.people, name="community_people"),
    path("plg/<int:unit>/kosten/", forming.costs, name="community_costs"),
    path("plg/<int:unit>/weg/", forming.leave, name="community_leave"),
    path("plg/<int:unit>/geprobeerd/", sessions.tried, name="community_tried"),
    path("plg/<int:unit>/moment/", sessions.moments, name="community_moments"),
    path("plg/<int:unit>/zoeken/", sessions.search, name="community_search"),
    path("plg/<int:unit>/onderzoek/", sessions.research, name="community_research"),
    path("plg/onderzoek/<int:access>/stop/", sessions.stop_research, name="research_stop"),
    path("plg/<int:unit>/zonder-namen/", sessions.looked_at, name="community_nameless"),
    path("groei/<int:unit>/", growing.stages, name="team_growth"),
    path("check/<slug:check>/<int:unit>/", growing.check, name="school_check"),
    path("deuren/", doors.board, name="doors"),
    path("deuren/<int:door>/kijken/", doors.sign_up, name="door_visit"),
    path("deuren/<int:door>/dicht/", doors.shut, name="door_shut"),
    path("bezoek/<int:visit>/", doors.visit, name="visit"),
    path("bezoek/<int:visit>/niet/", doors.call_off, name="visit_off"),
    path("raad/<uuid:panel>/", advice.panel, name="learner_panel"),
]
