"""Django app practice_documents."""

from django.apps import AppConfig

from samenwijzer.foundation.references import ReferenceKind, register
from samenwijzer.practice.documents import titles


class DocumentsConfig(AppConfig):
    """Documents in sections and versions: plans, vision, reviews, canvases, minutes, agreements."""

    name = "samenwijzer.practice.documents"
    label = "practice_documents"

    def ready(self) -> None:
        """Say how a document and a goal of a plan are titled and where they are read."""
        register(titles.DOCUMENT, ReferenceKind(titles.documents, "document"))
        register(titles.GOAL, ReferenceKind(titles.goals, "plan_goal"))
