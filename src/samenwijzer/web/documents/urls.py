"""Addresses of a document: reading, writing, publishing, signing, sharing, reacting."""

from django.urls import path

from samenwijzer.web.documents import figures, readers, views

urlpatterns = [
    path("<int:document>/", views.document, name="document"),
    path("<int:document>/schrijven/", views.write, name="document_write"),
    path("<int:document>/ontwerp/", views.draft, name="document_draft"),
    path("<int:document>/publiceren/", views.publish, name="document_publish"),
    path("<int:document>/versie/<int:number>/", readers.version, name="document_version"),
    path("<int:document>/versie/<int:number>/verschil/", readers.changes, name="document_changes"),
    path("<int:document>/versie/<int:number>/document.pdf", readers.paper, name="document_paper"),
    path("<int:document>/versie/<int:number>/tekenen/", readers.sign, name="document_sign"),
    path("<int:document>/reactie/", readers.react, name="document_react"),
    path("<int:document>/inzicht/", readers.insight, name="document_insight"),
    path("reactie/<int:reaction>/antwoord/", readers.answer, name="reaction_answer"),
    path("<int:document>/figuur/", figures.new, name="document_figure"),
    path("figuur/<int:chart>/weg/", figures.leave, name="document_figure_leave"),
    path("<int:document>/delen/", views.share, name="document_share"),
    path("delen/<int:sharing>/stop/", views.share_stop, name="document_share_stop"),
    path("nieuw/<int:unit>/<slug:template>/", views.start, name="document_start"),
]
