"""Barriers: what keeps learners or teams from going on, and the way to the level that can take it away (D-446)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person


class Barrier(models.Model):
    """``text`` stands in the way of ``unit``; it lies now with ``level``, that unit or one above it, and its owner.

    Who raised it is not kept: it is the unit that meets it.
    """

    class End(models.TextChoices):
        """How it ended."""

        SOLVED = "solved", _("taken away")
        OUTSIDE = "outside", _("lies outside the network")
        STAYS = "stays", _("stays, with a reason")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="barriers")
    level = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="barriers_here")
    text = models.CharField(max_length=300)
    hinders = models.CharField(max_length=300)
    owner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    raised_on = models.DateField()
    end = models.CharField(max_length=10, choices=End, blank=True)
    ended_on = models.DateField(null=True)

    personal_data = PersonalData(
        subject="owner",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="who works in the unit that raised it, and who leads the level where it lies",
        fields=("owner",),
        impersonal=("unit", "level", "text", "hinders", "raised_on", "end", "ended_on"),
        dated="raised_on",
        at_erasure=Erasing.KEEP,
    )

    class Meta:
        ordering = ["-raised_on", "-pk"]
        indexes = [models.Index(fields=["level", "end"], name="barrier_level")]
        constraints = [
            models.CheckConstraint(condition=~Q(text="") & ~Q(hinders=""), name="barrier_hinders_something"),
            models.CheckConstraint(
                condition=Q(end="", ended_on=None) | (~Q(end="") & Q(ended_on__isnull=False)),
                name="barrier_end_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Move(models.Model):
    """A barrier came to ``level`` on a day, with the reason; the last says what was done. Rows are only ever added."""

    barrier = models.ForeignKey(Barrier, on_delete=models.CASCADE, related_name="moves")
    level = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    personal_data = NoPersonalData(why="Where a barrier lay and why it went on; of nobody.")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.barrier_id} → {self.level_id}"
