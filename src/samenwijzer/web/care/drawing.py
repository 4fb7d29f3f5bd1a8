"""Care as the templates draw it: facts with their titles from the pack, stops of the cycle, lines of a list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samenwijzer.learning.care.facts import Said
from samenwijzer.learning.care.models import Fact
from samenwijzer.learning.care.own_words import GUARDIAN, LEARNER, OWN
from samenwijzer.learning.care.pack import CarePhase, continuum, said, talks, title_of
from samenwijzer.learning.care.queries import CarePage, Line
from samenwijzer.web.own_data.timeline import role_title


@dataclass(frozen=True)
class Drawn:
    """One fact with its words: what it is, who said it in which role, what came of it."""

    said: Said
    title: str
    role: str
    is_own: bool
    outcome: "Drawn | None" = None
    reports: tuple["Drawn", ...] = ()
    prepared: tuple["Drawn", ...] = ()
    agreements: tuple["Drawn", ...] = ()

    @property
    def fact(self) -> Fact:
        """The fact that counts."""
        return self.said.fact


def draw(one: Said) -> Drawn:
    """Return a fact with its words."""
    fact = one.fact
    last = one.last_outcome
    return Drawn(
        said=one,
        title=_title(fact),
        role=_role(fact.function),
        is_own=fact.key == OWN,
        outcome=draw(last) if last else None,
        reports=tuple(draw(each) for each in one.of(Fact.Kind.REPORT)),
        prepared=tuple(draw(each) for each in one.of(Fact.Kind.PREPARATION)),
        agreements=tuple(draw(each) for each in one.of(Fact.Kind.AGREEMENT)),
    )


def _role(function: str) -> str:
    return {LEARNER: _("learner"), GUARDIAN: _("guardian")}.get(function) or role_title(function)


def _title(fact: Fact) -> str:
    """Return what a key of the pack is called."""
    if fact.kind == Fact.Kind.STEP:
        phase = continuum().phase(fact.key)
        return phase.name if phase else fact.key
    words = {
        Fact.Kind.TALK: talks().forms,
        Fact.Kind.AGREEMENT: talks().sides,
        Fact.Kind.OUTCOME: talks().effects,
        Fact.Kind.REVIEW: talks().effects,
    }.get(Fact.Kind(fact.kind))
    if fact.kind == Fact.Kind.PREPARATION:
        return talks().language(fact.key).title
    return title_of(words, fact.key) if words else ""


def drawn(page: CarePage) -> dict[str, Any]:
    """Return the facts of a track by kind, as the templates read them."""
    facts = page.facts
    newest = {kind: [draw(one) for one in reversed(facts.of(kind))] for kind in Fact.Kind.values}
    return {
        "page": page,
        "track": page.track,
        "strengths": newest[Fact.Kind.STRENGTH],
        "works": newest[Fact.Kind.WORKS],
        "needs": newest[Fact.Kind.NEED],
        "agreements": sorted(newest[Fact.Kind.AGREEMENT], key=lambda one: (bool(one.outcome), one.fact.on)),
        "talks": sorted(newest[Fact.Kind.TALK], key=lambda one: str(one.fact.on), reverse=True),
        "advice": newest[Fact.Kind.ADVICE],
        "notes": newest[Fact.Kind.NOTE],
        "goal_facts": newest[Fact.Kind.GOAL],
        "timeline": [draw(one) for one in page.timeline],
    }


@dataclass(frozen=True)
class Stop:
    """One phase of the cycle: its title, whether it is over, whether it may be written in, and what stands there."""

    key: str
    title: str
    meaning: str
    is_over: bool
    is_open: bool
    answers: list[tuple[str, str]]


def stops_of(page: CarePage) -> list[Stop]:
    """Return the phases of this time around; one is open when all before it are over (D-301)."""
    passed, answers = page.facts.passed(page.template), page.facts.answers(page.template)
    stops = []
    for n, phase in enumerate(page.template.phases):
        stops.append(
            Stop(
                key=phase.key,
                title=phase.title.words(),
                meaning=phase.meaning.words(),
                is_over=phase.key in passed,
                is_open=all(one.key in passed for one in page.template.phases[:n]),
                answers=[(one.wording.words(), answers[one.key]) for one in phase.prompts if answers.get(one.key)],
            )
        )
    return stops


@dataclass(frozen=True)
class LineRow:
    """One care file in a list, in words."""

    line: Line
    phase: str
    number: int | None


def line_rows(lines: Iterable[Line]) -> list[LineRow]:
    """Return the lines with the titles of their phases."""
    rows = []
    for one in lines:
        phase = continuum().phase(one.phase)
        rows.append(LineRow(one, phase.name if phase else "", phase.number if phase else None))
    return rows


def phase_rows(counts: Mapping[str, int], learners: int) -> list[tuple[CarePhase, int, str]]:
    """Return the phases of the continuum with how many learners are in each, and who leads it."""
    actors = continuum().actors
    return [(one, counts.get(one.key, 0), title_of(actors, one.leads)) for one in continuum().phases if learners]


def words(texts: Iterable[Any]) -> list[str]:
    """Return texts of the pack in the active language."""
    return [said(one) for one in texts]
