"""The goals of a plan: as parts of a version, with what was measured, and carried by the plans of schools."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.documents.content import Part
from samenwijzer.practice.documents.models import Document, PlanGoal, Sharing, Version
from samenwijzer.practice.documents.pack import Ambition, all_ambitions, said
from samenwijzer.practice.documents.rules import check_reads, running


def number(value: Decimal) -> str:
    """Return a number as people write it, without needless zeros."""
    return f"{value.normalize():f}".replace(".", ",")


def goal_parts(document: Document) -> list[Part]:
    """Return the goals of a plan as parts of a version."""
    by_key = {one.key: one for one in all_ambitions()}
    found = []
    for goal in document.goals.filter(left_at=None):
        cited = ", ".join(said(by_key[key].title) for key in goal.ambitions if key in by_key)
        scale = f" {goal.scale}" if goal.scale else ""
        said_by = [
            _("Serves: %(ambitions)s.") % {"ambitions": cited},
            _("We measure %(measure)s.") % {"measure": goal.measure},
            _("From %(value)s on %(day)s")
            % {"value": number(goal.baseline) + scale, "day": date_format(goal.baseline_on, "j F Y")},
            _("to %(value)s by %(day)s.")
            % {"value": number(goal.target) + scale, "day": date_format(goal.until, "j F Y")},
        ]
        found.append(Part(f"goal-{goal.pk}", _("Goal: %(goal)s") % {"goal": goal.text}, " ".join(said_by)))
    return found


class GoalState(StrEnum):
    """Where a goal of a plan stands, in words; never a share of the way."""

    UNMEASURED = "unmeasured"
    AWAY = "away"
    ON_THE_WAY = "on_the_way"
    REACHED = "reached"


@dataclass(frozen=True)
class GoalLine:
    """A goal with its ambitions, what was measured, and its state."""

    goal: PlanGoal
    ambitions: list[Ambition]
    points: list[tuple[str, Decimal]]
    state: GoalState


def state_of(goal: PlanGoal, values: list[Decimal]) -> GoalState:
    """Return where a goal stands by the last of ``values``, whichever way its measure should go."""
    if not values:
        return GoalState.UNMEASURED
    way = 1 if goal.target >= goal.baseline else -1
    if (values[-1] - goal.target) * way >= 0:
        return GoalState.REACHED
    return GoalState.ON_THE_WAY if (values[-1] - goal.baseline) * way > 0 else GoalState.AWAY


def goal_lines(document: Document) -> list[GoalLine]:
    """Return the goals of a plan with what was measured (two queries)."""
    by_key = {one.key: one for one in all_ambitions()}
    rows = document.goals.filter(left_at=None).prefetch_related("measurements")
    lines = []
    for goal in rows:
        measured = list(goal.measurements.all())
        points = [(date_format(goal.baseline_on, "j b y"), goal.baseline)]
        points += [(date_format(one.on, "j b y"), one.value) for one in measured]
        cited = [by_key[key] for key in goal.ambitions if key in by_key]
        lines.append(GoalLine(goal, cited, points, state_of(goal, [one.value for one in measured])))
    return lines


@dataclass(frozen=True)
class Carried:
    """A goal of a school group: how many of the schools whose plan was shared carry it, and how many schools are."""

    goal: PlanGoal
    carried: int
    shared: int
    schools: int


def alignment(*, viewer: Viewer, document: int) -> list[Carried]:
    """Return for each goal of a group plan how many schools carry it (D-207).

    A school counts when it shared its plan, with what stands in the version that holds; which schools is not told.
    """
    plan = check_reads(viewer, document)
    schools = Unit.objects.filter(path__startswith=plan.unit.path, kind__in=SCHOOLS).count()
    below = Document.objects.filter(template="sop", unit__path__startswith=plan.unit.path)
    shared = below.filter(pk__in=Sharing.objects.filter(running(viewer.on), unit=plan.unit).values("document"))
    holding: dict[int, set[str]] = {}
    for version in Version.objects.filter(document__in=shared, is_draft=False).order_by("number"):
        holding[version.document_id] = {part["key"] for part in version.parts}
    lines = []
    for goal in plan.goals.filter(left_at=None).prefetch_related("carried_by"):
        carried = {
            one.document_id for one in goal.carried_by.all() if f"goal-{one.pk}" in holding.get(one.document_id, ())
        }
        lines.append(Carried(goal, len(carried), len(holding), schools))
    return lines
