"""Higher apps that compute something from evidence register here at start-up; evidence does not know them."""

from collections.abc import Callable, Collection

LearnerGoal = tuple[int, int]
Follower = Callable[[Collection[LearnerGoal]], None]

_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    """Call ``follower`` with the (learner, goal) pairs concerned each time evidence comes in, in the same transaction."""
    _followers.append(follower)


def tell(pairs: Collection[LearnerGoal]) -> None:
    """Tell all followers that there is new evidence about ``pairs``."""
    for follower in _followers:
        follower(pairs)
