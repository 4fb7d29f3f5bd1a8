"""Addresses of the self-evaluation of a school on the scales."""

from django.urls import path

from samenwijzer.web.school.scaling import file, profile, session, sharing, visits

urlpatterns = [
    path("school/<int:unit>/", profile.profile, name="scaling_profile"),
    path("school/<int:unit>/start/", profile.start, name="scaling_start"),
    path("school/<int:unit>/vier-velden/", profile.four_fields, name="four_fields"),
    path("school/<int:unit>/lessen/", profile.stages, name="lesson_stages"),
    path("school/<int:unit>/dossier/", file.quality_file, name="quality_file"),
    path("school/<int:unit>/kijkwijzers/", visits.guides, name="viewing_guides"),
    path("school/<int:unit>/kijkwijzers/<slug:guide>/", visits.visit, name="visit"),
    path("<uuid:scaling>/", session.session, name="scaling"),
    path("<uuid:scaling>/klaar/", session.finish, name="scaling_finish"),
    path("<uuid:scaling>/begeleiding/", session.guidance, name="scaling_guidance"),
    path("<uuid:scaling>/delen/", sharing.share, name="scaling_share"),
    path("<uuid:scaling>/delen/terug/", sharing.withdraw, name="scaling_withdraw"),
    path("<uuid:scaling>/<slug:indicator>/", session.step, name="scaling_step"),
    path("<uuid:scaling>/<slug:indicator>/bewijs/", session.proof, name="scaling_proof"),
    path("<uuid:scaling>/<slug:indicator>/schrijven/", session.write, name="scaling_write"),
]
