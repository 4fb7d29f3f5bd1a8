"""Reads of working together: a board, the tasks and groups of a unit, and what was seen of skills."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from samenwijzer.learning.cooperation.models import Board, CooperativeTask, Explanation, Part, RoleTurn, SkillSeen
from samenwijzer.learning.cooperation.pack import Element, Role, cooperation
from samenwijzer.learning.cooperation.roles import Rota, propose, roles_held, rota_of
from samenwijzer.learning.cooperation.rules import check_in_group, check_own_task, check_writes_grouping
from samenwijzer.learning.groups.models import Grouping, Seat, TemporaryGroup
from samenwijzer.network.access.rules import can_write_in, check_guides_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.network.people.naming import call_names


@dataclass(frozen=True)
class Member:
    """A member of a group: the role, the parts planned and done, and the explanation."""

    person: Person
    name: str
    role: Role | None
    planned: int
    did: int
    explanation: Explanation | None


@dataclass(frozen=True)
class BoardPage:
    """The board of a group as its members and the adults around it read it."""

    group: TemporaryGroup
    board: Board | None
    parts: list[Part]
    members: list[Member]
    is_member: bool
    writes: bool

    @property
    def still_to_explain(self) -> list[Member]:
        """Who did not explain a part of the result yet."""
        return [one for one in self.members if one.explanation is None]

    @property
    def differs(self) -> list[Part]:
        """The parts that somebody else did than was planned."""
        return [one for one in self.parts if one.done_by_id and one.done_by_id != one.planned_id]


def board_of(*, viewer: Viewer, group: int) -> BoardPage:
    """Return the board of a group ``viewer`` sits in or guides (seven queries at most)."""
    found = check_in_group(viewer, group)
    people = list(Person.objects.filter(seats__group=found))
    names = call_names(people)
    board = Board.objects.filter(group=found).select_related("task").first()
    parts = list(Part.objects.filter(board=board).select_related("planned", "done_by")) if board else []
    explained = {one.learner_id: one for one in Explanation.objects.filter(board=board)} if board else {}
    roles = dict(RoleTurn.objects.filter(group=found).values_list("learner", "role"))
    planned, did = Counter(one.planned_id for one in parts), Counter(one.done_by_id for one in parts)
    member = viewer.person_id in names
    return BoardPage(
        group=found,
        board=board,
        parts=parts,
        members=[
            Member(
                one,
                names[one.pk],
                cooperation().role(roles.get(one.pk, "")),
                planned[one.pk],
                did[one.pk],
                explained.get(one.pk),
            )
            for one in people
        ],
        is_member=member,
        writes=member or can_write_in(viewer, found.grouping.unit),
    )


@dataclass(frozen=True)
class Design:
    """A task with the elements it takes no care of."""

    task: CooperativeTask
    missing: list[Element]


def design(*, viewer: Viewer, task: int) -> Design:
    """Return one task to design."""
    found = check_own_task(viewer, task)
    return Design(found, cooperation().missing(found.elements))


@dataclass(frozen=True)
class GroupState:
    """A group that works together now: its members by name, its board, and how many explained a part."""

    group: TemporaryGroup
    names: list[str]
    board: Board | None
    explained: int


@dataclass(frozen=True)
class Together:
    """How a unit works together: the groupings of today with their groups, its tasks, and the roles of this term."""

    unit: Unit
    at_work: list[tuple[Grouping, list[GroupState]]]
    designs: list[Design]
    rota: Rota


def together(*, viewer: Viewer, unit: int) -> Together:
    """Return how a unit ``viewer`` guides works together (nine queries)."""
    group = check_guides_unit(viewer, unit)
    tasks = CooperativeTask.objects.filter(unit=group).select_related("goal")[:20]
    return Together(
        unit=group,
        at_work=_at_work(group, viewer),
        designs=[Design(one, cooperation().missing(one.elements)) for one in tasks],
        rota=rota_of(group, viewer.on),
    )


def _at_work(unit: Unit, viewer: Viewer) -> list[tuple[Grouping, list[GroupState]]]:
    today = Q(grouping__starts__lte=viewer.on, grouping__ends__gte=viewer.on, grouping__withdrawn_at=None)
    rows = TemporaryGroup.objects.filter(today, grouping__unit=unit).select_related("grouping__goal", "board")
    groups = list(rows.annotate(explained=Count("board__explanations")).order_by("-grouping", "pk"))
    seats: dict[int | None, list[Person]] = defaultdict(list)
    for seat in Seat.objects.filter(group__in=groups).select_related("learner").order_by("learner__given_name"):
        seats[seat.group_id].append(seat.learner)
    states: dict[Grouping, list[GroupState]] = defaultdict(list)
    for one in groups:
        names = list(call_names(seats[one.pk]).values())
        states[one.grouping].append(GroupState(one, names, getattr(one, "board", None), one.explained))
    return list(states.items())


@dataclass(frozen=True)
class RolesOfGroup:
    """A group with for each member (id, name) the role that is held or proposed."""

    group: TemporaryGroup
    members: list[tuple[int, str, str]]


def roles_to_give(*, viewer: Viewer, grouping: int) -> tuple[Grouping, list[RolesOfGroup], bool]:
    """Return the roles of a grouping, those given or else a fair proposal, and whether they were given (five queries).

    A proposal looks at every role a learner ever held; the last one is never proposed again.
    """
    found = check_writes_grouping(viewer, grouping)
    seats = list(Seat.objects.filter(grouping=found, group__isnull=False).select_related("learner", "group"))
    names = call_names([one.learner for one in seats])
    given = dict(RoleTurn.objects.filter(group__grouping=found).values_list("learner", "role"))
    held = roles_held(learners=list(names))
    members: dict[TemporaryGroup, list[int]] = {}
    for seat in sorted(seats, key=lambda one: (one.group_id or 0, names[one.learner_id])):
        if seat.group:
            members.setdefault(seat.group, []).append(seat.learner_id)
    keys = [one.key for one in cooperation().roles]
    rows = []
    for group, ids in members.items():
        roles = given if given else propose(members=ids, held=held, roles=keys)
        rows.append(RolesOfGroup(group, [(one, names[one], roles.get(one, keys[0])) for one in ids]))
    return found, rows, bool(given)


def skills_seen(*, viewer: Viewer, grouping: int, skill: str) -> tuple[Grouping, list[tuple[TemporaryGroup, int]]]:
    """Return the groups of a grouping, each with the level last seen of ``skill`` (0: not looked at yet)."""
    found = check_writes_grouping(viewer, grouping)
    last = dict(SkillSeen.objects.filter(group__grouping=found, skill=skill).values_list("group", "level"))
    return found, [(one, last.get(one.pk, 0)) for one in found.groups.all()]
