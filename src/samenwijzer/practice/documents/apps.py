"""Django app practice_documents."""

from django.apps import AppConfig

from samenwijzer.foundation.references import ReferenceKind, register
from samenwijzer.practice.documents import titles
from samenwijzer.practice.instruments.scales import kinds


class DocumentsConfig(AppConfig):
    """Documents in sections and versions: plans, vision, reviews, canvases, minutes, agreements."""

    name = "samenwijzer.practice.documents"
    label = "practice_documents"

    def ready(self) -> None:
        """Say how a document and a goal of a plan are titled and where they are read, and what plans say to scales."""
        register(titles.DOCUMENT, ReferenceKind(titles.documents, "document"))
        register(titles.GOAL, ReferenceKind(titles.goals, "plan_goal"))
        kinds.register(kinds.SOURCES, "samenwijzer.practice.documents.supports")
        kinds.register(kinds.THINGS, "samenwijzer.practice.documents.supports")
