"""Moments of assessment: planned with a purpose, on criteria that freeze, read by one or two, beside the own view."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.evidence.rules import check_writes_about
from samenwijzer.learning.feedback.assessment_pack import assessment_content
from samenwijzer.learning.feedback.models import Moment, MomentCriterion, Rating
from samenwijzer.learning.feedback.results import keep_moment
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.network.organisation.queries import learners_of
from samenwijzer.practice.instruments.own_rubrics import rubrics_for

Voice = Rating.Voice


@transaction.atomic
def plan_moment(
    *,
    unit: int,
    title: str,
    on: date,
    purpose: str,
    is_summative: bool,
    decision: str = "",
    goal: int | None = None,
    rubric: str = "",
    second_reader: int | None = None,
    by: Viewer,
) -> Moment:
    """Plan a moment with its purpose; the criteria are taken over from a rubric, with its version.

    A summative moment says what is decided, and has criteria (R17).
    """
    group = check_guides_unit(by, unit, writing=True)
    words = " ".join(title.split())
    if not words or not assessment_content().purpose(purpose):
        raise Refused(_("Say what it is, and what it is for."))
    found = rubrics_for(group).get(rubric)
    if is_summative and (found is None or not decision.strip()):
        raise Refused(_("A summative moment has criteria, and says what is decided with it."))
    if second_reader is not None:
        _check_reads_along(second_reader, group.path, by)
    made = Moment.objects.create(
        unit=group,
        goal_id=goal,
        title=words[:200],
        on=on,
        purpose=purpose,
        is_summative=is_summative,
        decision=decision.strip()[:300],
        rubric=found.identifier if found else "",
        version=found.version if found else "",
        second_reader_id=second_reader,
        made_by_id=by.person_id,
    )
    MomentCriterion.objects.bulk_create(
        MomentCriterion(moment=made, position=place, title=title, levels=list(levels))
        for place, (title, levels) in enumerate(found.criteria if found else ())
    )
    _record("plan assessment", made, by)
    return made


def _check_reads_along(person: int, path: str, by: Viewer) -> None:
    """Refuse a second reader who is no other adult of the school of the unit."""
    above = [int(part) for part in path.split("/") if part]
    school = Membership.objects.filter(active(by.on), person=person, unit__in=above).exclude(role=LEARNER)
    beside = Membership.objects.filter(active(by.on), person=person, unit__parent__in=above).exclude(role=LEARNER)
    if person == by.person_id or not (school.exists() or beside.exists()):
        raise Refused(_("Choose a colleague as second reader."))


def check_moment(viewer: Viewer, moment: int) -> Moment:
    """Return the moment for an adult who guides its unit, or its second reader."""
    found = Moment.objects.filter(pk=moment).select_related("unit", "goal", "second_reader").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    if found.second_reader_id != viewer.person_id:
        check_guides_unit(viewer, found.unit_id)
    return found


def check_own_moment(viewer: Viewer, moment: int) -> Moment:
    """Return the moment for a learner of its unit."""
    learns = [one.unit_id for one in viewer.functions if one.role == LEARNER]
    found = Moment.objects.filter(pk=moment, unit__in=learns).select_related("unit", "goal").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


@transaction.atomic
def freeze_criteria(*, moment: int, by: Viewer) -> Moment:
    """Freeze the criteria: learners read them, and from now on the database refuses a change. Twice is once."""
    found = check_moment(by, moment)
    check_guides_unit(by, found.unit_id, writing=True)
    if not found.criteria.exists():
        raise Refused(_("There are no criteria to freeze."))
    if found.frozen_at is None:
        found.frozen_at = timezone.now()
        found.save(update_fields=["frozen_at"])
        _record("freeze criteria", found, by)
    return found


@transaction.atomic
def rate(*, moment: int, learner: int, steps: Mapping[int, int], agreed: bool = False, by: Viewer) -> list[Rating]:
    """Keep what a reader sees of a learner: steps (1 to 4) by criterion, only on frozen criteria.

    The voice follows from who reads: the second reader, or the first; ``agreed`` is what both settled on. Once each
    criterion is settled the moment is evidence at its goal.
    """
    found = check_moment(by, moment)
    second = found.second_reader_id == by.person_id
    if not second:
        check_writes_about(by, [learner])
    if not learners_of(units=[found.unit_id], on=by.on).filter(pk=learner).exists():
        raise NotVisible(_("There is nothing here for you."))
    voice = Voice.AGREED if agreed else Voice.SECOND if second else Voice.FIRST
    kept = _keep(found, learner, steps, voice, by)
    keep_moment(moment=found, learner=learner, by=by.person_id)
    return kept


@transaction.atomic
def rate_myself(*, moment: int, steps: Mapping[int, int], by: Viewer) -> list[Rating]:
    """Keep how a learner sees its own work; it stands beside what readers see and never counts (R17)."""
    return _keep(check_own_moment(by, moment), by.person_id, steps, Voice.SELF, by)


def _keep(moment: Moment, learner: int, steps: Mapping[int, int], voice: str, by: Viewer) -> list[Rating]:
    if moment.frozen_at is None:
        raise Refused(_("Freeze the criteria first: everybody should know them beforehand."))
    known = set(moment.criteria.values_list("pk", flat=True))
    if not steps or not set(steps) <= known or not set(steps.values()) <= {1, 2, 3, 4}:
        raise Refused(_("Choose a step for each criterion you looked at."))
    rows = [
        Rating(criterion_id=criterion, learner_id=learner, voice=voice, step=step, by_id=by.person_id)
        for criterion, step in steps.items()
    ]
    _record(f"rate: {voice}", moment, by)
    return Rating.objects.bulk_create(rows)


def _record(verb: str, moment: Moment, by: Viewer) -> None:
    record(verb=verb, on=Reference("feedback.moment", str(moment.pk)), by=by.person_id)
