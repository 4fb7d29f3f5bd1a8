"""Every address of the product."""

from django.urls import URLPattern, URLResolver, include, path

from samenwijzer.web import stylesheet, worker
from samenwijzer.web.classroom.feedback.urls import programme as assessment_programme
from samenwijzer.web.classroom.steering import urls as steering
from samenwijzer.web.entrance import attestation
from samenwijzer.web.team.roles import urls as roles

urlpatterns: list[URLPattern | URLResolver] = [
    path("style/<slug:digest>.css", stylesheet.serve, name="stylesheet"),
    path("worker.js", worker.serve, name="worker"),
    path("", include("samenwijzer.web.operation.urls")),
    path("", include("samenwijzer.web.entrance.urls")),
    path("echt/", attestation.check, name="attestation_check"),
    path("kompas/", include("samenwijzer.web.learner.urls")),
    path("meedoen/", include("samenwijzer.web.learner.participation.urls")),
    path("mijn-map/", include("samenwijzer.web.learner.portfolio.urls")),
    path("mijn-cyclus/", include("samenwijzer.web.learner.cycle.urls")),
    path("cyclus/", include("samenwijzer.web.cycles.urls")),
    path("mijn-hoek/", include("samenwijzer.web.learner.corners.urls")),
    path("ik-stuur/", include("samenwijzer.web.learner.steering.urls")),
    path("sturen/", include(steering.of_group)),
    path("doelenpad/", include("samenwijzer.web.classroom.paths.urls")),
    path("leerling/", include(steering.of_learner)),
    path("leerlijn/", include("samenwijzer.web.team.line.urls")),
    path("mindset/", include("samenwijzer.web.team.mindset.urls")),
    path("ons-team/<int:unit>/rollen/", include(roles.of_team)),
    path("ons-team/rol/", include(roles.of_role)),
    path("mijn-gesprekken/", include("samenwijzer.web.team.talks.urls")),
    path("mijn-talenten/", include(roles.of_self)),
    path("rollen/", include(roles.of_frame)),
    path("samen-leren/", include("samenwijzer.web.team.learning.urls")),
    path("ons-team/", include("samenwijzer.web.team.ours.urls")),
    path("samen-kijken/", include("samenwijzer.web.team.reflection.urls")),
    path("afspraken/", include("samenwijzer.web.team.booklet.urls")),
    path("eigen-cyclus/", include("samenwijzer.web.team.urls")),
    path("mijn-groepen/", include("samenwijzer.web.learner.together.urls")),
    path("mijn-feedback/", include("samenwijzer.web.learner.feedback.urls")),
    path("mijn-flexuren/", include("samenwijzer.web.learner.flex.urls")),
    path("mijn-gegevens/", include("samenwijzer.web.own_data.urls")),
    path("leerling/", include("samenwijzer.web.classroom.learner.urls")),
    path("vandaag/", include("samenwijzer.web.classroom.today.urls")),
    path("school/", include("samenwijzer.web.school.today.urls")),
    path("klas/", include("samenwijzer.web.classroom.grid.urls")),
    path("traject/", include("samenwijzer.web.learner.trajectory.urls")),
    path("vragen/", include("samenwijzer.web.classroom.questions.urls")),
    path("groei/", include("samenwijzer.web.classroom.growth.urls")),
    path("groepen/", include("samenwijzer.web.classroom.groups.urls")),
    path("samen/", include("samenwijzer.web.classroom.together.urls")),
    path("toetsprogramma/", include(assessment_programme)),
    path("feedback/", include("samenwijzer.web.classroom.feedback.urls")),
    path("flexuren/", include("samenwijzer.web.classroom.flex.urls")),
    path("lessen/", include("samenwijzer.web.classroom.lessons.urls")),
    path("materialen/", include("samenwijzer.web.materials.urls")),
    path("taken/", include("samenwijzer.web.learner.tasks.urls")),
    path("snelinvoer/", include("samenwijzer.web.classroom.sheets.urls")),
    path("leermodel/", include("samenwijzer.web.school.learner_model.urls")),
    path("betrokken/", include("samenwijzer.web.school.involvement.urls")),
    path("zorg/", include("samenwijzer.web.care.urls")),
    path("organisatie/", include("samenwijzer.web.school.organisation.urls")),
    path("beleid/", include("samenwijzer.web.school.policy.urls")),
    path("inschaling/", include("samenwijzer.web.school.scaling.urls")),
    path("indicatoren/", include("samenwijzer.web.school.indicators.urls")),
    path("schalen/", include("samenwijzer.web.team.scales.urls")),
    path("scholengroep/", include("samenwijzer.web.schoolgroup.urls")),
    path("net/", include("samenwijzer.web.network.urls")),
    path("digitaal/", include("samenwijzer.web.school.digital.urls")),
    path("ideeen/", include("samenwijzer.web.school.ideas.urls")),
    path("regels/", include("samenwijzer.web.school.rules.urls")),
    path("doelen/", include("samenwijzer.web.goals.urls")),
    path("kalender/", include("samenwijzer.web.school.calendar.urls")),
    path("planlast/", include("samenwijzer.web.school.effort.urls")),
    path("bijlage/", include("samenwijzer.web.attachments.urls")),
    path("schoolkompas/", include("samenwijzer.web.school.plan.urls")),
    path("document/", include("samenwijzer.web.documents.urls")),
    path("dialoog/", include("samenwijzer.web.schoolgroup.dialogue.urls")),
    path("import/", include("samenwijzer.web.school.imports.urls")),
]

handler403 = "samenwijzer.web.entrance.views.forbidden"
handler404 = "samenwijzer.web.entrance.views.not_found"
handler500 = "samenwijzer.web.entrance.views.broken"
