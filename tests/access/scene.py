"""What a row of the access table says, about whom, and the people who try it.

Rows are about an object of class L3A (a learner, the group, a sheet): *teacher* teaches it, *colleague* teaches another
class of the same school, *other_teacher* another school; *learner* is the learner concerned, *classmate* is not.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.test.client import MULTIPART_CONTENT

from samenwijzer.learning.evidence.models import Attachment, Occasion
from samenwijzer.learning.groups.models import Grouping
from samenwijzer.learning.progress.models import FollowUp
from samenwijzer.network.notices.models import Notice
from samenwijzer.network.people.models import Person
from samenwijzer.practice.cycles.models import Cycle
from samenwijzer.practice.goals.models import OwnGoal
from samenwijzer.practice.offers.models import Offer
from tests.worlds import World


@dataclass(frozen=True)
class Scene:
    """A world in which something was seen, tested, planned and asked."""

    world: World
    occasion: Occasion
    capture: UUID
    follow_up: FollowUp
    notice: Notice
    shown: Grouping
    stopped: Grouping
    withdrawn: Grouping
    own_goal: OwnGoal
    flex_offer: Offer
    cycle: Cycle
    team_cycle: Cycle
    attachment: Attachment
    piece: UUID

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
    "officer": lambda world: world.officer,
    "analyst": lambda world: world.analyst,
    "guardian": lambda world: world.guardian,
    "learner": lambda world: world.learners[0],
    "classmate": lambda world: world.learners[1],
    "other_learner": lambda world: world.other_learners[0],
}
EVERYBODY = frozenset(PERSONAS)
NOBODY: frozenset[str] = frozenset()
LEARNERS = frozenset({"learner", "classmate", "other_learner"})
WORKS_HERE = EVERYBODY - LEARNERS - {"guardian"}
OF_L3A = frozenset({"learner", "classmate"})
TEACHER = frozenset({"teacher"})
TEACHERS = frozenset({"teacher", "colleague", "other_teacher"})
SCHOOL = frozenset({"care_coordinator", "head"})
RECORD = TEACHERS | {"care_coordinator"}
GUIDES_OF_L3A = TEACHER | SCHOOL
RECORDS_IN_L3A = TEACHER | {"care_coordinator"}
AT_A_SCHOOL = TEACHERS | SCHOOL | {"secretary"}
IN_THE_SCHOOL = AT_A_SCHOOL - {"other_teacher"}
Arguments = Callable[[Scene], dict[str, Any]]


@dataclass(frozen=True)
class Address:
    """One method of one address: who gets in, with which arguments in the path and which data in the body."""

    name: str
    method: str
    allowed: frozenset[str]
    arguments: Arguments = field(default=lambda scene: {})
    data: Arguments = field(default=lambda scene: {})
    content_type: str = MULTIPART_CONTENT


KEEPS_ROSTER = frozenset({"head", "secretary"})
KNOWS_L3A = GUIDES_OF_L3A | OF_L3A | frozenset({"secretary", "general_director", "central_staff", "analyst"})
READS_PLANS = frozenset(
    {"teacher", "colleague", "care_coordinator", "head", "secretary", "general_director", "central_staff", "analyst"}
)
ACTS_FOR_LEARNER = frozenset({"learner", "guardian"})
ANSWERS = frozenset({"head", "officer"})


def read_only(name: str, allowed: frozenset[str], arguments: Arguments = lambda scene: {}) -> list[Address]:
    """Return the rows of an address that is only read."""
    return [Address(name, "GET", allowed, arguments), Address(name, "POST", NOBODY, arguments)]


def write_only(
    name: str, allowed: frozenset[str], arguments: Arguments = lambda scene: {}, data: Arguments = lambda scene: {}
) -> list[Address]:
    """Return the rows of an address that only takes something in."""
    return [Address(name, "GET", NOBODY, arguments), Address(name, "POST", allowed, arguments, data)]


def own_account(
    *names: str, allowed: frozenset[str] = EVERYBODY, arguments: Arguments = lambda scene: {}
) -> list[Address]:
    """Return the rows of pages about the own account; without factor or password there is nothing on some of them."""
    rows = [Address(name, method, allowed, arguments) for name in names for method in ("GET", "POST")]
    only_read = {("mfa_index", "POST"), ("mfa_list_webauthn", "POST")}
    return [replace(row, allowed=NOBODY) if (row.name, row.method) in only_read else row for row in rows]
