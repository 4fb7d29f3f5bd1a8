"""One learner as the adults who guide it see it: where it stands, what was seen, what is planned."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from samenwijzer.learning.evidence.queries import TimelineLine, timeline
from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.learning.lessons.queries import running_with_goals
from samenwijzer.learning.progress.models import Estimate, FollowUp
from samenwijzer.network.access.rules import check_guides_learner, visible_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal

REVIEW_SOON = timedelta(days=14)
#: A change of the chance of success over four weeks below which a goal is said to stay as it is.
STEADY = 0.05


@dataclass(frozen=True)
class Place:
    """Where one learner stands on one goal; without an estimate nothing was seen yet."""

    goal: Goal
    estimate: Estimate | None


@dataclass(frozen=True)
class Section:
    """Goals that belong together: a running unit of work, or a domain of a framework."""

    title: str
    places: list[Place]
    unit: UnitOfWork | None = None
    group: Unit | None = None


@dataclass(frozen=True)
class Overview:
    """Everything on the page of one learner."""

    learner: Person
    groups: list[Unit]
    running: list[Section]
    domains: list[Section]
    timeline: list[TimelineLine]
    planned: list[FollowUp]
    due: list[Estimate]

    @property
    def estimates(self) -> list[Estimate]:
        """Every estimate of the learner."""
        sections = [*self.running, *self.domains]
        once = {place.goal.pk: place.estimate for section in sections for place in section.places if place.estimate}
        return list(once.values())

    def standing_at(self, step: int) -> int:
        """Return on how many goals the learner stands at ``step`` (0: too little seen)."""
        return sum(1 for one in self.estimates if one.step == step)

    @property
    def growing(self) -> int:
        """On how many goals the chance of success rose in the last four weeks."""
        return sum(1 for one in self.estimates if (one.trend or 0) > STEADY)

    @property
    def fading(self) -> int:
        """On how many goals the chance of success fell in the last four weeks."""
        return sum(1 for one in self.estimates if (one.trend or 0) < -STEADY)


def overview(*, viewer: Viewer, learner: int) -> Overview:
    """Return the page of ``learner`` for an adult who guides it; a constant number of queries."""
    places = _places(viewer, learner)
    person = places[0].person if places else check_guides_learner(viewer, learner)
    groups = [place.unit for place in places]
    rows = Estimate.objects.filter(learner=learner).select_related("goal__framework", "goal__parent")
    estimates = {one.goal_id: one for one in rows.order_by("goal__framework", "goal__position", "goal")}
    sections = _running(groups, estimates, viewer.on)
    shown = {place.goal.pk for section in sections for place in section.places}
    planned = FollowUp.objects.filter(
        learner=learner, choice=FollowUp.Choice.PLANNED, withdrawn_at=None, until__gt=viewer.on
    )
    return Overview(
        learner=person,
        groups=groups,
        running=sections,
        domains=_domains(one for one in estimates.values() if one.goal_id not in shown),
        timeline=timeline(viewer=viewer, learner=learner),
        planned=list(planned.select_related("goal", "by").order_by("at")),
        due=_due(estimates.values(), shown, viewer.on + REVIEW_SOON),
    )


def _places(viewer: Viewer, learner: int) -> list[Membership]:
    """Return where ``learner`` is a learner now; nothing where ``viewer`` does not guide it."""
    guided = Membership.objects.filter(person__in=visible_learners(viewer))
    rows = guided.filter(active(viewer.on), person=learner, role=LEARNER).select_related("unit", "person")
    return list(rows.order_by("unit__name", "pk"))


def _running(groups: Collection[Unit], estimates: Mapping[int, Estimate], on: date) -> list[Section]:
    """Return the running units of work of ``groups``, each with its goals as they are taught."""
    by_id = {group.pk: group for group in groups}
    return [
        Section(
            title=one.unit_of_work.title,
            places=[Place(goal, estimates.get(goal.pk)) for goal in one.goals],
            unit=one.unit_of_work,
            group=by_id[one.unit_of_work.group_id],
        )
        for one in running_with_goals(groups=list(by_id), on=on)
    ]


def _domains(estimates: Iterable[Estimate]) -> list[Section]:
    """Return ``estimates`` by the domain their goal stands in, or by framework where there are no domains."""
    found: dict[str, list[Place]] = defaultdict(list)
    for one in estimates:
        above = one.goal.parent or one.goal.framework
        found[str(above)].append(Place(one.goal, one))
    return [Section(title, places) for title, places in found.items()]


def _due(estimates: Iterable[Estimate], shown: Collection[int], until: date) -> list[Estimate]:
    """Return what comes back for review until ``until`` and is not worked at now, longest due first."""
    due = [
        one for one in estimates if one.step and one.review_on and one.review_on <= until and one.goal_id not in shown
    ]
    return sorted(due, key=lambda one: (one.review_on or until, one.goal_id))[:6]
