"""Who needs what in one group today, and what its teacher planned to do about it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, FilteredRelation, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.learning.evidence.queries import latest_sight
from samenwijzer.learning.progress import needs
from samenwijzer.learning.progress.models import Estimate, FollowUp
from samenwijzer.learning.progress.queries import still_planned
from samenwijzer.learning.progress.sentences import certainty, strongest_reason, success_sentence
from samenwijzer.network.access.rules import check_guided_path, visible_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.calendar.queries import school_days
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.network.organisation.pack import organisation
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal, GoalLink

QUIET_SCHOOL_DAYS = 10
#: What has been due for longer than this asks for a lesson, not for five minutes of refreshing.
REVIEW_WITHIN = timedelta(days=180)
#: Columns of an estimate and its goal that no signal needs; a class has a thousand of them, so it counts.
UNREAD = ("contributions", "trend", "computed_at", "goal__learner_wording", "goal__framework", "goal__parent")


@dataclass(frozen=True)
class Attention:
    """One card of the attention list, with its people and goals filled in.

    For *challenge*, ``goal`` is the running goal that goes least well of all that go well. ``owner`` looks after it as
    long as nobody else takes it up: who has guided the group longest.
    """

    signal: needs.Signal
    learners: list[Person]
    goal: Goal | None
    for_goal: Goal | None
    certainty: str
    sentence: str
    reason: str
    owner: str = ""


@dataclass(frozen=True)
class Plan:
    """One deed that was planned, for one or more learners at once; ``ids`` are those of its follow-ups."""

    need: str
    goal: Goal | None
    learners: list[Person]
    ids: list[int]


@dataclass(frozen=True)
class GroupNeeds:
    """The learners of a group, at most ten cards, what the viewer has planned, and whether anything was ever seen."""

    learners: list[Person]
    cards: list[Attention]
    plans: list[Plan]
    anything_seen: bool


def group_needs(*, viewer: Viewer, unit: int, goals: Sequence[Goal]) -> GroupNeeds:
    """Return who needs what in a group that ``viewer`` guides, for the goals that are running (D-178).

    Four queries, whatever the size of the group; one more where the fitted model made what the cards rest on, and one
    for who guides the group from above, as who answers for the whole school does.
    """
    path = check_guided_path(viewer, unit)
    members = Membership.objects.filter(active(viewer.on), unit=unit, role=LEARNER).values("person")
    rows = visible_learners(viewer).filter(pk__in=members)
    learners = list(rows.annotate(seen_at=latest_sight(), owner=_owner(unit, viewer.on)))
    running = [goal.pk for goal in goals]
    estimates, before = _estimates(learners, running, viewer.on)
    follow_ups = _open_follow_ups(viewer, learners)
    group = needs.Group(
        learners=[one.pk for one in learners],
        goals=running,
        prerequisites=before,
        estimates=estimates,
        last_seen={one.pk: one.seen_at for one in learners if one.seen_at},
        quiet_before=_quiet_before(path, viewer.on),
        on=viewer.on,
    )
    settled = {(one.learner_id, one.need) for one in follow_ups}
    places = needs.LIST_LENGTH - _dealt_with(follow_ups, learners)
    found = needs.signals(group, settled=settled, places=places)
    return GroupNeeds(
        learners=list(learners),
        cards=_cards(found, learners, goals, viewer.on),
        plans=_plans([one for one in follow_ups if one.by_id == viewer.person_id]),
        anything_seen=bool(group.last_seen),
    )


def _estimates(
    learners: Collection[Person], goals: Collection[int], on: date
) -> tuple[list[Estimate], dict[int, set[int]]]:
    """Return the estimates a signal can rest on, and which prerequisites of ``goals`` are among them.

    Those are the estimates on ``goals``, on what comes before these where it is weak, and whatever is due for review. A
    weak prerequisite of several goals comes as often.
    """
    links = Q(goal__linked_from__kind=GoalLink.Kind.PREREQUISITE, goal__linked_from__origin__in=goals)
    links &= Q(mean__lt=needs.SUPPORT_BELOW)
    rows = Estimate.objects.filter(learner__in=learners).annotate(
        link=FilteredRelation("goal__linked_from", condition=links), needed_for=F("link__origin")
    )
    rows = rows.filter(Q(goal__in=goals) | Q(needed_for__isnull=False) | Q(review_on__range=(on - REVIEW_WITHIN, on)))
    estimates: list[Estimate] = []
    before: dict[int, set[int]] = defaultdict(set)
    for one in rows.select_related("goal").defer(*UNREAD):
        estimates.append(one)
        if one.needed_for:
            before[one.needed_for].add(one.goal_id)
    return estimates, before


def _cards(
    found: Sequence[needs.Signal], learners: Collection[Person], goals: Collection[Goal], on: date
) -> list[Attention]:
    _read_contributions([one.estimate for one in found if one.estimate and one.estimate.is_fitted])
    people = {one.pk: one for one in learners}
    running = {one.pk: one for one in goals}
    return [
        Attention(
            signal=signal,
            learners=[people[learner] for learner in signal.learners],
            goal=signal.estimate.goal if signal.estimate else None,
            for_goal=running[signal.for_goal] if signal.for_goal else None,
            certainty=certainty(signal.estimate) if signal.estimate else _("certain: this was counted, not estimated"),
            sentence=success_sentence(signal.estimate, on) if signal.estimate else "",
            reason=strongest_reason(signal.estimate) if signal.estimate and signal.estimate.is_fitted else "",
            owner=people[signal.learners[0]].owner,  # type: ignore[attr-defined]
        )
        for signal in found
    ]


def _read_contributions(estimates: Collection[Estimate]) -> None:
    """Fill in what the estimates on cards are made of, which was left out for the many that are on none."""
    if estimates:
        rows = Estimate.objects.filter(pk__in=[one.pk for one in estimates]).values_list("pk", "contributions")
        found = dict(rows)
        for one in estimates:
            one.contributions = found[one.pk]


def _owner(unit: int, on: date) -> Coalesce:
    """Return, to annotate learners with, who has guided the group longest of those who may note about its learners."""
    writing = [one.key for one in organisation().roles if one.writes]
    rows = Membership.objects.filter(active(on), unit=unit, role__in=writing).order_by("starts", "pk")
    name = Concat("person__given_name", Value(" "), "person__family_name")
    return Coalesce(Subquery(rows.annotate(name=name).values("name")[:1]), Value(""))


def _quiet_before(path: str, on: date) -> datetime:
    """Return the moment ten school days before ``on``, by the calendar of the group at ``path``."""
    days = school_days(path=path, first=on - timedelta(days=60), last=on)
    day = days[-QUIET_SCHOOL_DAYS] if len(days) >= QUIET_SCHOOL_DAYS else on - timedelta(days=14)
    return timezone.make_aware(datetime.combine(day, time.min))


def _open_follow_ups(viewer: Viewer, learners: Collection[Person]) -> list[FollowUp]:
    """Return what anybody chose for ``learners`` and what ``viewer`` chose for any learner still guided, oldest first.

    Choices that were taken back or are past their last day are left out.
    """
    own = Q(by=viewer.person_id, learner__in=visible_learners(viewer))
    rows = FollowUp.objects.filter(Q(learner__in=learners) | own, until__gt=viewer.on, withdrawn_at=None)
    return list(rows.select_related("learner", "goal").order_by("at", "pk"))


def _dealt_with(choices: Iterable[FollowUp], learners: Collection[Person]) -> int:
    """Count the cards of this group that somebody dealt with this week: what was chosen at one moment is one card.

    What was planned of one's own accord, beside the list, does not take a place of it.
    """
    here = {one.pk for one in learners}
    cards = {
        (one.need, one.goal_id, one.by_id, one.at)
        for one in choices
        if one.is_listed and one.learner_id in here and one.choice != FollowUp.Choice.DONE
    }
    return len(cards)


def _plans(choices: Iterable[FollowUp]) -> list[Plan]:
    """Gather the choices of one adult that still are plans: one plan a need and goal."""
    gathered: dict[tuple[str, int | None], list[FollowUp]] = defaultdict(list)
    for one in still_planned(choices):
        gathered[one.need, one.goal_id].append(one)
    return [
        Plan(need, ones[0].goal, [one.learner for one in ones], [one.pk for one in ones])
        for (need, _goal), ones in gathered.items()
    ]
