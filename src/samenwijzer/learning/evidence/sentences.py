"""Saying in a few words how one piece of evidence came out."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.evidence.queries import Fact


def came_out(fact: Fact) -> str:
    """Say how ``fact`` came out: questions right, the step chosen, or a mark out of ten; empty for words only."""
    if fact.outcome is None:
        return ""
    if fact.is_practice:
        values = {"good": round(fact.outcome * fact.times), "times": fact.times}
        return _("%(good)s of %(times)s right") % values
    if fact.step:
        return scales().step(fact.step).name
    return _("%(mark)s out of 10") % {"mark": number_format(round(fact.outcome * 10, 1))}
