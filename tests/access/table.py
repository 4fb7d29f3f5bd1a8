"""Who gets in at each address: one row an address and method, written down by hand, independent of the rules.

Rows are about an object of class L3A (a learner, the group, a sheet): *teacher* teaches it, *colleague* teaches another
class of the same school, *other_teacher* another school; *learner* is the learner concerned, *classmate* is not.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from samenwijzer.learning.evidence.models import Evidence, Occasion
from samenwijzer.learning.progress.models import FollowUp
from samenwijzer.network.notices.models import Notice
from samenwijzer.network.people.models import Person
from tests.worlds import World


@dataclass(frozen=True)
class Scene:
    """A world in which something was seen, tested, planned and asked."""

    world: World
    occasion: Occasion
    evidence: Evidence
    follow_up: FollowUp
    notice: Notice

    @property
    def learner(self) -> Person:
        """The learner the rows are about."""
        return self.world.learners[0]


PERSONAS: dict[str, Callable[[World], Person]] = {
    "teacher": lambda world: world.teacher,
    "colleague": lambda world: world.colleague,
    "other_teacher": lambda world: world.other_teacher,
    "care_coordinator": lambda world: world.care_coordinator,
    "head": lambda world: world.head,
    "secretary": lambda world: world.secretary,
    "general_director": lambda world: world.general_director,
    "central_staff": lambda world: world.central_staff,
    "learner": lambda world: world.learners[0],
    "classmate": lambda world: world.learners[1],
    "other_learner": lambda world: world.other_learners[0],
}
EVERYBODY = frozenset(PERSONAS)
NOBODY: frozenset[str] = frozenset()
LEARNERS = frozenset({"learner", "classmate", "other_learner"})
TEACHERS = frozenset({"teacher", "colleague", "other_teacher"})
SCHOOL = frozenset({"care_coordinator", "head"})
GUIDES_OF_L3A = frozenset({"teacher"}) | SCHOOL
RECORDS_IN_L3A = frozenset({"teacher", "care_coordinator"})

Arguments = Callable[[Scene], dict[str, Any]]


@dataclass(frozen=True)
class Address:
    """One method of one address: who gets in, with which arguments in the path and which data in the body."""

    name: str
    method: str
    allowed: frozenset[str]
    arguments: Arguments = field(default=lambda scene: {})
    data: Arguments = field(default=lambda scene: {})


#: Addresses that answer without signing in.
OPEN = frozenset({"home", "sign_in", "sign_out", "set_language", "step_in", "gallery", "stylesheet"})


def read_only(name: str, allowed: frozenset[str], arguments: Arguments = lambda scene: {}) -> list[Address]:
    """Return the rows of an address that is only read."""
    return [Address(name, "GET", allowed, arguments), Address(name, "POST", NOBODY, arguments)]


def write_only(
    name: str, allowed: frozenset[str], arguments: Arguments = lambda scene: {}, data: Arguments = lambda scene: {}
) -> list[Address]:
    """Return the rows of an address that only takes something in."""
    return [Address(name, "GET", NOBODY, arguments), Address(name, "POST", allowed, arguments, data)]


ADDRESSES: list[Address] = []
