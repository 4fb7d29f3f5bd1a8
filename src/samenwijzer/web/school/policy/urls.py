"""Addresses of how a school works: what it planned, and what it wants."""

from django.urls import path

from samenwijzer.web.school.policy import planned, programmes, rollouts, views
from samenwijzer.web.school.report import views as report

urlpatterns = [
    path("", views.policy_first, name="policy_first"),
    path("<int:unit>/", views.policy, name="policy"),
    path("<int:unit>/jaarverslag/", report.report, name="yearly_report"),
    path("<int:unit>/burgerschap/", planned.citizenship, name="planned_citizenship"),
    path("<int:unit>/samenhang/", planned.coherence, name="planned_coherence"),
    path("<int:unit>/programmas/", programmes.programmes, name="programmes"),
    path("<int:unit>/programmas/uren/", programmes.staff_hours, name="staff_hours"),
    path("<int:unit>/programmas/naast-elkaar/", programmes.weigh, name="programmes_weigh"),
    path("programma/<int:programme>/", programmes.programme, name="programme"),
    path("programma/deel/<int:part>/weg/", programmes.part_away, name="programme_part_away"),
    path("<int:unit>/invoering/", rollouts.rollout, name="rollout"),
    path("<int:unit>/invoering/trekker/", rollouts.lead, name="rollout_lead"),
    path("<int:unit>/invoering/stand/", rollouts.report, name="rollout_report"),
    path("<int:unit>/invoering/stap/", rollouts.step, name="rollout_step"),
    path("<int:unit>/invoering/stap/<int:step>/klaar/", rollouts.close, name="rollout_close"),
]
