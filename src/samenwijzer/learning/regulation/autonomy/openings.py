"""What a teacher opens for a group to decide itself, and closes for some, kindly and never for good (D-045, R3)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.regulation.autonomy.models import Opening
from samenwijzer.learning.regulation.autonomy.pack import Dimension, autonomy_content
from samenwijzer.learning.regulation.strategies.actions import known
from samenwijzer.learning.regulation.strategies.queries import is_taught
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.queries import learners_of


@dataclass(frozen=True)
class Slot:
    """One thing a group may decide itself: what was last said of the group, and of who is an exception to that."""

    dimension: Dimension
    group: Opening | None
    exceptions: Sequence[Opening]

    @property
    def is_open(self) -> bool:
        """Whether the group decides it."""
        return self.group is not None and self.group.is_open


@transaction.atomic
def set_open(
    *, unit: int, dimensions: Collection[str], is_open: bool, learners: Collection[int] = (), strategy: str = "",
    by: Viewer,
) -> list[Opening]:  # fmt: skip
    """Open or close what a group, or some of its learners, decide themselves.

    Opening asks for a strategy that was taught in the group. What is said of the group says it of everybody again.
    """
    check_guides_unit(by, unit, writing=True)
    chosen = [one.key for one in autonomy_content().dimensions if one.key in dimensions]
    if not chosen:
        raise Refused(_("Choose what the group decides itself."))
    if is_open and not strategy:
        raise Refused(_("Which strategy carries this? More freedom comes with support."))
    if is_open and not is_taught(strategy=known(strategy).key, units=[unit]):
        raise Refused(_("This strategy was not taught in the group yet. Teach it first, then freedom can grow."))
    inside = {one.pk for one in learners_of(units=[unit], on=by.on)}
    if not set(learners) <= inside:
        raise NotVisible(_("There is nothing here for you."))
    whom: Iterable[int | None] = sorted(set(learners)) or [None]
    rows = [
        Opening(
            unit_id=unit, learner_id=one, dimension=dimension, is_open=is_open, strategy=strategy if is_open else "",
            by_id=by.person_id,
        )
        for dimension in chosen
        for one in whom
    ]  # fmt: skip
    made = Opening.objects.bulk_create(rows)
    record(
        verb="open freedom" if is_open else "close freedom", on=Reference("learning_autonomy.opening", ""),
        by=by.person_id, count=len(made),
    )  # fmt: skip
    return made


def slots_of(*, unit: int) -> list[Slot]:
    """Return what a group decides itself (one query); the caller has checked who may know."""
    rows = list(Opening.objects.filter(unit=unit).select_related("learner"))
    return [_slot(one, [row for row in rows if row.dimension == one.key]) for one in autonomy_content().dimensions]


def _slot(dimension: Dimension, rows: Sequence[Opening]) -> Slot:
    group = next((row for row in reversed(rows) if row.learner_id is None), None)
    since = {row.learner_id: row for row in rows if row.learner_id and (group is None or row.pk > group.pk)}
    is_open = group is not None and group.is_open
    return Slot(dimension, group, [row for row in since.values() if row.is_open != is_open])


def openings_for(*, learner: int, units: Iterable[int]) -> list[Opening]:
    """Return everything that was opened or closed for a learner in its groups, oldest first (one query)."""
    mine = Q(learner=None) | Q(learner=learner)
    return list(Opening.objects.filter(mine, unit__in=units).select_related("unit"))


def holding(rows: Iterable[Opening], dimension: str) -> Opening | None:
    """Return the last thing said of a dimension for a learner, of :func:`openings_for`; ``None``: never said."""
    return next((row for row in reversed(list(rows)) if row.dimension == dimension), None)
