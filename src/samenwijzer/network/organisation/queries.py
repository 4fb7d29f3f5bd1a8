"""Reads of the tree of units."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.models import Person


def learners_of(*, units: Iterable[int], on: date) -> QuerySet[Person]:
    """Return the learners who are in one of ``units`` on day ``on``, in order of name."""
    rows = Membership.objects.filter(active(on), unit__in=list(units), role=LEARNER)
    return Person.objects.filter(pk__in=rows.values("person"))


def adults(*, unit: Unit, on: date) -> list[tuple[Person, str]]:
    """Return the adults of ``unit`` on day ``on`` with their role."""
    rows = Membership.objects.filter(active(on), unit=unit).exclude(role=LEARNER).select_related("person")
    return [(row.person, row.role) for row in rows.order_by("person__given_name")]
