"""Calls for staff mobility, the budget each school got, the trips, and what people gained by them."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person


class Programme(models.Model):
    """A call of ``unit`` (the network) with a budget in euro; each year a new one, the earlier ones stay (D-478)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="mobility_programmes")
    title = models.CharField(max_length=200)
    starts = models.DateField()
    ends = models.DateField()
    budget = models.DecimalField(max_digits=10, decimal_places=2)

    personal_data = NoPersonalData(why="A call and its budget.")

    class Meta:
        ordering = ["-starts", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts"), budget__gte=0), name="mobility_programme_right"),
        ]

    def __str__(self) -> str:
        return self.title


class Grant(models.Model):
    """What an admitted school may spend in a programme, in euro."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="grants")
    school = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    amount = models.DecimalField(max_digits=9, decimal_places=2)

    personal_data = NoPersonalData(why="The budget of a school.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "school"], name="mobility_grant_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="mobility_grant_right"),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id}-{self.school_id}"


class Trip(models.Model):
    """Somebody of a school goes abroad, for a course or to look along; approved only with a theme (D-480)."""

    class Kind(models.TextChoices):
        """What one does there."""

        COURSE = "course", _("course")
        SHADOWING = "shadowing", _("job shadowing")

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked", _("asked")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("not now")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="trips")
    school = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="trips")
    kind = models.CharField(max_length=10, choices=Kind)
    theme = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=120)
    question = models.CharField(max_length=300)
    starts = models.DateField()
    ends = models.DateField()
    cost = models.DecimalField(max_digits=8, decimal_places=2)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="the person, who leads the school, and who leads the programme; the agency that pays",
        fields=(
            "programme", "school", "person", "kind", "theme", "place", "question", "starts", "ends", "cost", "state",
            "at",
        ),
        dated="at",
        at_erasure=Erasing.DELETE,
    )  # fmt: skip

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="approved") | ~Q(theme=""), name="trip_approved_with_theme"),
            models.CheckConstraint(condition=Q(ends__gte=F("starts"), cost__gte=0), name="trip_right"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.place}"


class Gain(models.Model):
    """What somebody gained by a trip, as a professional and as a person (1 to 4), and in own words (D-481)."""

    trip = models.OneToOneField(Trip, on_delete=models.CASCADE, related_name="gain")
    professional = models.PositiveSmallIntegerField()
    personal = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=600, blank=True)

    personal_data = PersonalData(
        subject="trip__person",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="the person; others only added up, from five answers on",
        fields=("trip", "professional", "personal", "words"),
        dated="trip__at",
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(professional__gte=1, professional__lte=4, personal__gte=1, personal__lte=4),
                name="gain_in_range",
            )
        ]

    def __str__(self) -> str:
        return f"gain of {self.trip_id}"
