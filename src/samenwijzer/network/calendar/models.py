"""When groups come together: a weekly pattern, and the days school is closed."""

from django.db import models
from django.db.models import F, Q

from samenwijzer.foundation.personal_data import NoPersonalData
from samenwijzer.network.organisation.models import Unit


class Slot(models.Model):
    """``unit`` comes together every ``weekday`` (0 = Monday) from ``begins`` until ``finishes`` for ``title``.

    No lesson hour is assumed: a slot may last ten minutes or a whole day.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="slots")
    title = models.CharField(max_length=120)
    weekday = models.PositiveSmallIntegerField()
    begins = models.TimeField()
    finishes = models.TimeField()
    place = models.CharField(max_length=120, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    personal_data = NoPersonalData(why="A timetable of groups; who is in a group stands with the memberships.")

    class Meta:
        ordering = ["weekday", "begins", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="slot_weekday"),
            models.CheckConstraint(condition=Q(finishes__gt=F("begins")), name="slot_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.unit_id})"


class Closure(models.Model):
    """``unit`` and all below it are closed from ``first`` to ``last``, both included."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="closures")
    title = models.CharField(max_length=120)
    first = models.DateField()
    last = models.DateField()

    personal_data = NoPersonalData(why="Holidays of a school.")

    class Meta:
        ordering = ["first"]
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first")), name="closure_in_order")]

    def __str__(self) -> str:
        return self.title
