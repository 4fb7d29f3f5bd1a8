"""Django app learning_feedback."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Feedback that leads to a next step, by adults and by peers, and the moments at which is decided."""

    name = "samenwijzer.learning.feedback"
    label = "learning_feedback"
