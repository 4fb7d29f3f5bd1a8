"""Who needs what around a unit of work: before it, on the road to its goals, and what each gets of instruction.

It informs and proposes with its reason; a person decides (R9).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import exp, log

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.rules import current
from samenwijzer.learning.lessons.kinds import Tier
from samenwijzer.learning.lessons.models import Activity, Deviation, UnitOfWork, Variation
from samenwijzer.learning.lessons.pack import Rung, Words, content
from samenwijzer.learning.lessons.plans import Plan
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.learning.progress.needs import SUPPORT_BELOW
from samenwijzer.network.access.rules import visible_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.calendar.models import Absence
from samenwijzer.network.organisation.queries import learners_of
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.queries import prerequisites

FORTNIGHT = timedelta(days=14)
EXCELLENCE_WITHIN = timedelta(days=90)
#: What shows excellence beside marks (D-387).
SHOWN_OTHERWISE = (
    Evidence.Kind.OBSERVATION, Evidence.Kind.CONVERSATION, Evidence.Kind.PRODUCT, Evidence.Kind.PARTNER,
)  # fmt: skip
ELSEWHERE = 4
LEAST, MOST = 0.02, 0.98


@dataclass(frozen=True)
class Suggested:
    """A variation (or tier, where none is planned) for one learner on one goal, and why."""

    learner: Person
    goal: Goal
    tier: Tier
    variation: Variation | None
    because: str
    chance: int
    rung: Rung


@dataclass
class UnitNeeds:
    """Who needs what in one unit of work.

    ``missing`` holds for each prerequisite who does not have it yet; ``unseen`` how many too little was seen of.
    """

    learners: list[Person]
    missing: list[tuple[Goal, Goal, list[Person]]] = field(default_factory=list)
    unseen: int = 0
    support: list[Suggested] = field(default_factory=list)
    challenge: list[Suggested] = field(default_factory=list)
    excelled: list[tuple[Person, Goal, str]] = field(default_factory=list)
    review: list[tuple[Goal, list[Person]]] = field(default_factory=list)


def unit_needs(*, viewer: Viewer, plan: Plan) -> UnitNeeds:
    """Return who needs what in ``plan`` (five queries): missing prerequisites, support and challenge, review."""
    members = learners_of(units=[plan.work.group_id], on=viewer.on)
    learners = list(members.filter(pk__in=visible_learners(viewer)))
    goals = [one.pk for one in plan.goals]
    before = prerequisites(goals)
    asked = {one.pk for ones in before.values() for one in ones} | set(goals)
    rows = Estimate.objects.filter(learner__in=learners, goal__in=asked, step__gt=0).select_related("goal")
    estimates = {(one.learner_id, one.goal_id): one for one in rows.defer("contributions")}
    found = UnitNeeds(learners, _missing(plan, before, learners, estimates))
    found.unseen = sum(not any((one.pk, goal) in estimates for goal in goals) for one in learners)
    weak = {(who.pk, goal.pk): needed for needed, goal, people in found.missing for who in people}
    for learner in learners:
        for goal in plan.goals:
            if one := suggested(
                plan, learner, goal, estimates.get((learner.pk, goal.pk)), weak.get((learner.pk, goal.pk))
            ):
                (found.support if one.tier == Tier.SUPPORT else found.challenge).append(one)
    found.excelled = _excelled(learners, plan.goals, viewer.on)
    found.review = _review(plan.goals, learners, estimates, viewer.on)
    return found


def _missing(
    plan: Plan,
    before: dict[int, list[Goal]],
    learners: Sequence[Person],
    estimates: dict[tuple[int, int], Estimate],
) -> list[tuple[Goal, Goal, list[Person]]]:
    """Return (prerequisite, goal, who does not have it) where that is somebody (D-032)."""
    found = []
    for goal in plan.goals:
        for needed in before.get(goal.pk, ()):
            seen = {one.pk: estimates.get((one.pk, needed.pk)) for one in learners}
            who = [one for one in learners if (at := seen[one.pk]) and at.mean < SUPPORT_BELOW]
            if who:
                found.append((needed, goal, who))
    return found


def suggested(
    plan: Plan, learner: Person, goal: Goal, estimate: Estimate | None, missing: Goal | None
) -> Suggested | None:
    """Return what fits ``learner`` better than the plan of the group, with its reason; ``None`` where that fits.

    The tier is the one with which the chance of success comes nearest to what the teacher aims at (D-426); who misses a
    prerequisite gets support (D-169). The plan of the group stands where it fits too, and the goal is the same (D-036).
    """
    if estimate is None and missing is None:
        return None
    mean = estimate.mean if estimate else SUPPORT_BELOW
    low, high = plan.work.aim_low / 100, plan.work.aim_high / 100
    chances = {tier: shifted(mean, shift) for tier, shift in content(Words).tiers.items()}
    tier = (
        Tier.SUPPORT if missing else min(chances, key=lambda one: (_outside(chances[one], low, high), one != Tier.CORE))
    )
    if tier == Tier.CORE:
        return None
    step = estimate.step if estimate else 1
    return Suggested(
        learner=learner,
        goal=goal,
        tier=tier,
        variation=next((one for one in plan.variations if one.goal_id == goal.pk and one.tier == tier), None),
        because=_because(missing, mean, tier, plan.work),
        chance=round(100 * chances[tier]),
        rung=content(Words).scaffolds[step - 1],
    )


def shifted(chance: float, logits: float) -> float:
    """Return a chance of success moved by ``logits``."""
    safe = min(max(chance, LEAST), MOST)
    return 1 / (1 + exp(-(log(safe / (1 - safe)) + logits)))


def _outside(chance: float, low: float, high: float) -> float:
    return max(low - chance, chance - high, 0.0)


def _because(missing: Goal | None, mean: float, tier: Tier, work: UnitOfWork) -> str:
    if missing:
        return _("because “%(goal)s” is still missing") % {"goal": missing}
    words = {"chance": round(100 * mean), "low": work.aim_low, "high": work.aim_high}
    if tier == Tier.SUPPORT:
        return _("because the chance of success is %(chance)s %%, below your aim of %(low)s to %(high)s %%") % words
    return _("because the chance of success is %(chance)s %%, above your aim of %(low)s to %(high)s %%") % words


def _excelled(learners: Sequence[Person], goals: Sequence[Goal], on: date) -> list[tuple[Person, Goal, str]]:
    """Return who showed a goal elsewhere as well, in what was seen, said or made and not in a mark (D-387)."""
    since = timezone.make_aware(datetime.combine(on - EXCELLENCE_WITHIN, time.min))
    rows = current().filter(
        learner__in=learners, kind__in=SHOWN_OTHERWISE, step=ELSEWHERE, goals__in=goals, seen_at__gte=since
    )
    people = {one.pk: one for one in learners}
    named = {one.pk: one for one in goals}
    found = rows.order_by("-seen_at").values_list("learner", "goals", "kind")
    once = {(learner, goal): kind for learner, goal, kind in found if goal in named}
    return [(people[learner], named[goal], kind) for (learner, goal), kind in once.items()]


def _review(
    goals: Sequence[Goal], learners: Sequence[Person], estimates: dict[tuple[int, int], Estimate], on: date
) -> list[tuple[Goal, list[Person]]]:
    """Return for each goal who is due to come back to it."""
    found = []
    for goal in goals:
        due = [(one, estimates.get((one.pk, goal.pk))) for one in learners]
        who = [one for one, at in due if at and at.review_on and at.review_on <= on]
        if who:
            found.append((goal, who))
    return found


@dataclass(frozen=True)
class Guarded:
    """How much instruction and practice in contact, and cooperation, one learner had in a fortnight."""

    learner: Person
    minutes: int
    cooperation: int


def little_instruction(*, viewer: Viewer, group: int) -> tuple[list[Guarded], bool]:
    """Return who had little instruction or cooperation this fortnight, and whether anything was planned by day (D-414).

    The plan of the group counts for everybody, except on days away and what a learner skipped (four queries).
    """
    first = viewer.on - FORTNIGHT
    activities = list(Activity.objects.filter(unit_of_work__group=group, on__gt=first, on__lte=viewer.on))
    learners = list(learners_of(units=[group], on=viewer.on).filter(pk__in=visible_learners(viewer)))
    away: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for person, begins, ends in Absence.objects.filter(
        person__in=learners, first__lte=viewer.on, last__gte=first
    ).values_list("person", "first", "last"):
        away[person].append((begins, ends))
    skipped = set(Deviation.objects.filter(activity__in=activities, ended_at=None).values_list("learner", "activity"))
    least = content(Words).fortnight
    found = []
    for learner in learners:
        own = [
            one
            for one in activities
            if (learner.pk, one.pk) not in skipped and not any(a <= (one.on or first) <= b for a, b in away[learner.pk])
        ]
        minutes = sum(one.minutes for one in own if one.teaches)
        together = sum(one.is_cooperative for one in own)
        if minutes < least.minutes or together < least.cooperation:
            found.append(Guarded(learner, minutes, together))
    return (sorted(found, key=lambda one: (one.minutes, one.cooperation)) if activities else []), bool(activities)


def without_steering(deviations: Iterable[Deviation]) -> list[Person]:
    """Return whose own path holds no step in which it steers its learning: a warning for who designs it (D-391)."""
    return list({one.learner_id: one.learner for one in deviations if not one.is_steered}.values())  # type: ignore[attr-defined]


def deviations_of(*, work: UnitOfWork, learners: Collection[int]) -> list[Deviation]:
    """Return what learners do otherwise in ``work`` now, in order of name (one query).

    Each is annotated with ``is_steered``: whether the learner keeps a step in which it steers its learning.
    """
    skipped = Deviation.objects.filter(activity=OuterRef("pk"), learner=OuterRef(OuterRef("learner")), ended_at=None)
    steering = Activity.objects.filter(~Q(steering=[]), ~Exists(skipped), unit_of_work=OuterRef("unit_of_work"))
    rows = Deviation.objects.filter(unit_of_work=work, learner__in=learners, ended_at=None)
    found = rows.select_related("learner", "variation__goal", "activity", "goal").annotate(is_steered=Exists(steering))
    return list(found.order_by("learner", "pk"))
