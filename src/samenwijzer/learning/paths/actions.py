"""Deciding towards which goals a learner goes."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.paths.models import GoalPath, PathGoal
from samenwijzer.network.access.rules import check_guides_whole_school
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.goals.models import Goal

#: The report of the CLB that a path asks.
ASKED = {GoalPath.Kind.IAC: GoalPath.Report.IAC, GoalPath.Kind.OV4: GoalPath.Report.OV4}


@transaction.atomic
def decide_path(
    *, learner: int, kind: str, report: str, motivation: str, decided_on: date, goals: Collection[int], by: Viewer
) -> GoalPath:
    """Store a decision of the class council; only for who answers for the whole school of the learner.

    A switch to IAC or OV4 asks the report of that type and the goals the council chose (D-474).
    """
    check_guides_whole_school(by, learner)
    if kind not in GoalPath.Kind.values or report not in GoalPath.Report.values:
        raise Refused(_("Choose a path."))
    if not motivation.strip():
        raise Refused(_("Write down why the class council decides this."))
    if decided_on > by.on:
        raise Refused(_("The class council decides first: choose the day on which it did."))
    chosen = set(Goal.objects.filter(pk__in=goals, gone_at=None).values_list("pk", flat=True))
    asked = ASKED.get(GoalPath.Kind(kind))
    if asked and report != asked:
        raise Refused(_("For this path the CLB first writes the report that goes with it: an IAC or OV4 report."))
    if asked and not chosen:
        raise Refused(_("Add the goals that the class council chose, with parents, learner and CLB."))
    made = GoalPath.objects.create(
        learner_id=learner,
        kind=kind,
        report=report,
        motivation=motivation.strip(),
        decided_on=decided_on,
        by_id=by.person_id,
    )
    PathGoal.objects.bulk_create([PathGoal(path=made, goal_id=goal) for goal in sorted(chosen)])
    record(verb="decide goal path", on=Reference("paths.goal_path", str(made.pk)), by=by.person_id)
    return made
