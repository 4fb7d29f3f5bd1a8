"""The trail of views as the person concerned reads it, and who guides a learner."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.db.models.functions import TruncDate

from samenwijzer.network.access.models import View
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.network.organisation.pack import Sees, organisation


@dataclass(frozen=True)
class Seen:
    """One line of the timeline: on ``on``, ``viewer`` looked in ``function`` for ``purpose``, ``pages`` times."""

    on: date
    viewer: str
    function: str
    purpose: str
    pages: int


def seen_by(*, learner: int, until: date, days: int = 30) -> list[Seen]:
    """Return who saw the data of ``learner`` in the last ``days`` days: one line a day per person and function (R8)."""
    rows = (
        View.objects.filter(learner_id=learner, at__date__gt=until - timedelta(days=days))
        .annotate(on=TruncDate("at"))
        .values("on", "viewer__given_name", "viewer__family_name", "function", "purpose")
        .annotate(pages=Count("pk"))
        .order_by("-on", "viewer__given_name")
    )
    return [
        Seen(
            on=row["on"],
            viewer=f"{row['viewer__given_name']} {row['viewer__family_name']}",
            function=row["function"],
            purpose=row["purpose"],
            pages=row["pages"],
        )
        for row in rows
    ]


def guides_of(*, learner: int, on: date) -> list[int]:
    """Return the ids of the adults who see individual learners of a group this learner is in."""
    roles = [role.key for role in organisation().roles if role.sees == Sees.LEARNERS and role.writes]
    own = Membership.objects.filter(active(on), person=learner, role=LEARNER).values("unit")
    rows = Membership.objects.filter(active(on), unit__in=own, role__in=roles)
    return sorted(set(rows.values_list("person_id", flat=True)))
