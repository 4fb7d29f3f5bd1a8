"""What the compass page draws, from what the compass knows."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format

from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.evidence.queries import Fact, facts
from samenwijzer.learning.evidence.sentences import came_out
from samenwijzer.learning.lessons.compass import Compass
from samenwijzer.learning.lessons.routes import State, Stop
from samenwijzer.learning.progress.disagreements import Disagreement
from samenwijzer.learning.progress.questions import own_questions
from samenwijzer.learning.progress.sentences import is_uncertain, success_sentence
from samenwijzer.learning.regulation.actions import help_is_on_its_way
from samenwijzer.learning.regulation.queries import Statement, help_asked_at, helpers, last_about
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.web.learner.route import Drawing, Mark, draw
from samenwijzer.web.learner.words import beside, reasons, step_words, sure_choices

#: The widths at which the map is drawn, with the stops that fit in a row of each; narrower screens get the list.
MAPS = (("wide", 1000, 6), ("middle", 620, 4))
NAMED_HELPERS = 3
SHOWN = 5


@dataclass(frozen=True)
class Map:
    """One drawing of the route, for places of about this width."""

    size: str
    drawing: Drawing
    stops: list[tuple[Mark, str]]


@dataclass(frozen=True)
class Step:
    """One stop as it is told: the stop, its word on the scale, how it went, and why we say so."""

    stop: Stop
    word: str
    uncertain: bool
    sentence: str
    reasons: list[str]
    not_right: Disagreement | None


def maps(compass: Compass) -> list[Map]:
    """Draw the route with the end of the unit of work as its star, once for each width."""
    if not compass.unit or not compass.stops:
        return []
    states = [stop.state.value for stop in compass.stops] + ["star"]
    names = [str(stop.goal) for stop in compass.stops] + [date_format(compass.unit.ends, "j F")]
    reached = states.index(State.NOW) if State.NOW in states else len(states) - 1
    drawn = [(size, draw(names, reached=reached, width=width, a_row=a_row)) for size, width, a_row in MAPS]
    return [Map(size, drawing, list(zip(drawing.marks, states, strict=True))) for size, drawing in drawn]


def context(compass: Compass, viewer: Viewer) -> dict[str, Any]:
    """Return everything the page of ``compass`` shows to ``viewer``."""
    words = step_words()
    said = {one.goal.pk: one for one in reversed(compass.disagreements)}
    return {
        "compass": compass,
        "maps": maps(compass),
        "steps": [_step(stop, words, viewer, said) for stop in compass.stops],
        "words": words,
        "sure_words": dict(sure_choices()),
        "sure_choices": sure_choices(),
        "kinds": {kind.key: kind.name for kind in scales().evidence_kinds},
        "hand_asks": True,
        "hand_unit": compass.unit.group_id if compass.unit else None,
        "hand_goal": compass.now.goal.pk if compass.now else None,
    } | (_next_step(compass, compass.now, words, viewer, said) if compass.now else {})


def _step(stop: Stop, words: dict[int, str], viewer: Viewer, said: dict[int, Disagreement]) -> Step:
    sentence = success_sentence(stop.estimate, viewer.on) if stop.estimate else ""
    uncertain = bool(stop.step and stop.estimate and is_uncertain(stop.estimate))
    return Step(stop, words[stop.step], uncertain, sentence, reasons(stop.estimate), said.get(stop.goal.pk))


def _next_step(
    compass: Compass, now: Stop, words: dict[int, str], viewer: Viewer, not_right: dict[int, Disagreement]
) -> dict[str, Any]:
    said: Statement | None = last_about(compass.statements, now.goal.pk)
    people = helpers(viewer=viewer)
    asked_at = help_asked_at(goal=now.goal, viewer=viewer)
    return {
        "now": _step(now, words, viewer, not_right),
        "said": said,
        "questions": own_questions(viewer=viewer, goal=now.goal.pk),
        "beside": beside(sure=said.sure, seen=now.step) if said and said.sure else None,
        "seen": _seen(now, viewer),
        "helpers": people[:NAMED_HELPERS],
        "more_helpers": max(len(people) - NAMED_HELPERS, 0),
        "asked_at": asked_at,
        "on_its_way": help_is_on_its_way(asked_at),
    }


def _seen(now: Stop, viewer: Viewer) -> list[tuple[Fact, str]]:
    """Return what others saw of the goal of ``now``, newest first, each with how it came out."""
    found = facts(viewer=viewer, learner=viewer.person_id, goal=now.goal.pk)
    return [(fact, came_out(fact)) for fact in found if not fact.is_own][:SHOWN]
