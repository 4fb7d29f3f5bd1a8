"""Moments at which a group decides something itself: always carried by a strategy, which was taught before."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.regulation.autonomy.models import IndependentMoment
from samenwijzer.learning.regulation.autonomy.pack import autonomy_content
from samenwijzer.learning.regulation.strategies.actions import known
from samenwijzer.learning.regulation.strategies.queries import is_taught
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer


class NotTaught(Refused):
    """The strategy was never taught in this group; the same asked again with ``anyway`` is done."""


@transaction.atomic
def open_moment(
    *, unit: int, title: str, on: date | None, dimensions: Sequence[str], strategy: str, is_self_directed: bool,
    anyway: bool = False, by: Viewer,
) -> IndependentMoment:  # fmt: skip
    """Open a moment at which a group decides these dimensions itself.

    It asks which strategy supports it (D-409), and a self-directed one which skill is taught (D-425). A strategy that
    was never taught in the group is :class:`NotTaught` (D-185).
    """
    check_guides_unit(by, unit, writing=True)
    words = " ".join(title.split())
    if not words or len(words) > 120:
        raise Refused(_("Give the moment a short name."))
    chosen = [one.key for one in autonomy_content().dimensions if one.key in dimensions]
    if not chosen:
        raise Refused(_("Choose what the group decides itself."))
    if not strategy and is_self_directed:
        raise Refused(_("Self-directed is more than working alone: which skill do you teach here?"))
    if not strategy:
        raise Refused(_("Which strategy supports the group at this moment?"))
    key = known(strategy).key
    if not anyway and not is_taught(strategy=key, units=[unit]):
        raise NotTaught(_("“%(name)s” was never taught in this group.") % {"name": known(strategy).name})
    made = IndependentMoment.objects.create(
        unit_id=unit,
        title=words,
        on=on or by.on,
        is_self_directed=is_self_directed,
        dimensions=chosen,
        strategy=key,
        by_id=by.person_id,
    )
    record(verb="open moment", on=Reference("learning_autonomy.independentmoment", str(made.pk)), by=by.person_id)
    return made


def moments_of(*, unit: int) -> list[IndependentMoment]:
    """Return the moments of a group, newest first; the caller has checked who may know."""
    return list(IndependentMoment.objects.filter(unit=unit)[:20])
