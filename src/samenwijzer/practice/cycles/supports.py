"""Cycles a whole school went through, as evidence beside its development scales (D-258)."""

from collections.abc import Iterable

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.cycles.models import Cycle
from samenwijzer.practice.cycles.owners import UNIT
from samenwijzer.practice.cycles.pack import template_of
from samenwijzer.practice.instruments.scales.kinds import Found
from samenwijzer.practice.instruments.scales.pack import scale_set


def found(school: Unit) -> Iterable[Found]:
    """Return the cycles of the school for each indicator whose scale names their template (one query).

    Their own words stay with who works at them: only what sort of cycle it is, and since when.
    """
    wanted = {template: one.key for one in scale_set().scales for template in one.cycles}
    rows = Cycle.objects.filter(owner_kind=UNIT, owner_id=str(school.pk), template__in=wanted)
    return [
        Found(
            indicator=wanted[one.template],
            kind="cycles.cycle",
            id=str(one.pk),
            title=template_of(one.template, one.version).name,
            words=_("since %(day)s") % {"day": formats.date_format(one.started_at, "j F Y")},
            on=timezone.localdate(one.started_at),
        )
        for one in rows
    ]
