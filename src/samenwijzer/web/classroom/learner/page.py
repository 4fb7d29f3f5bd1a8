"""The page of one learner, in words an adult reads without studying: no labels, every figure with its reason."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.evidence.queries import Fact, TimelineLine
from samenwijzer.learning.evidence.sentences import came_out
from samenwijzer.learning.lessons.overview import STEADY, Overview, Place, Section
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.learning.progress.sentences import (
    Part,
    ago,
    certainty,
    is_uncertain,
    parts,
    success_sentence,
    times_seen,
)
from samenwijzer.practice.goals.models import Goal


@dataclass(frozen=True)
class Reason:
    """One contribution to an estimate in words, with its size in hundredths of a chance, signed."""

    sentence: str
    points: str


@dataclass(frozen=True)
class Row:
    """One goal: where the learner stands, how sure that is, where it is going, and why we say so."""

    goal: Goal
    estimate: Estimate | None
    word: str
    uncertain: bool
    certainty: str
    seen: str
    last_seen: str
    trend: str
    trend_word: str
    sentence: str
    reasons: list[Reason]


@dataclass(frozen=True)
class Table:
    """The goals of one section with its title."""

    section: Section
    rows: list[Row]


@dataclass(frozen=True)
class Line:
    """What was seen of one thing: on which goals, and how it came out."""

    goals: tuple[Goal, ...]
    came_out: str


@dataclass(frozen=True)
class Entry:
    """What one person saw on one occasion of one day: a test with its goals, some practice, a single observation."""

    fact: Fact
    kind: str
    lines: list[Line]


@dataclass(frozen=True)
class Day:
    """Everything seen on one day."""

    on: date
    entries: list[Entry]


def words() -> list[tuple[int, str]]:
    """Return each step with its word, too little seen last."""
    return [*((step.key, step.name) for step in reversed(scales().mastery)), (0, _("too little seen"))]


def tables(sections: Iterable[Section], on: date) -> list[Table]:
    """Return the rows of each section."""
    word = dict(words())
    return [Table(section, [_row(place, word, on) for place in section.places]) for section in sections]


def _row(place: Place, word: dict[int, str], on: date) -> Row:
    estimate = place.estimate
    if estimate is None:
        return Row(place.goal, None, word[0], False, "", _("not seen yet"), "", "", "", "", [])
    trend, trend_word = _trend(estimate.trend)
    return Row(
        goal=place.goal,
        estimate=estimate,
        word=word[estimate.step],
        uncertain=bool(estimate.step) and is_uncertain(estimate),
        certainty=certainty(estimate),
        seen=times_seen(estimate.count),
        last_seen=ago(estimate.last_seen_on, on),
        trend=trend,
        trend_word=trend_word,
        sentence=success_sentence(estimate, on),
        reasons=_reasons(parts(estimate)),
    )


def _reasons(found: Iterable[Part]) -> list[Reason]:
    """Return the contributions that round to something; together they make the chance of success."""
    points = [(part.sentence, round(100 * part.amount)) for part in found]
    return [Reason(sentence, f"{value:+d}".replace("-", "−")) for sentence, value in points if value]


def _trend(change: float | None) -> tuple[str, str]:
    """Return the icon and the word of a change over four weeks; empty where it is not known."""
    if change is None:
        return "", ""
    if change > STEADY:
        return "up", _("grows")
    if change < -STEADY:
        return "down", _("fades a little")
    return "minus", _("steady")


def counts(overview: Overview) -> list[tuple[int, str, int]]:
    """Return how many goals stand at each step, with its word."""
    return [(step, word, overview.standing_at(step)) for step, word in words()]


def days(overview: Overview) -> list[Day]:
    """Return the timeline by day, newest first; what belongs to one occasion is one entry."""
    found: dict[date, dict[tuple[str, ...], list[TimelineLine]]] = defaultdict(lambda: defaultdict(list))
    for one in overview.timeline:
        fact = one.fact
        alone = fact.uid if fact.note or fact.is_own or fact.attachments else ""
        draft = "draft" if fact.is_draft else ""
        found[timezone.localdate(fact.seen_at)][fact.kind, fact.occasion, fact.seen_by, draft, alone].append(one)
    return [Day(on, [_entry(ones) for ones in entries.values()]) for on, entries in found.items()]


def _entry(ones: Sequence[TimelineLine]) -> Entry:
    fact = ones[0].fact
    kinds = {kind.key: kind.name for kind in scales().evidence_kinds}
    kind = _("practised with short questions") if fact.is_practice else kinds.get(fact.kind, fact.kind)
    return Entry(fact, kind, [Line(one.goals, came_out(one.fact)) for one in ones])
