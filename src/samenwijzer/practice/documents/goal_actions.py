"""Setting a goal of a plan, and adding what was measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.documents.models import Document, Measurement, PlanGoal
from samenwijzer.practice.documents.pack import Frame, ambitions
from samenwijzer.practice.documents.rules import check_text, check_writes
from samenwijzer.practice.documents.titles import GOAL


@dataclass(frozen=True)
class GoalContent:
    """What a goal of a plan says; ``carries`` are ids of goals of a plan above."""

    text: str
    ambitions: Sequence[str]
    question: str
    measure: str
    scale: str
    baseline: Decimal | None
    baseline_on: date | None
    target: Decimal | None
    until: date | None
    carries: Sequence[int] = ()


@transaction.atomic
def set_goal(*, document: int, content: GoalContent, by: Viewer, goal: int | None = None) -> PlanGoal:
    """Add a goal to a plan, or change one; it cites its frame and has a measure with a baseline (D-198)."""
    plan, form = check_writes(by, document)
    if not form.goals:
        raise NotVisible(_("There is nothing here for you."))
    fields = _checked(content, form.frame)
    if goal is None:
        made = PlanGoal.objects.create(document=plan, position=plan.goals.count(), **fields)
    else:
        made = _goal_of(plan, goal)
        for name, value in fields.items():
            setattr(made, name, value)
        made.save()
    above = [int(part) for part in plan.unit.path.split("/") if part and int(part) != plan.unit_id]
    made.carries.set(PlanGoal.objects.filter(pk__in=content.carries, document__unit__in=above, left_at=None))
    record(verb="set plan goal", on=Reference(GOAL, str(made.pk)), by=by.person_id)
    return made


def _goal_of(plan: Document, goal: int) -> PlanGoal:
    found = plan.goals.filter(pk=goal, left_at=None).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def _checked(content: GoalContent, frame: Frame) -> dict[str, object]:
    known = [one.key for one in ambitions(frame=frame)]
    cited = [key for key in known if key in content.ambitions]
    if not cited and frame == Frame.HR:
        raise Refused(_("Choose at least one paragraph of the HR frame that this goal works on."))
    if not cited:
        raise Refused(_("Choose at least one ambition of the network that this goal serves."))
    if content.baseline is None or content.baseline_on is None:
        raise Refused(_("Say where you stand now: a goal has a measure with a baseline."))
    if content.target is None or content.until is None:
        raise Refused(_("Say where you want to get, and by when."))
    if content.until <= content.baseline_on:
        raise Refused(_("The day to get there comes after the day of the baseline."))
    return {
        "text": check_text(content.text, 300),
        "ambitions": cited,
        "question": check_text(content.question, 300),
        "measure": check_text(content.measure, 200),
        "scale": content.scale.strip()[:40],
        "baseline": content.baseline,
        "baseline_on": content.baseline_on,
        "target": content.target,
        "until": content.until,
    }


@transaction.atomic
def leave_goal(*, goal: int, by: Viewer) -> PlanGoal:
    """Take a goal out of the plan; versions in which it stood keep it."""
    found = check_goal(by, goal)
    found.left_at = timezone.now()
    found.save(update_fields=["left_at"])
    record(verb="leave plan goal", on=Reference(GOAL, str(found.pk)), by=by.person_id)
    return found


def check_goal(viewer: Viewer, goal: int) -> PlanGoal:
    """Return the goal when ``viewer`` writes its plan."""
    found = PlanGoal.objects.filter(pk=goal, left_at=None).select_related("document__unit").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_writes(viewer, found.document_id)
    return found


@transaction.atomic
def add_measurement(*, goal: int, value: Decimal | None, on: date, by: Viewer, words: str = "") -> Measurement:
    """Add what was measured of a goal, on or after its baseline and not later than today."""
    found = check_goal(by, goal)
    if value is None:
        raise Refused(_("Fill in a number."))
    if not found.baseline_on <= on <= by.on:
        raise Refused(_("Choose a day between the baseline and today."))
    made = Measurement.objects.create(goal=found, value=value, words=words.strip()[:600], on=on, by_id=by.person_id)
    record(verb="measure plan goal", on=Reference(GOAL, str(found.pk)), by=by.person_id)
    return made
