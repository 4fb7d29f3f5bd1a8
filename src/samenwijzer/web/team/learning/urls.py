"""Addresses of *Samen leren*: inquiry, communities, intervision, small studies."""

from django.urls import path

from samenwijzer.web.team.learning import advice, communities, intervision, views

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
    path("raad/<uuid:panel>/", advice.panel, name="learner_panel"),
]
