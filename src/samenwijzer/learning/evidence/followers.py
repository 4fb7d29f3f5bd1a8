"""Higher apps that compute something from evidence register here at start-up; evidence does not know them.

They give a dotted name, because models are not there yet at start-up.
"""

from collections.abc import Callable, Collection

from django.utils.module_loading import import_string

LearnerGoal = tuple[int, int]
Follower = Callable[[Collection[LearnerGoal]], None]

_followers: list[str] = []


def follow(follower: str) -> None:
    """Call the :data:`Follower` of this name with the (learner, goal) pairs concerned each time evidence comes in.

    It is called in the transaction that stores the evidence.
    """
    _followers.append(follower)


def tell(pairs: Collection[LearnerGoal]) -> None:
    """Tell all followers that there is new evidence about ``pairs``."""
    for name in _followers:
        follower: Follower = import_string(name)
        follower(pairs)
