"""Addresses of partners, of what is done with them, and of what is learned outside the school."""

from django.urls import path

from samenwijzer.web.partner import activities, dossiers, home, mentor, mobility, outside, placements, views

of_school = [
    path("", views.first, name="partners_first"),
    path("<int:unit>/", views.register, name="partners"),
    path("<int:unit>/begin/", views.begin, name="partnership_begin"),
    path("<int:unit>/plan/", activities.plan, name="partner_activity_plan"),
    path("relatie/<int:partnership>/", views.partnership, name="partnership"),
    path("relatie/<int:partnership>/besluit/", views.decide, name="partnership_decide"),
    path("relatie/<int:partnership>/doel/", views.tie, name="partnership_goal"),
    path("relatie/<int:partnership>/overeenkomst/", views.agreement, name="partnership_agreement"),
    path("relatie/<int:partnership>/bijlage/<int:school>/", views.annex, name="partnership_annex"),
    path("activiteit/<int:activity>/", activities.activity, name="partner_activity"),
    path("activiteit/<int:activity>/doel/", activities.goal, name="partner_activity_goal"),
    path("activiteit/<int:activity>/toon/", activities.publish, name="partner_activity_publish"),
    path("activiteit/<int:activity>/mee/", activities.enrol, name="partner_enrol"),
    path("activiteit/<int:activity>/voornamen/", activities.names, name="partner_names"),
    path("activiteit/<int:activity>/zeg/", activities.say_here, name="partner_say"),
    path("bericht/<int:post>/", activities.let_in, name="partner_let_in"),
    path("activiteit/<int:activity>/terugblik/", activities.evaluate, name="partner_evaluate"),
    path("van-ons/", home.home, name="partner_home"),
    path("van-ons/<int:partnership>/waarden/", home.values, name="partner_values"),
    path("mee/", home.open_to_me, name="partner_activities"),
]
of_outside = [
    path("", outside.experiences, name="experiences"),
    path("nieuw/", outside.begin, name="experience_begin"),
    path("<uuid:experience>/", outside.experience, name="experience"),
    path("<uuid:experience>/terugblik/", outside.answer, name="experience_answer"),
    path("<uuid:experience>/mentor/", outside.ask, name="experience_ask"),
    path("<uuid:experience>/telt/", outside.validate, name="experience_validate"),
]
of_mentor = [path("<slug:code>/", mentor.mentor, name="mentor_link")]
of_mobility = [
    path("", mobility.first, name="mobility_first"),
    path("nieuw/", mobility.begin, name="mobility_begin"),
    path("<int:programme>/", mobility.mobility, name="mobility"),
    path("<int:programme>/school/", mobility.grant, name="mobility_grant"),
    path("<int:programme>/aanvraag/", mobility.apply, name="trip_apply"),
    path("<int:programme>/verslag/", mobility.report, name="mobility_report"),
    path("reis/<int:trip>/besluit/", mobility.decide, name="trip_decide"),
    path("reis/<int:trip>/terug/", mobility.gain, name="trip_gain"),
]
of_dossiers = [
    path("", dossiers.dossiers, name="dossiers"),
    path("nieuw/", dossiers.start, name="dossier_start"),
    path("<int:dossier>/", dossiers.dossier, name="dossier"),
    path("<int:dossier>/noteer/", dossiers.note, name="dossier_note"),
    path("<int:dossier>/trekker/", dossiers.lead, name="dossier_lead"),
    path("regel/<int:entry>/", dossiers.settle, name="dossier_settle"),
]
of_placements = [
    path("", placements.placements, name="placements"),
    path("<int:school>/plaatsen/", placements.publish, name="placement_publish"),
    path("plaats/<int:placement>/weg/", placements.withdraw, name="placement_withdraw"),
    path("<int:school>/vacature/", placements.vacancy, name="vacancy_publish"),
    path("vacatures/", placements.consent, name="vacancy_consent"),
]
