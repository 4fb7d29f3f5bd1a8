"""What a school and a partner do together: planned, tied to goals, published, joined, talked about and evaluated."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.actions import involve
from samenwijzer.network.access.involvements import tied_roles
from samenwijzer.network.access.models import Involvement
from samenwijzer.network.access.rules import visible_learners, whole_school_functions
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Membership, Unit, active
from samenwijzer.network.organisation.pack import Sees
from samenwijzer.practice.agenda.rules import check_words
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.rules import visible_frameworks
from samenwijzer.practice.offers.partners.actions import check_cost, check_interests
from samenwijzer.practice.offers.partners.models import (
    Activity,
    ActivityGoal,
    ActivityGroup,
    Enrolment,
    Evaluation,
    Post,
)
from samenwijzer.practice.offers.partners.pack import names, partners
from samenwijzer.practice.offers.partners.rules import (
    check_makes_activity,
    check_partnership,
    check_period,
    check_reads_partners,
    check_sees_activity,
    enrollable,
    is_above_school,
    makes_activities,
)

LONGEST = 600


@dataclass(frozen=True)
class Plan:
    """What is filled in for an activity."""

    title: str
    kind: str
    reach: str
    starts: date
    ends: date
    interests: tuple[str, ...]
    groups: tuple[int, ...]
    words: str = ""
    place: str = ""
    cost: Decimal = Decimal(0)
    places: int = 30
    earlier: int | None = None


@transaction.atomic
def plan_activity(*, partnership: int, school: int, plan: Plan, by: Viewer) -> Activity:
    """Plan an activity of a school with a partner of it, or of the levels above; nobody outside sees it yet."""
    found, here = check_partnership(by, partnership), check_reads_partners(by, school)
    if is_above_school(here) or found.unit_id not in here.ancestor_ids or not makes_activities(by, here):
        raise NotVisible(_("There is nothing here for you."))
    if found.is_over(by.on):
        raise Refused(_("This partnership is over."))
    check_period(plan.starts, plan.ends)
    if plan.kind not in names(partners().activities) or plan.reach not in names(partners().reaches):
        raise Refused(_("Choose one of the list."))
    if not 1 <= plan.places <= 2000:
        raise Refused(_("Say how many can join."))
    groups = list(Unit.objects.filter(pk__in=plan.groups, path__startswith=here.path).exclude(pk=here.pk))
    if not groups or len(groups) < len(set(plan.groups)):
        raise Refused(_("Choose at least one group of the school."))
    earlier = Activity.objects.filter(pk=plan.earlier, partnership=found).first() if plan.earlier else None
    made = Activity.objects.create(
        partnership=found, school=here, title=check_words(plan.title, longest=200), words=plan.words.strip()[:LONGEST],
        kind=plan.kind, reach=plan.reach, interests=check_interests(plan.interests), starts=plan.starts,
        ends=plan.ends, place=" ".join(plan.place.split())[:120], cost=check_cost(plan.cost), places=plan.places,
        earlier=earlier, by_id=by.person_id,
    )  # fmt: skip
    ActivityGroup.objects.bulk_create(ActivityGroup(activity=made, unit=one) for one in groups)
    record(verb="plan partner activity", on=_of(made), by=by.person_id)
    return made


@transaction.atomic
def link_goal(*, activity: int, goal: int, by: Viewer, links: bool = True) -> None:
    """Tie an activity to a goal of the curriculum; the last goal of one that is published stays (R14)."""
    found = check_makes_activity(by, activity)
    wanted = Goal.objects.filter(pk=goal, framework__in=visible_frameworks(by), gone_at=None).first()
    if wanted is None:
        raise NotVisible(_("There is nothing here for you."))
    if links:
        ActivityGoal.objects.get_or_create(activity=found, goal=wanted)
    elif found.published_at and found.goals.count() < 2:
        raise Refused(_("An activity that people see keeps a goal of the curriculum."))
    else:
        found.goals.filter(goal=wanted).delete()
    record(verb="link goal to partner activity", on=_of(found), by=by.person_id)


@transaction.atomic
def publish_activity(*, activity: int, by: Viewer, is_public: bool = True) -> Activity:
    """Let learners, parents and the partner see an activity; without a goal of the curriculum that is refused (R14)."""
    found = check_makes_activity(by, activity)
    if is_public and not found.goals.exists():
        raise Refused(_("Link a goal of the curriculum first: an activity with a partner always serves one."))
    found.published_at = timezone.now() if is_public else None
    found.save(update_fields=["published_at"])
    record(verb="publish partner activity", on=_of(found), by=by.person_id)
    return found


@transaction.atomic
def enrol(*, activity: int, learner: int, by: Viewer, joins: bool = True) -> None:
    """Put a learner down for an activity that is published, or take it off again."""
    found = check_sees_activity(by, activity)
    person = enrollable(by, found).filter(pk=learner).first()
    if person is None or found.published_at is None:
        raise NotVisible(_("There is nothing here for you."))
    if found.ends < by.on:
        raise Refused(_("This activity is over."))
    locked = Activity.objects.select_for_update().get(pk=found.pk)
    if not joins:
        found.enrolments.filter(learner=person).delete()
    elif not found.enrolments.filter(learner=person).exists():
        if found.enrolments.count() >= locked.places:
            raise Refused(_("Every place is taken."))
        Enrolment.objects.create(activity=found, learner=person, by_id=by.person_id)
    record(verb="enrol for partner activity", on=_of(found), by=by.person_id)


@transaction.atomic
def agree_names(*, activity: int, by: Viewer) -> int:
    """Let the contacts of the partner know the first names of who takes part, until the activity ends.

    Each is an involvement, that learner and guardians read and that ends by itself. Return how many were new.
    """
    found = check_makes_activity(by, activity)
    if not any(found.school.path.startswith(one.unit_path) for one in whole_school_functions(by)):
        raise NotVisible(_("There is nothing here for you."))
    if found.ends < by.on:
        raise Refused(_("This activity is over."))
    linked = tied_roles(Sees.LINKED)
    rows = Membership.objects.filter(active(by.on), unit=found.partnership.partner_id, role__in=linked)
    contacts, reason, made = list(rows.order_by("pk")), found.title, 0
    running = Involvement.objects.filter(active(by.on), unit=found.partnership.partner_id, ends__gte=found.ends)
    known = set(running.values_list("person", "learner"))
    guided = visible_learners(by).filter(partner_activities__activity=found)
    for learner in guided.values_list("pk", flat=True):
        for contact in contacts:
            if (contact.person_id, learner) not in known:
                involve(
                    person=contact.person_id, learner=learner, function=contact, reason=reason, ends=found.ends, by=by
                )
                made += 1
    return made


@transaction.atomic
def say(*, activity: int, text: str, by: Viewer) -> Post:
    """Say something in the space of an activity; it waits until somebody of the school lets it in (D-150)."""
    found = check_sees_activity(by, activity)
    words = check_words(text, longest=LONGEST)
    leads = makes_activities(by, found.school)
    if not leads and found.published_at is None:
        raise NotVisible(_("There is nothing here for you."))
    made = Post.objects.create(
        activity=found, text=words, by_id=by.person_id, let_in_at=timezone.now() if leads else None
    )
    record(verb="say in partner activity", on=_of(found), by=by.person_id)
    return made


@transaction.atomic
def let_in(*, post: int, by: Viewer, is_in: bool = True) -> Activity:
    """Let what somebody said be read by who takes part, or take it away."""
    found = Post.objects.filter(pk=post).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    activity = check_makes_activity(by, found.activity_id)
    if is_in:
        found.let_in_at = timezone.now()
        found.save(update_fields=["let_in_at"])
    else:
        found.delete()
    record(verb="moderate partner activity", on=_of(activity), by=by.person_id)
    return activity


@transaction.atomic
def evaluate(*, activity: int, reached: int, included: int, gained: str, by: Viewer, unwanted: str = "") -> Evaluation:
    """Look back at a run: goals reached, everyone included, what learners gained, what nobody wanted (R13)."""
    found = check_makes_activity(by, activity)
    if found.starts > by.on:
        raise Refused(_("Look back once it has begun."))
    if reached not in (1, 2, 3, 4) or included not in (1, 2, 3, 4):
        raise Refused(_("Choose a step from 1 to 4."))
    said = {
        "reached": reached, "included": included, "gained": check_words(gained, longest=LONGEST),
        "unwanted": unwanted.strip()[:LONGEST], "by_id": by.person_id, "at": timezone.now(),
    }  # fmt: skip
    made, _is_new = Evaluation.objects.update_or_create(activity=found, defaults=said)
    record(verb="evaluate partner activity", on=_of(found), by=by.person_id)
    return made


def _of(activity: Activity) -> Reference:
    return Reference("partners.activity", str(activity.pk))
