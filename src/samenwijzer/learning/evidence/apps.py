"""Django app learning_evidence."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """What was seen, always about a goal."""

    name = "samenwijzer.learning.evidence"
    label = "learning_evidence"
