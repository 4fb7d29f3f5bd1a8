"""The compass for first readers: the same as everybody's, one card at a time."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samenwijzer.learning.lessons.compass import Compass
from samenwijzer.learning.lessons.routes import State

#: How many things that go well stand on a card.
MOST = 3


@dataclass(frozen=True)
class Card:
    """One card: its key, which is also part of its template's name, and its title."""

    key: str
    title: str


def cards(compass: Compass, *, asked: str) -> dict[str, Any]:
    """Return the cards in order, the one ``asked`` for (the first where there is none such), and its neighbours."""
    deck = _deck(compass)
    place = next((n for n, card in enumerate(deck) if card.key == asked), 0)
    return {
        "cards": deck,
        "card": deck[place],
        "card_before": deck[place - 1] if place else None,
        "card_after": deck[place + 1] if place + 1 < len(deck) else None,
        "card_template": f"learner/templates/simple_{deck[place].key}.html",
        "good": [stop.goal.pk for stop in compass.stops if stop.state == State.DONE][-MOST:],
    }


def _deck(compass: Compass) -> list[Card]:
    if not compass.unit:
        return [Card("empty", _("Your course is still empty"))]
    ahead = [Card("step", _("Your step")), Card("sure", _("How sure are you?")), Card("help", _("Do you want help?"))]
    good, way = Card("good", _("This goes well")), Card("way", _("Your way"))
    return [*ahead, good, way] if compass.now else [Card("arrived", _("You reached the star")), good, way]
