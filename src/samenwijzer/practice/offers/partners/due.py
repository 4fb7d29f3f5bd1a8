"""Which partnerships are to be looked at again, for those who decide about them (D-077)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.agenda.deadlines import Deadline
from samenwijzer.practice.offers.partners.rules import kept_partnerships


def deadlines(*, viewer: Viewer, first: date, last: date, unit: int | None = None) -> Iterable[Deadline]:
    """Yield the day on which each partnership asks for a decision."""
    rows = kept_partnerships(viewer).filter(Q(ends=None) | Q(ends__gt=viewer.on), review_on__range=(first, last))
    if unit is not None:
        rows = rows.filter(unit=unit)
    for one in rows.select_related("partner").order_by("review_on", "pk"):
        title = _("With %(partner)s: go on, change or stop?") % {"partner": one.partner}
        yield Deadline(one.review_on, title, "partner", reverse("partnership", args=[one.pk]))
