"""The report on growth in words and drawings."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwijzer.learning.progress.equity import Equity, Verdict
from samenwijzer.learning.progress.growth import Grown, Report
from samenwijzer.learning.progress.pace import Delay, Pace
from samenwijzer.network.people.models import Person

#: What ten points are: from succeeding half of the time to almost three times in four.
POINTS = 10
#: Points at the ends of the drawing; what grew more is drawn at the end.
REACH = 30


@dataclass(frozen=True)
class Drawn:
    """A growth in whole points, and as shares of the width of its drawing."""

    mean: int
    low: int
    high: int
    goals: int
    left: float
    right: float
    middle: float
    sentence: str


@dataclass(frozen=True)
class Line:
    """One learner on the page."""

    learner: Person
    drawn: Drawn | None
    pace: Pace
    pace_word: str
    pace_note: str


@dataclass(frozen=True)
class Outside:
    """A learner who surely stands outside the middle, with what that rests on."""

    learner: Person
    is_strong: bool
    goals: int


def drawn(one: Grown) -> Drawn | None:
    """Return the growth of a learner as it is drawn, no growth in the middle; ``None`` where too little was seen."""
    growth = one.growth
    if growth is None:
        return None
    mean, low, high = (round(POINTS * one) for one in (growth.mean, growth.low, growth.high))
    sentence = _("Growth between %(low)+d and %(high)+d points, most likely %(mean)+d")
    said = sentence % {"low": low, "high": high, "mean": mean}
    return Drawn(mean, low, high, growth.goals, _place(low), _place(high), _place(mean), said)


def _place(points: int) -> float:
    return min(max((points + REACH) / (2 * REACH), 0.0), 1.0)


def equity_sentence(equity: Equity) -> str:
    """Return whether everybody grows along, over halves of the group and never of one learner (R21)."""
    return {
        Verdict.UNKNOWN: _("Too little was seen to say whether everybody grows along."),
        Verdict.ALONG: _("Who began lowest grows along: between the two halves there is no sure difference."),
        Verdict.BEHIND: _("The half that began lowest grows less. What could you arrange so that it grows along?"),
        Verdict.AHEAD: _("The half that began lowest grows more than the other half."),
    }[equity.verdict]


def lines(report: Report) -> list[Line]:
    """Return the learners in order of name."""
    return [Line(one.learner, drawn(one), one.pace, _pace_word(one.pace), _note(one.pace)) for one in report.learners]


def _pace_word(pace: Pace) -> str:
    if not (pace.agreed or pace.official).is_known:
        return _("too little seen")
    if pace.agreed:
        return _("asks for time, also at the agreed pace") if pace.is_behind else _("on the agreed pace")
    return _("asks for time") if pace.is_behind else _("on pace")


def _note(pace: Pace) -> str:
    """Say what the curriculum expects, whatever was agreed: the official expectation stays in view (D-162)."""
    found = pace.official
    if not found.is_known:
        return ""
    text = ngettext(
        "%(level)s expects: %(open)s of %(seen)s goal not yet independent",
        "%(level)s expects: %(open)s of %(seen)s goals not yet independent",
        found.seen,
    )
    return text % {"level": found.level, "open": len(found.open), "seen": found.seen}


def delay_sentence(delay: Delay) -> str:
    """Say the share with its interval."""
    share = delay.behind
    if not share.of:
        return _("Too little was seen to say anything.")
    values = {"count": share.count, "of": share.of, "low": round(100 * share.low), "high": round(100 * share.high)}
    return _("%(count)s of %(of)s learners are behind (between %(low)s and %(high)s %%).") % values


def change_sentence(now: Delay, year_ago: Delay) -> str:
    """Say whether the delay shrinks, only where the intervals stay apart."""
    if not now.behind.of or not year_ago.behind.of:
        return ""
    if now.behind.high < year_ago.behind.low:
        return _("The delay shrinks.")
    if now.behind.low > year_ago.behind.high:
        return _("The delay grows.")
    return _("Whether it shrinks cannot be said yet: the intervals overlap.")


def compared(pair: tuple[Grown, Grown, Grown | None] | None) -> str:
    """Say which of two learners grew more, or why that is not said (D-016)."""
    if pair is None:
        return _("Choose two learners of whom enough was seen.")
    one, other, more = pair
    values = {"one": one.learner.given_name, "other": other.learner.given_name}
    if more is None:
        return _("The intervals of %(one)s and %(other)s overlap. So nothing says who grew more.") % values
    less = other if more is one else one
    return _("%(more)s grew more than %(less)s: their intervals stay apart.") % {
        "more": more.learner.given_name,
        "less": less.learner.given_name,
    }


def outside(found: Iterable[Grown]) -> list[Outside]:
    """Return who surely stands outside the middle, weak first."""
    ones = [Outside(one.learner, one.outside > 0, one.standing.goals) for one in found if one.outside and one.standing]
    return sorted(ones, key=lambda one: one.is_strong)
