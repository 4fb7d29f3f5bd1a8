"""Higher apps that use goals register here at start-up, to hear when goals change; goals does not know them.

They give a dotted name, because models are not there yet at start-up.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.module_loading import import_string


@dataclass(frozen=True)
class ChangedGoals:
    """What happened to the goals of framework ``framework`` (an id) called ``title``, when person ``by`` brought it in.

    ``reworded`` and ``gone`` are ids of goals as they are in use now; ``moves`` gives for each goal that was replaced
    by exactly one other the id of that other. A goal split into several is gone: who uses it has to choose.
    """

    framework: int
    title: str
    reworded: frozenset[int]
    gone: frozenset[int]
    moves: Mapping[int, int]
    by: int | None

    @property
    def touched(self) -> frozenset[int]:
        """The ids of all goals to which something happened."""
        return self.reworded | self.gone | self.moves.keys()


Follower = Callable[[ChangedGoals], None]

_followers: list[str] = []


def follow(follower: str) -> None:
    """Call the :data:`Follower` of this name when goals change, in the transaction that stores them."""
    _followers.append(follower)


def tell(change: ChangedGoals) -> None:
    """Tell all followers, when there is something to tell."""
    if change.touched:
        for name in _followers:
            follower: Follower = import_string(name)
            follower(change)
