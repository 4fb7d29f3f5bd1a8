"""A room in which something is offered stays, and stays large enough, as long as somebody counts on it."""

from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import Refused
from samenwijzer.network.calendar import changes
from samenwijzer.network.calendar.models import Room
from samenwijzer.practice.offers.models import Offer


@transaction.atomic
def change_room(*, room: Room, on: date, by: int | None) -> changes.Before:
    """Keep a room as it is said now, unless it no longer holds what is offered in it from day ``on``."""
    if room.seats:
        _check_nobody_counts(room, on, seats=room.seats)
    return changes.change_room(room=room, by=by)


@transaction.atomic
def remove_room(*, room: Room, on: date, by: int | None) -> changes.Before:
    """Take a room away, unless something is offered in it from day ``on``; what was offered in it keeps its name."""
    _check_nobody_counts(room, on, seats=0)
    Offer.objects.filter(room=room, place="").update(place=room.name)
    return changes.remove_room(room=room, by=by)


def _check_nobody_counts(room: Room, on: date, *, seats: int) -> None:
    coming = Offer.objects.filter(room=room, withdrawn_at=None, moment__on__gte=on, capacity__gt=seats)
    first = coming.select_related("moment").order_by("moment__on", "moment__begins").first()
    if first is None:
        return
    raise Refused(
        _("“%(offer)s” on %(day)s counts on this room, for %(places)d people. Give it another room first.")
        % {"offer": first, "day": date_format(first.moment.on, "j F"), "places": first.capacity}
    )
