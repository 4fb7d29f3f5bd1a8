"""Addresses of *Materialen*."""

from django.urls import path

from samenwijzer.web.materials import choosing, designing, files, missing, owning, validating, views, writing

urlpatterns = [
    path("", views.shelf, name="materials"),
    path("nieuw/", writing.new, name="material_new"),
    path("<int:material>/", views.material, name="material"),
    path("<int:material>/bewerk/", writing.edit, name="material_edit"),
    path("<int:material>/doel/", writing.put_goal, name="material_goal"),
    path("<int:material>/doel/<int:goal>/weg/", writing.take_goal, name="material_goal_away"),
    path("<int:material>/delen/", writing.share, name="material_share"),
    path("<int:material>/dank/", views.thanks, name="material_thanks"),
    path("<int:material>/les/", views.in_lesson, name="material_in_lesson"),
    path("<int:material>/vraag/", views.ask, name="material_ask"),
    path("vraag/<int:question>/antwoord/", views.answer, name="material_answer"),
    path("bestand/<int:file>/", files.open_file, name="material_file"),
    path("bestand/<int:file>/weg/", files.drop, name="material_file_away"),
    path("<int:material>/validering/", validating.ask, name="material_validate"),
    path("validering/", validating.overview, name="material_panels"),
    path("validering/per-leergebied.md", validating.brief, name="material_brief"),
    path("validering/plaats/", validating.offer, name="material_seat_offer"),
    path("validering/plaats/<int:seat>/", validating.take, name="material_seat_take"),
    path("validering/<int:round>/", validating.review, name="material_review"),
    path("validering/<int:round>/besluit/", validating.conclude, name="material_conclude"),
    path("kiezen/", choosing.overview, name="material_choices"),
    path("kiezen/<int:file>/", choosing.selection, name="material_selection"),
    path("kiezen/<int:file>/naast/", choosing.compare, name="material_compare"),
    path("gebruik/<int:purchase>/", choosing.used, name="material_used"),
    path("school/<int:unit>/", choosing.monitor, name="material_monitor"),
    path("groep/<int:unit>/", choosing.group, name="material_group"),
    path("eigenaar/", owning.ownership, name="material_ownership"),
    path("ontbreekt/", missing.gaps, name="material_gaps"),
    path("ontbreekt/<int:gap>/ook/", missing.want, name="material_gap_want"),
    path("ontbreekt/<int:gap>/prijs/", missing.price, name="material_gap_price"),
    path("samen/", designing.calls, name="material_calls"),
    path("samen/<int:call>/", designing.call, name="material_call"),
    path("samen/<int:call>/meedoen/", designing.apply, name="material_apply"),
    path("samen/uren/<int:application>/", designing.confirm, name="material_confirm"),
    path("samen/<int:call>/voortgang/", designing.progress, name="material_progress"),
    path("samen/<int:call>/vraag/", designing.item, name="material_exam_item"),
]
