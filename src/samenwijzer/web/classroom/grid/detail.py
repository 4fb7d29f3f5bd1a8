"""What stands behind one cell, as it is said and drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from samenwijzer.learning.evidence.models import Attachment
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.evidence.queries import Fact
from samenwijzer.learning.progress.needs import CHALLENGE_FROM, SUPPORT_BELOW
from samenwijzer.learning.progress.queries import Standing
from samenwijzer.learning.progress.sentences import Part
from samenwijzer.practice.goals.models import Goal
from samenwijzer.web.classroom.grid.cells import step_words


@dataclass(frozen=True)
class Bar:
    """One contribution: where its bar starts and how long it is in percent, what it means and how many points it is."""

    start: str
    length: str
    sentence: str
    points: str
    takes: bool


@dataclass(frozen=True)
class Before:
    """A goal that comes before, with the step of the learner and its word."""

    goal: Goal
    step: int
    word: str


@dataclass(frozen=True)
class Said:
    """One piece of evidence as a line."""

    seen_at: datetime
    said: str
    note: str
    seen_by: str
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True)
class Detail:
    """A standing with its words: the step, what comes before, the evidence, the contributions, and what may help."""

    standing: Standing
    statement: str
    word: str
    before: list[Before]
    facts: list[Said]
    bars: list[Bar]
    total: str
    suggested: str


def detail_of(standing: Standing, on: date) -> Detail:
    """Return the words for ``standing``."""
    words, estimate, goal = dict(step_words()), standing.estimate, standing.goal
    kinds = {kind.key: kind.name for kind in scales().evidence_kinds}
    return Detail(
        standing=standing,
        statement=goal.full_statement if goal.full_statement != goal.title else "",
        word=words[estimate.step] if estimate else "",
        before=[Before(one.goal, one.step, words[one.step]) for one in standing.prerequisites],
        facts=[_said(fact, kinds, words) for fact in standing.facts],
        bars=_bars(standing.parts),
        total=f"{round(100 * estimate.mean)} %" if estimate else "",
        suggested=_suggested(standing, on),
    )


def _suggested(standing: Standing, on: date) -> str:
    """Return the need the estimate points at, by the same bounds as the attention list; empty where it is unsure."""
    estimate = standing.estimate
    if estimate is None or not estimate.step:
        return ""
    if estimate.mean < SUPPORT_BELOW:
        return "support"
    if estimate.review_on and estimate.review_on <= on:
        return "review"
    return "challenge" if estimate.mean >= CHALLENGE_FROM else ""


def _said(fact: Fact, kinds: dict[str, str], words: dict[int, str]) -> Said:
    said = " · ".join(filter(None, _parts_of(fact, kinds, words)))
    return Said(fact.seen_at, said, fact.note, fact.seen_by, fact.attachments)


def _parts_of(fact: Fact, kinds: dict[str, str], words: dict[int, str]) -> list[str]:
    if fact.times > 1 and fact.outcome is not None:
        right = round(fact.outcome * fact.times)
        sentence = _("%(right)s of %(count)s right")
        return [kinds.get(fact.kind, ""), sentence % {"right": right, "count": fact.times}]
    draft = _("first attempt, does not count") if fact.is_draft else ""
    return [kinds.get(fact.kind, ""), fact.occasion, _how(fact, words), draft]


def _how(fact: Fact, words: dict[int, str]) -> str:
    if fact.step:
        return words[fact.step]
    if fact.outcome is None:
        return ""
    if fact.kind == "item_response":
        return _("answered right") if fact.outcome >= 0.5 else _("not right yet")
    return f"{round(100 * fact.outcome)} %"


def _bars(parts: Sequence[Part]) -> list[Bar]:
    """Return the contributions as bars, each starting where the one before ended; the rounded points add up too.

    Parts on the way may add up to more than a chance can be; the bar then ends at the edge, the points do not.
    """
    found, stand = list[Bar](), 0.0
    for part in parts:
        low, high = sorted(min(max(one, 0.0), 1.0) for one in (stand, stand + part.amount))
        points = round(100 * (stand + part.amount)) - round(100 * stand)
        stand += part.amount
        if points:
            signed = f"{points:+d}".replace("-", "−")
            found.append(Bar(f"{100 * low:.2f}", f"{100 * (high - low):.2f}", part.sentence, signed, points < 0))
    return found
