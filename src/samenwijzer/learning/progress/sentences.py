"""Saying what an estimate rests on, in a sentence a teacher would say."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwijzer.learning.progress.models import Estimate
from samenwijzer.science.mastery.estimate import TOO_WIDE, UNCERTAIN

SURE = 0.2


def certainty(estimate: Estimate) -> str:
    """Say how sure the estimate is, by the width of its interval."""
    width = estimate.high - estimate.low
    if width >= TOO_WIDE:
        return _("too little seen")
    if width >= UNCERTAIN:
        return _("still uncertain")
    return _("sure") if width < SURE else _("fairly sure")


def is_uncertain(estimate: Estimate) -> bool:
    """Whether the interval is wide enough to mark the cell as uncertain."""
    return estimate.high - estimate.low >= UNCERTAIN


def ago(day: date, on: date) -> str:
    """Say how long ago ``day`` was, seen from ``on``."""
    days = (on - day).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 21:
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    weeks = round(days / 7)
    return ngettext("%(n)s week ago", "%(n)s weeks ago", weeks) % {"n": weeks}


def times_seen(count: int) -> str:
    """Say how many pieces of evidence there are."""
    return ngettext("seen once", "seen %(n)s times", count) % {"n": count}


def success_sentence(estimate: Estimate, on: date) -> str:
    """Say how it went and when it was last seen."""
    values = {
        "good": round(estimate.successes),
        "count": estimate.count,
        "ago": ago(estimate.last_seen_on, on),
    }
    if estimate.count == 1:
        return _("Seen once, %(ago)s.") % values
    if values["good"] == 0:
        return _("Did not work yet in %(count)s times, last time %(ago)s.") % values
    if values["good"] == estimate.count:
        return _("Went well all %(count)s times, last time %(ago)s.") % values
    return _("Went well about %(good)s of %(count)s times, last time %(ago)s.") % values


@dataclass(frozen=True)
class Part:
    """One signed contribution to an estimate, in chances of success (−1 to 1), and what it means."""

    name: str
    amount: float
    sentence: str


def parts(estimate: Estimate) -> list[Part]:
    """Return the contributions to ``estimate``; they add up to its mean."""
    sentences = {
        "usual": _("Where most learners stand on this goal"),
        "better": _("What went better than that"),
        "worse": _("What went less well than that"),
        "time": _("What time took away or gave back: older evidence weighs less"),
    }
    return [Part(name, amount, sentences[name]) for name, amount in estimate.contributions]
