"""A lesson that is open to colleagues, who comes to look, and what the two say to each other."""

from django.db import models
from django.utils import timezone

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person


class Door(models.Model):
    """``by`` opens a lesson at ``at`` to ``seats`` colleagues of ``unit``, to look at something in particular."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=120)
    look_at = models.CharField(max_length=300)
    at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    seats = models.PositiveSmallIntegerField(default=2)
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the adults who work in the school",
        fields=("title", "look_at", "at", "place", "by"),
        impersonal=("unit", "seats"),
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(seats__gte=1), name="door_seats")]

    def __str__(self) -> str:
        return self.title


class Visit(models.Model):
    """``visitor`` comes to look at an open lesson."""

    door = models.ForeignKey(Door, on_delete=models.CASCADE, related_name="visits")
    visitor = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="visitor",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="who opened the lesson; the school reads how many visits there were",
        fields=("visitor", "signed_at"),
        impersonal=("door",),
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["door", "visitor"], name="visit_once")]

    def __str__(self) -> str:
        return f"{self.door_id}: {self.visitor_id}"


class VisitNote(models.Model):
    """What one of the two says about a visit; nobody beside them reads it (D-356)."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the two who were in the lesson, and nobody else",
        fields=("text", "by", "at"),
        impersonal=("visit",),
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.visit_id}"
