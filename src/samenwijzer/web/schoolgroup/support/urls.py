"""Addresses of support: a school group, a school, what is offered, and what is asked of the guidance service."""

from django.urls import path

from samenwijzer.web.schoolgroup.support import asks, views

urlpatterns = [
    path("aanbod/", asks.offers, name="support_offers"),
    path("aanbod/<int:offer>/", asks.offer, name="support_offer"),
    path("vragen/", asks.questions_page, name="support_questions"),
    path("vraag/<int:ask>/", asks.ask, name="support_ask"),
    path("vraag/<int:ask>/antwoord/", asks.answer, name="support_answer"),
    path("vraag/<int:ask>/bekendmaken/", asks.publish, name="support_publish"),
    path("belofte/<int:promise>/", views.kept, name="support_kept"),
    path("groep/<int:asked>/mee/", views.accept, name="support_accept"),
    path("school/<int:unit>/", views.school, name="support_school"),
    path("school/<int:unit>/belofte/", views.promise, name="support_promise"),
    path("school/<int:unit>/nood/", views.need, name="support_need"),
    path("school/<int:unit>/vraag/", asks.ask_for, name="support_ask_for"),
    path("<int:unit>/", views.group, name="support_group"),
    path("<int:unit>/keuze/", views.decide, name="support_decide"),
    path("<int:unit>/cluster/", views.cluster, name="support_cluster"),
]
