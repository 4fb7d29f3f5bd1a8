"""When and where groups come together: a weekly pattern, rooms, the parts of a year, closed days and absences."""

from django.db import models
from django.db.models import F, Q

from samenwijzer.foundation.personal_data import Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person


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


class Room(models.Model):
    """A room of a school: how many people and how many separate groups find a place in it, and what else it offers.

    ``affords`` holds keys of the pack, such as a corner for instruction.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=120)
    seats = models.PositiveSmallIntegerField(default=0)
    groups = models.PositiveSmallIntegerField(default=1)
    affords = models.JSONField(default=list)

    personal_data = NoPersonalData(why="A room and what can be done in it.")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="room_once")]

    def __str__(self) -> str:
        return self.name


class Period(models.Model):
    """A part of the year of ``unit`` and all below it: a module, a term, a block, whatever it is called there."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="periods")
    title = models.CharField(max_length=120)
    first = models.DateField()
    last = models.DateField()

    personal_data = NoPersonalData(why="Parts of a school year.")

    class Meta:
        ordering = ["first"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "first"], name="period_once"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="period_in_order"),
        ]

    def __str__(self) -> str:
        return self.title


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


class Absence(models.Model):
    """``person`` is away from ``first`` to ``last``, both included. Why is nobody's business here and is not kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="absences")
    first = models.DateField()
    last = models.DateField()

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="those who teach this person or keep the roster",
        fields=("person", "first", "last"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "first"], name="absence_once"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="absence_in_order"),
        ]
        indexes = [models.Index(fields=["last", "first"], name="absence_days")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.first} – {self.last}"
