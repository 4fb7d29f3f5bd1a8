"""Reads of the tree of units."""

from collections.abc import Iterable
from datetime import date

from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.models import Person


def learner_ids(*, units: Iterable[int], on: date) -> list[int]:
    """Return the ids of the learners who are in one of ``units`` on day ``on``."""
    rows = Membership.objects.filter(active(on), unit__in=list(units), role=LEARNER)
    return list(rows.values_list("person_id", flat=True).distinct())


def adults(*, unit: Unit, on: date) -> list[tuple[Person, str]]:
    """Return the adults of ``unit`` on day ``on`` with their role."""
    rows = Membership.objects.filter(active(on), unit=unit).exclude(role=LEARNER).select_related("person")
    return [(row.person, row.role) for row in rows.order_by("person__given_name")]
