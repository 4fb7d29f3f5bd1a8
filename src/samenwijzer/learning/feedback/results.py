"""What moments and classmates give as evidence: one piece a learner, replaced when it changes, so nothing counts twice.

A deciding moment is evidence as a test is, one on the way as an observation is: it informs, and is nowhere read as a
result that was decided (R17). What a learner says of itself is never here.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from math import isclose
from statistics import fmean

import numpy as np
from django.utils import timezone

from samenwijzer.learning.evidence.actions import store_rows
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.evidence.rules import current
from samenwijzer.learning.feedback.models import Moment, PeerCriterion
from samenwijzer.learning.feedback.seen import results_of


def keep_moment(*, moment: Moment, learner: int, by: int) -> None:
    """Keep what a moment at a goal says of a learner now; what it said before no longer stands.

    Nothing stands as long as a criterion was not looked at, or two readers see something else.
    """
    if moment.goal_id is None:
        return
    steps = results_of(criteria=list(moment.criteria.all()), learner=learner)
    row = Evidence(
        learner_id=learner,
        kind=Evidence.Kind.TEST_RESULT if moment.is_summative else Evidence.Kind.OBSERVATION,
        item=f"moment-{moment.pk}",
        note=moment.title,
        seen_by_id=by,
        seen_at=_noon(moment.on),
    )
    _replace(row, steps, moment.goal_id, by)


def keep_mean(*, criterion: PeerCriterion, receiver: int, mean: float, peers: int, by: int) -> None:
    """Keep what classmates see of a learner on a criterion, as one piece that its learner or a teacher confirmed."""
    if criterion.goal_id is None:
        return
    row = Evidence(
        learner_id=receiver,
        kind=Evidence.Kind.PEER,
        item=item_of(criterion.pk),
        note=f"{criterion.text} ({peers})",
        seen_at=timezone.now(),
    )
    _replace(row, [mean], criterion.goal_id, by)


def item_of(criterion: int) -> str:
    """Return under which name the mean on a criterion is evidence."""
    return f"peers-{criterion}"


def outcome_of(steps: Sequence[float]) -> float:
    """Return the mean outcome of steps from 1 to 4, read between two steps where a step is a mean itself."""
    known = scales().mastery
    return fmean(float(np.interp(one, [step.key for step in known], [step.outcome for step in known])) for one in steps)


def _replace(row: Evidence, steps: Sequence[float] | None, goal: int, by: int) -> None:
    """Store ``row`` with what ``steps`` come to, instead of what stands under its name; the same again is nothing."""
    old = current().filter(learner=row.learner_id, item=row.item).first()
    if steps is None:
        if old is None:
            return
        row.retracts = True
    else:
        row.outcome, row.step = outcome_of(steps), int(fmean(steps) + 0.5)
        if old and old.outcome is not None and isclose(old.outcome, row.outcome):
            return
    row.corrects = old
    store_rows([row], [(goal,)], verb="keep result", by=by)


def _noon(on: date) -> datetime:
    """Return now for a moment of today or later, noon for an earlier one."""
    now = timezone.localtime()
    return now if on >= now.date() else datetime.combine(on, time(12), now.tzinfo)
