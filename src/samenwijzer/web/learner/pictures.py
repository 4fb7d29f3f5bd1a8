"""The compass for who does not read yet: a picture for everything, and what each picture says."""

from dataclasses import dataclass
from typing import Any

from samenwijzer.learning.lessons.compass import Compass
from samenwijzer.learning.lessons.hands import Place
from samenwijzer.learning.lessons.routes import State, Stop
from samenwijzer.learning.regulation.corners.pack import corner_content
from samenwijzer.learning.regulation.corners.queries import board_for
from samenwijzer.learning.regulation.pack import CompassContent, Picture, Spoken, SureAnswer, compass_content
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal
from samenwijzer.web.learner.pages import Step


@dataclass(frozen=True)
class Sign:
    """A picture and what it says; ``about`` is what it stands for, where that is sent along."""

    picture: Picture
    say: str
    state: str = ""
    about: int = 0
    chosen: bool = False


def sign(spoken: Spoken, *, about: int = 0, chosen: bool = False, **names: str) -> Sign:
    """Return ``spoken`` with these names in it."""
    return Sign(spoken.picture, spoken.words(**names), about=about, chosen=chosen)


def goal_pictures(goals: list[Goal]) -> dict[int, Picture]:
    """Return the picture of each goal of a route; it stays the same when the route is walked in another order."""
    content = compass_content()
    by_age = sorted(goals, key=lambda goal: goal.pk)
    return {goal.pk: content.picture_of(goal.identifier, place) for place, goal in enumerate(by_age)}


def pictures(compass: Compass, page: dict[str, Any], viewer: Viewer) -> dict[str, Any]:
    """Return the pictures of the compass, from what the full page knows."""
    content = compass_content()
    words = content.words
    drawn = goal_pictures([stop.goal for stop in compass.stops])
    adults = _named(page.get("helpers", []))
    return {
        "hello": sign(words.hello, name=viewer.given_name),
        "way": [_on_the_way(content, stop, drawn[stop.goal.pk]) for stop in compass.stops],
        "star": sign(words.ahead if compass.now else words.arrived),
        "courses": _courses(compass, content),
        "now_picture": drawn[compass.now.goal.pk] if compass.now else None,
        "growth": _growth(content, page["now"]) if compass.now else None,
        "growths": [(step, _growth(content, step), drawn[step.stop.goal.pk]) for step in page["steps"]],
        "sure_question": sign(words.sure),
        "faces": faces(content, page["said"].sure if page.get("said") else None),
        "help_sign": sign(words.asked if page.get("on_its_way") else words.help, adults=adults) if adults else None,
        "message_signs": _messages(compass, content, drawn),
        "portfolio_sign": sign(words.portfolio),
        "board_sign": sign(corner_content().words.hello, name=viewer.given_name) if board_for(viewer) else None,
        "hand_sign": hand_sign(None),
    }


def hand_sign(place: Place | None) -> Sign:
    """Return the raised hand as a picture: down, up, or up with somebody who is coming."""
    words = compass_content().words
    if place is None:
        return sign(words.hand)
    return sign(words.comes, adults=place.taken_by) if place.taken_by else sign(words.hand_is_up)


def faces(content: CompassContent, sure: int | None) -> list[Sign]:
    """Return the answers to *how sure are you?*, with the one nearest to what was said as chosen."""

    def distance(answer: SureAnswer) -> int:
        return abs(answer.sure - (sure or 0))

    nearest = min(content.sure, key=distance) if sure else None
    return [sign(answer, about=answer.sure, chosen=answer == nearest) for answer in content.sure]


def _on_the_way(content: CompassContent, stop: Stop, picture: Picture) -> Sign:
    says = {State.DONE: content.words.works, State.NOW: content.words.now, State.LATER: content.words.choose}
    return Sign(picture, says[stop.state].words(goal=stop.goal.wording), stop.state.value, stop.goal.pk)


def _growth(content: CompassContent, step: Step) -> Sign:
    """Return what was seen of a goal as a plant, which says how that came about."""
    plant = content.growth[step.stop.step]
    return Sign(plant.picture, " ".join(filter(None, [plant.words(), step.sentence, *step.reasons])))


def _courses(compass: Compass, content: CompassContent) -> list[tuple[int, Sign, bool]]:
    """Return the units of work that run, each with a sign of its own and whether it is the one shown."""
    signs = content.signs
    return [
        (unit.pk, Sign(signs[place % len(signs)], unit.title), unit == compass.unit)
        for place, unit in enumerate(compass.units)
    ]


def _messages(compass: Compass, content: CompassContent, drawn: dict[int, Picture]) -> list[tuple[Sign, Picture]]:
    """Return the messages, at most three, each with the picture of its goal."""
    found = []
    for message in compass.messages:
        spoken: Spoken = getattr(content.messages, message.about.value)
        picture = drawn.get(message.goal.pk) or content.picture_of(message.goal.identifier, message.goal.pk)
        found.append((sign(spoken, goal=message.goal.wording), picture))
    return found


def _named(people: list[Person]) -> str:
    return ", ".join(str(person) for person in people)
