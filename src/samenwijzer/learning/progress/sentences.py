"""Saying what an estimate rests on, in a sentence a teacher would say."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwijzer.learning.progress.models import Estimate
from samenwijzer.science.mastery.estimate import UNCERTAIN
from samenwijzer.science.mastery.features import Part as ModelPart

#: Width of an interval below which an estimate is sure.
SURE = 0.2
#: A contribution smaller than this is not what one would name as the reason.
NAMED_FROM = 0.02


def certainty(estimate: Estimate) -> str:
    """Say how sure the estimate is, by the width of its interval."""
    if not estimate.step:
        return _("too little seen")
    if is_uncertain(estimate):
        return _("still uncertain")
    return _("sure") if estimate.high - estimate.low < SURE else _("fairly sure")


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
    sentences = _fitted_sentences() if estimate.is_fitted else _plain_sentences()
    return [Part(name, amount, sentences[name][0 if amount >= 0 else 1]) for name, amount in estimate.contributions]


def strongest_reason(estimate: Estimate) -> str:
    """Return the sentence of the contribution that moves ``estimate`` most the way it went; empty without one."""
    start, *rest = parts(estimate)
    way = 1 if estimate.mean >= start.amount else -1
    strongest = max(rest, key=lambda one: way * one.amount, default=None)
    return strongest.sentence if strongest and way * strongest.amount >= NAMED_FROM else ""


def _plain_sentences() -> dict[str, tuple[str, str]]:
    """Return the sentence of each contribution of the plain rule, when it adds and when it takes."""
    time = _("What time took away or gave back: older evidence weighs less")
    found = {
        "usual": _("Where most learners stand on this goal"),
        "better": _("What went better than that"),
        "worse": _("What went less well than that"),
        "time": time,
    }
    return {name: (sentence, sentence) for name, sentence in found.items()}


def _fitted_sentences() -> dict[str, tuple[str, str]]:
    """Return the sentence of each contribution of the fitted model, when it adds and when it takes."""
    start = _("Where we start for every goal")
    return {
        "usual": (start, start),
        ModelPart.DIFFICULTY: (
            _("This goal goes more smoothly for most than other goals"),
            _("This goal is harder for most than other goals"),
        ),
        ModelPart.SUCCESSES: (_("It worked here more often already"), _("It did not work here very often yet")),
        ModelPart.FAILURES: (_("Little went wrong here"), _("Something went wrong here too")),
        ModelPart.RECENT: (_("The last times went smoothly"), _("The last times were harder")),
        ModelPart.FORGETTING: (_("It is still fresh"), _("It is a while ago: part of it fades")),
        ModelPart.PACE: (
            _("Other goals go well these days too"),
            _("Other goals are harder these days too"),
        ),
        ModelPart.SAME_TASK: (_("A fresh task, not done before"), _("A fresh task, not done before")),
        ModelPart.PREREQUISITES: (_("What comes before it helps"), _("What comes before it helps less here")),
    }
