"""What stands in the way of an arrangement, named so that a person can take it away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from samenwijzer.science.grouping.words import Translate, _, spoken


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
    Kind.NOBODY: _("There are no learners to group."),
    Kind.TWICE: _("More than once in the list: {names}."),
    Kind.UNKNOWN: _("A rule names someone who is not in the list: {names}."),
    Kind.SIZE: _("Every group needs at least one place."),
    Kind.SEATS: _("The groups have {available} places in all, there are {needed} learners."),
    Kind.CONTRADICTION: _("{names}: these two must stay apart and belong together."),
    Kind.TOO_LARGE: _("{names} belong together ({needed}), but the largest group has {available} places."),
    Kind.CROWD: _("{names} must all stay apart ({needed}), but there are {available} groups."),
    Kind.NOWHERE: _("No group suits {names}: time or place does not allow it."),
    Kind.RULES: _("These rules do not fit the chosen groups: {pairs}. Let go of one or choose other sizes."),
    Kind.NOT_FOUND: _("No arrangement was found that keeps all rules. Let go of one or choose other sizes."),
    Kind.WRONG_SIZE: _("A group has {needed} learners instead of {available}."),
    Kind.MET: _("{names} must stay apart, but are together."),
    Kind.PARTED: _("{names} belong together, but are apart."),
    Kind.CLOSED: _("The group of {names} does not suit: time or place does not allow it."),
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

    def sentence(self, name: Callable[[str], str] = str, translate: Translate = str) -> str:
        """The reason; `name` turns an id into what people call the learner."""
        names = [name(id_) for id_ in self.learners]
        pairs = [spoken(pair, translate) for pair in zip(names[::2], names[1::2], strict=False)]
        return translate(SENTENCES[self.kind]).format(
            names=spoken(names, translate), pairs="; ".join(pairs), needed=self.needed, available=self.available
        )


class ImpossibleError(ValueError):
    """No arrangement keeps all hard rules; `obstacles` says why."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        self.obstacles = tuple(obstacles)
        super().__init__(" ".join(obstacle.sentence() for obstacle in obstacles))
