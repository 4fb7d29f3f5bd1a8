"""What stands in the way of an arrangement, named so that a person can take it away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Why a problem has no arrangement, or which hard rule an arrangement breaks."""

    NOBODY = "nobody"
    TWICE = "twice"
    UNKNOWN = "unknown"
    SIZE = "size"
    SEATS = "seats"
    CONTRADICTION = "contradiction"
    TOO_LARGE = "too large"
    CROWD = "crowd"
    NOWHERE = "nowhere"
    RULES = "rules"
    NOT_FOUND = "not found"
    WRONG_SIZE = "wrong size"
    MET = "met"
    PARTED = "parted"
    CLOSED = "closed"


SENTENCES = {
    Kind.NOBODY: "Er zijn geen leerlingen om te groeperen.",
    Kind.TWICE: "Meer dan eens in de lijst: {names}.",
    Kind.UNKNOWN: "Een regel noemt iemand die niet in de lijst staat: {names}.",
    Kind.SIZE: "Elke groep heeft minstens één plaats nodig.",
    Kind.SEATS: "De groepen hebben samen {available} plaatsen, er zijn {needed} leerlingen.",
    Kind.CONTRADICTION: "{names}: deze twee moeten uit elkaar én horen samen.",
    Kind.TOO_LARGE: "{names} horen samen ({needed}), maar de grootste groep heeft {available} plaatsen.",
    Kind.CROWD: "{names} moeten allemaal uit elkaar ({needed}), maar er zijn {available} groepen.",
    Kind.NOWHERE: "Geen enkele groep past voor {names}: tijd of plaats laat het niet toe.",
    Kind.RULES: "Deze afspraken passen niet in de gekozen groepen: {pairs}. Laat er één los of kies andere groottes.",
    Kind.NOT_FOUND: "Er is geen indeling gevonden die alle afspraken houdt. Laat er één los of kies andere groottes.",
    Kind.WRONG_SIZE: "Een groep heeft {needed} leerlingen in plaats van {available}.",
    Kind.MET: "{names} moeten uit elkaar, maar zitten samen.",
    Kind.PARTED: "{names} horen samen, maar zitten uit elkaar.",
    Kind.CLOSED: "De groep van {names} past niet: tijd of plaats laat het niet toe.",
}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason, with the learners it is about; `needed` and `available` count people, seats or groups.

    For `Kind.RULES` the learners come two by two, a pair for each rule.
    """

    kind: Kind
    learners: tuple[str, ...] = ()
    needed: int = 0
    available: int = 0

    def sentence(self, name: Callable[[str], str] = str) -> str:
        """The reason in Dutch; `name` turns an id into what people call the learner."""
        names = [name(id_) for id_ in self.learners]
        pairs = [f"{one} en {other}" for one, other in zip(names[::2], names[1::2], strict=False)]
        return SENTENCES[self.kind].format(
            names=spoken(names), pairs="; ".join(pairs), needed=self.needed, available=self.available
        )


class ImpossibleError(ValueError):
    """No arrangement keeps all hard rules; `obstacles` says why."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        self.obstacles = tuple(obstacles)
        super().__init__(" ".join(obstacle.sentence() for obstacle in obstacles))


def spoken(names: Sequence[str]) -> str:
    """The names as said aloud: "An, Bo en Cas"."""
    return " en ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
