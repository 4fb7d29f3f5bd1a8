"""Units in one tree and the memberships of people in them."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from samenwijzer.foundation.personal_data import Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.people.models import Person

LEARNER = "learner"


def active(on: date, prefix: str = "") -> Q:
    """Return the condition that a row with ``starts`` and ``ends`` holds on day ``on`` (both days included)."""
    return Q(**{f"{prefix}starts__lte": on}) & (Q(**{f"{prefix}ends": None}) | Q(**{f"{prefix}ends__gte": on}))


class Unit(models.Model):
    """A network, school group, school, core team, class, group, partner …: the kind is a key of the pack.

    ``path`` holds the ids from the root down to this unit (``/1/7/23/``), so that all below a unit is one prefix.
    """

    kind = models.CharField(max_length=40, db_index=True)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=255, db_index=True, default="/")
    level = models.CharField(max_length=40, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    personal_data = NoPersonalData(why="Names of organisations and groups.")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")), name="unit_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ancestor_ids(self) -> list[int]:
        """Ids from the root down to and including this unit."""
        return [int(part) for part in self.path.split("/") if part]


class Membership(models.Model):
    """``person`` is in ``unit`` as ``role`` (a key of the pack, or ``learner``) from ``starts`` until ``ends``.

    A learner may be in several schools and a core team keeps its learners over years and subjects (D-131).
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by="the members of the unit and those who organise it",
        fields=("person", "unit", "role", "starts", "ends"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "unit", "role", "starts"], name="membership_once"),
            models.CheckConstraint(condition=Q(ends=None) | Q(ends__gte=F("starts")), name="membership_in_order"),
        ]
        indexes = [models.Index(fields=["unit", "role", "starts"], name="membership_unit")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.unit_id}"
