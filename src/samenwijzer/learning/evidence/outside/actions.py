"""Putting an experience down, saying what one learned, asking a mentor, and letting it count."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.evidence.actions import store_rows
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.outside.models import Experience, ExperienceGoal
from samenwijzer.learning.evidence.outside.pack import outside
from samenwijzer.learning.evidence.outside.rules import check_own_experience, check_validates
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.network.access.rules import writable_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.agenda.rules import check_words
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.rules import visible_frameworks
from samenwijzer.practice.offers.partners.models import Activity

#: How many goals one experience is about at most: what a mentor can rate on a phone, standing.
MOST_GOALS = 3
LONGEST = 1000


@transaction.atomic
def begin_experience(
    *,
    learner: int,
    kind: str,
    title: str,
    place: str,
    starts: date,
    ends: date,
    goals: Sequence[int],
    by: Viewer,
    activity: int | None = None,
) -> Experience:
    """Put down what a learner does outside the school, by the learner or an adult who writes about it (D-080)."""
    own = by.is_learner and learner == by.person_id
    if not own and not writable_learners(by).filter(pk=learner).exists():
        raise NotVisible(_("There is nothing here for you."))
    if outside().kind(kind) is None:
        raise Refused(_("Choose one of the list."))
    if not starts <= ends or (ends - starts).days > 366:
        raise Refused(_("Choose a last day after the first, at most a year later."))
    found = list(Goal.objects.filter(pk__in=set(goals), framework__in=visible_frameworks(by), gone_at=None))
    if not 1 <= len(found) <= MOST_GOALS or len(found) < len(set(goals)):
        raise Refused(_("Choose one, two or three goals."))
    made = Experience.objects.create(
        learner_id=learner, kind=kind, title=check_words(title, longest=200), place=check_words(place, longest=200),
        starts=starts, ends=ends, activity=_activity(activity, learner), by_id=by.person_id,
    )  # fmt: skip
    order = {pk: number for number, pk in enumerate(goals)}
    ordered = sorted(found, key=lambda goal: order[goal.pk])
    ExperienceGoal.objects.bulk_create(ExperienceGoal(experience=made, goal=one) for one in ordered)
    record(verb="begin experience", on=_of(made), by=by.person_id)
    return made


def _activity(activity: int | None, learner: int) -> Activity | None:
    """Return the activity of a partner in which this learner takes part; another is none."""
    return Activity.objects.filter(pk=activity, enrolments__learner=learner).first() if activity else None


@transaction.atomic
def keep_answers(*, experience: UUID, answers: Mapping[str, str], by: Viewer) -> Experience:
    """Keep what the learner says of it, by question of its kind."""
    found = check_own_experience(by, experience)
    kind = outside().kind(found.kind)
    known = {one.key for one in kind.prompts} if kind else set()
    said = {key: words.strip()[:LONGEST] for key, words in answers.items() if key in known}
    found.answers = {key: words for key, words in {**found.answers, **said}.items() if words}
    found.save(update_fields=["answers"])
    record(verb="look back at experience", on=_of(found), by=by.person_id)
    return found


@transaction.atomic
def validate(*, experience: UUID, steps: Mapping[int, int], by: Viewer) -> list[Evidence]:
    """Let what a partner saw count from now on, goal by goal, at the step the teacher stands behind (D-080, D-155).

    ``steps``: a step for each goal by its id; a goal that is left out does not count. Once is enough.
    """
    found = Experience.objects.select_for_update().get(pk=check_validates(by, experience).pk)
    if found.partner_at is None:
        raise Refused(_("Nobody outside the school has said yet what they saw."))
    if found.validated_at is not None:
        raise Refused(_("This counts already."))
    rows = {one.goal_id: one for one in found.goals.all()}
    wanted = {goal: step for goal, step in steps.items() if goal in rows}
    if not wanted or any(step not in (1, 2, 3, 4) for step in wanted.values()):
        raise Refused(_("Choose a step from 1 to 4."))
    for goal, step in wanted.items():
        rows[goal].validated = step
    ExperienceGoal.objects.bulk_update(rows.values(), ["validated"])
    found.validated_at, found.validated_by_id = timezone.now(), by.person_id
    found.save(update_fields=["validated_at", "validated_by"])
    said = ": ".join(one for one in (f"{found.title} ({found.place})", found.partner_words) if one)
    made = [
        Evidence(
            learner_id=found.learner_id, kind=Evidence.Kind.PARTNER, step=step, outcome=scales().step(step).outcome,
            note=said, seen_by_id=by.person_id, seen_at=found.partner_at,
        )
        for step in wanted.values()
    ]  # fmt: skip
    return store_rows(made, [(goal,) for goal in wanted], verb="validate what a partner saw", by=by.person_id)


def _of(experience: Experience) -> Reference:
    return Reference("outside.experience", str(experience.pk))
