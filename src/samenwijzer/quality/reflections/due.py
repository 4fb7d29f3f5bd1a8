"""The days on which a team looks back on what it did after looking at its results."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.agenda.deadlines import Deadline
from samenwijzer.quality.reflections.models import Session
from samenwijzer.quality.reflections.rules import TEAMS


def deadlines(*, viewer: Viewer, first: date, last: date, unit: int | None = None) -> Iterator[Deadline]:
    """Yield the days to look back of the teams in which ``viewer`` works (one query)."""
    working = [one for one in viewer.functions if one.rights is not None and one.lent is None]
    own = {one.unit_id for one in working if one.unit_kind in TEAMS and unit in (None, one.unit_id)}
    if not own:
        return
    rows = Session.objects.filter(unit__in=own, review_on__range=(first, last))
    for one in rows.filter(action__outcome="").select_related("action__owner").order_by("review_on", "pk"):
        owner = one.action.owner if one.action else None
        title = _("Did it help? %(question)s") % {"question": one.question}
        address = reverse("reflection", args=[one.pk])
        yield Deadline(
            on=one.review_on or last, title=title, kind="reflection", address=address, owner=str(owner or ""),
            owner_id=owner.pk if owner else None,
        )  # fmt: skip
