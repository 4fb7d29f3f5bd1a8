"""The trail of views as the person concerned reads it, and who guides a learner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate

from samenwijzer.network.access.models import View
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.network.organisation.pack import Sees, organisation
from samenwijzer.network.people.models import Person


@dataclass(frozen=True)
class Seen:
    """One line of the timeline: on that day ``viewer``, in ``function``, opened ``pages`` pages for ``purposes``."""

    on: date
    viewer: str
    initials: str
    function: str
    purposes: tuple[str, ...]
    pages: int


def seen_by(*, learner: int, until: date, days: int = 30) -> list[Seen]:
    """Return who saw the data of ``learner`` in the last ``days`` days: one line a day per person and function (R8)."""
    rows = (
        View.objects.filter(learner_id=learner, protected=False, at__date__gt=until - timedelta(days=days))
        .annotate(on=TruncDate("at"))
        .values("on", "viewer", "viewer__given_name", "viewer__family_name", "function", "purpose")
        .annotate(pages=Count("pk"))
        .order_by("-on", "viewer__given_name", "viewer", "function", "purpose")
    )
    return [_seen(list(lines)) for _, lines in groupby(rows, key=itemgetter("on", "viewer", "function"))]


def _seen(rows: Sequence[Any]) -> Seen:
    """Return one line for the ``rows`` of one day, person and function, one row a purpose."""
    first = rows[0]
    viewer = Person(given_name=first["viewer__given_name"], family_name=first["viewer__family_name"])
    return Seen(
        on=first["on"],
        viewer=str(viewer),
        initials=viewer.initials,
        function=first["function"],
        purposes=tuple(row["purpose"] for row in rows),
        pages=sum(row["pages"] for row in rows),
    )


def guides_of(*, learner: int, on: date) -> QuerySet[Person]:
    """Return the adults who see individual learners of a group this learner is in, in order of name."""
    roles = [role.key for role in organisation().roles if role.sees == Sees.LEARNERS and role.writes]
    own = Membership.objects.filter(active(on), person=learner, role=LEARNER).values("unit")
    rows = Membership.objects.filter(active(on), unit__in=own, role__in=roles)
    return Person.objects.filter(pk__in=rows.values("person"))
