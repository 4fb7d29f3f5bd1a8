"""Addresses of care: the overview, files and plans, the protected track, the learner's own page, the school picture."""

from django.urls import path

from samenwijzer.web.care import content, inclusion, noting, own, phases, photo, policy, views

urlpatterns = [
    path("", views.care, name="care"),
    path("leerling/<int:learner>/", views.care_file, name="care_file"),
    path("leerling/<int:learner>/beschermd/", views.care_protected, name="care_protected"),
    path("groep/<int:unit>/", views.care_group, name="care_group"),
    path("<uuid:track>/noteer/", noting.note, name="care_note"),
    path("<uuid:track>/verbeter/<uuid:fact>/", noting.correct, name="care_correct"),
    path("<uuid:track>/advies/", noting.advise, name="care_advise"),
    path("<uuid:track>/fase/<slug:phase>/", phases.phase, name="care_phase"),
    path("<uuid:track>/fase/<slug:phase>/klad/", phases.draft, name="care_draft"),
    path("van/<int:person>/", own.care_of, name="care_of"),
    path("van/<int:person>/gesprek/<uuid:talk>/", own.prepare, name="care_prepare"),
    path("continuum/", content.continuum_page, name="care_continuum"),
    path("schoolfoto/<int:unit>/", photo.school_photo, name="school_photo"),
    path("schoolfoto/<int:unit>/nood/", photo.need, name="school_need"),
    path("schoolfoto/nood/<int:need>/klaar/", photo.close, name="school_need_close"),
    path("beleid/<int:unit>/", policy.guidance_policy, name="guidance_policy"),
    path("draagkracht/<int:unit>/", inclusion.capacity, name="team_capacity"),
    path("pilots/<int:unit>/", inclusion.pilots, name="pilots"),
    path("scholengroepfoto/<int:unit>/", photo.of_group, name="group_photo"),
]
