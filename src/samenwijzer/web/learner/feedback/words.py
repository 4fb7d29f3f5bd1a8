"""What a learner can say it did with feedback, in words."""

from django.utils.translation import gettext as _

from samenwijzer.learning.feedback.models import Uptake


def choices() -> list[tuple[str, str]]:
    """Return the choices in order, as a learner says them."""
    return [
        (Uptake.Did.PLANNED.value, _("I am going to do this")),
        (Uptake.Did.TRIED.value, _("I tried it")),
        (Uptake.Did.WORKS.value, _("It works now")),
        (Uptake.Did.ASKS.value, _("I have a question")),
    ]
