"""What is known before groups are formed: where learners stand, the pairs of the team, and who was with whom."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.groups.models import Grouping, Seat, Tie, Willingness
from samenwijzer.learning.groups.rules import check_forms_groups
from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.learning.lessons.queries import Running, running_with_goals
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.learning.progress.needs import SUPPORT_BELOW
from samenwijzer.learning.regulation.autonomy.companions import shared_interests
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.organisation.queries import learners_of
from samenwijzer.network.people.models import Person
from samenwijzer.network.people.naming import call_names
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.queries import goals_by_id, prerequisites
from samenwijzer.science.grouping.equity import Round
from samenwijzer.science.grouping.purposes import Known
from samenwijzer.science.grouping.tutoring import Willing

MIDDLE = 50.0
"""Readiness of everybody where nothing was seen of anybody."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a teacher asks: ``goal`` empty means all goals of the running unit of work; all people are ids.

    ``ticks`` are who has which trait of the pack, for this grouping only and never kept; ``along`` join extended
    instruction whatever was seen. ``meeting`` is the time of the week at which groups across classes meet, as
    ``Meeting.key``; empty where none is. ``adults`` is how many groups can have extended instruction at once, and
    ``adult`` who watches over pairs that explain to each other.
    """

    purpose: str
    goal: int | None
    largest: int
    here: tuple[int, ...]
    ticks: Mapping[str, frozenset[int]] = field(default_factory=dict)
    along: frozenset[int] = frozenset()
    meeting: str = ""
    adults: int | None = None
    adult: int | None = None

    @property
    def is_instruction(self) -> bool:
        """Whether some join extended instruction and the others work on."""
        return self.purpose == Grouping.Purpose.INSTRUCTION

    @property
    def is_interest(self) -> bool:
        """Whether a context that learners like brings them together."""
        return self.purpose == Grouping.Purpose.INTEREST

    @property
    def is_tutoring(self) -> bool:
        """Whether learners explain to each other in pairs."""
        return self.purpose == Grouping.Purpose.TUTORING

    @property
    def leaves_some_out(self) -> bool:
        """Whether learners may be in no group."""
        return self.is_instruction or self.is_tutoring


@dataclass(frozen=True, slots=True)
class Placed:
    """One group: its learners, and the goal it is about in extended instruction and where learners explain."""

    goal: int | None
    learners: tuple[int, ...]


@dataclass(frozen=True)
class Basis:
    """Everything groups of one unit are formed from; read once, in eight queries whatever the size of the unit.

    ``means`` holds the estimated chance to succeed (0 to 1) by learner and goal, where enough was seen.
    """

    unit: Unit
    learners: list[Person]
    running: list[Running]
    goals: dict[int, Goal]
    before: dict[int, list[Goal]]
    means: dict[tuple[int, int], float]
    ties: list[Tie]
    seats: list[Seat] = field(default_factory=list)

    @cached_property
    def names(self) -> dict[int, str]:
        """What each learner is called in the unit."""
        return call_names(self.learners)

    @cached_property
    def interests(self) -> dict[int, list[str]]:
        """What each learner likes and shows to adults (one query, the first time)."""
        return shared_interests([one.pk for one in self.learners])

    @cached_property
    def willing(self) -> Willing:
        """Who said yes to explaining, and who to being explained to (one query, the first time)."""
        rows = Willingness.objects.filter(learner__in=self.learners)
        said = list(rows.values_list("learner", "explains", "listens"))
        explain = frozenset(str(one) for one, explains, _listens in said if explains)
        return Willing(explain, frozenset(str(one) for one, _explains, listens in said if listens))

    @property
    def running_goals(self) -> list[int]:
        """The goals the unit works at, each once, in the order they are taught."""
        return list(dict.fromkeys(goal.pk for one in self.running for goal in one.goals))

    def unit_of_work(self, goal: int | None) -> UnitOfWork | None:
        """Return the running unit of work ``goal`` stands in, or comes before; the first one where no goal is named."""
        for one in self.running:
            near = {goal.pk for goal in one.goals} | {g.pk for own in one.goals for g in self.before.get(own.pk, [])}
            if goal is None or goal in near:
                return one.unit_of_work
        return None

    def readiness(self, learner: int, goal: int | None) -> float | None:
        """Return how ready a learner is for ``goal``, or for all running goals, 0 to 100; nothing: too little seen."""
        goals = [goal] if goal else self.running_goals
        seen = [self.means[learner, one] for one in goals if (learner, one) in self.means]
        return 100 * sum(seen) / len(seen) if seen else None

    def scores(self, learners: Collection[int], goal: int | None) -> dict[int, float]:
        """Return the readiness of each learner; of whom too little was seen counts as the mean of the others."""
        known = {one: self.readiness(one, goal) for one in learners}
        return filled(known)

    def is_weak(self, learner: int, goal: int) -> bool:
        """Whether the learner asks for support on ``goal``, by the rule of the attention list."""
        return self.means.get((learner, goal), 1.0) < SUPPORT_BELOW

    def known(self) -> Known:
        """What the team knows about pairs, in the words of the solver."""
        pairs = [(str(one.learner_id), str(one.other_id), one.kind) for one in self.ties]
        return Known(
            tuple((a, b) for a, b, kind in pairs if kind == Tie.Kind.APART and int(a) < int(b)),
            tuple((a, b) for a, b, kind in pairs if kind == Tie.Kind.TOGETHER and int(a) < int(b)),
            tuple((a, b, times) for (a, b), times in sorted(self.times_together().items())),
        )

    def prefers(self, learner: int) -> frozenset[str]:
        """Return the ids of those a learner likes to work with, as text."""
        return frozenset(
            str(one.other_id) for one in self.ties if one.learner_id == learner and one.kind == Tie.Kind.PREFERS
        )

    def times_together(self) -> Counter[tuple[str, str]]:
        """Return how often each pair sat in one group this school year, in groupings of any unit."""
        members: dict[int, list[int]] = defaultdict(list)
        for seat in self.seats:
            if seat.group_id:
                members[seat.group_id].append(seat.learner_id)
        return Counter(
            (str(one), str(other)) for group in members.values() for one, other in combinations(sorted(group), 2)
        )

    def rounds(self) -> list[Round]:
        """Return the earlier groupings of this unit this school year, oldest first, with everyone's readiness then.

        Pairs that explain to each other have no lowest group, so they are no round.
        """
        rounds: dict[int, list[Seat]] = defaultdict(list)
        for seat in self.seats:
            if seat.grouping.unit_id == self.unit.pk and seat.grouping.purpose != Grouping.Purpose.TUTORING:
                rounds[seat.grouping_id].append(seat)
        return [_round(seats) for seats in rounds.values()]


def filled(known: dict[int, float | None]) -> dict[int, float]:
    """Return ``known`` with the mean of what is known in the place of what is not."""
    values = [value for value in known.values() if value is not None]
    middle = sum(values) / len(values) if values else MIDDLE
    return {one: middle if value is None else value for one, value in known.items()}


def _round(seats: Sequence[Seat]) -> Round:
    groups: dict[int | None, list[str]] = defaultdict(list)
    for seat in seats:
        groups[seat.group_id].append(str(seat.learner_id))
    scores = filled({seat.learner_id: seat.readiness for seat in seats})
    return Round(tuple(map(tuple, groups.values())), {str(one): score for one, score in scores.items()})


def basis_of(*, viewer: Viewer, unit: int, goal: int | None = None) -> Basis:
    """Return what groups of ``unit`` are formed from, for the running goals and ``goal``; for who may form them."""
    own = check_forms_groups(viewer, unit)
    learners = list(learners_of(units=[own.pk], on=viewer.on))
    running = running_with_goals(groups=[own.pk], on=viewer.on)
    goals = {one.pk: one for run in running for one in run.goals}
    goals |= goals_by_id([goal] if goal else [])
    before = prerequisites(list(goals))
    everything = {one.pk for ones in before.values() for one in ones} | set(goals)
    estimates = Estimate.objects.filter(learner__in=learners, goal__in=everything, step__gt=0)
    return Basis(
        unit=own,
        learners=learners,
        running=running,
        goals=goals | {one.pk: one for ones in before.values() for one in ones},
        before=before,
        means={(learner, goal): mean for learner, goal, mean in estimates.values_list("learner", "goal", "mean")},
        ties=list(Tie.objects.filter(unit=own, learner__in=learners, other__in=learners)),
        seats=_seats(viewer, learners),
    )


def _seats(viewer: Viewer, learners: Sequence[Person]) -> list[Seat]:
    year = SchoolYear.of(viewer.on)
    rows = Seat.objects.filter(
        learner__in=learners, grouping__starts__gte=year.first_day, grouping__withdrawn_at=None
    ).select_related("grouping")
    return list(rows.order_by("grouping__published_at", "grouping", "group", "pk"))
