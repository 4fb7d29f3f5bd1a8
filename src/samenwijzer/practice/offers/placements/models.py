"""Places for student teachers with a mentor, vacancies, and who wants to hear of those."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person


class Placement(models.Model):
    """A school has ``places`` for student teachers, with a mentor and what can be learned there (D-374)."""

    school = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="placements")
    mentor = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mentored_places")
    places = models.PositiveSmallIntegerField()
    opportunities = models.CharField(max_length=600)
    starts = models.DateField()
    ends = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="mentor",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="who works in the school group, and student teachers and lecturers of its partners",
        fields=("school", "mentor", "places", "opportunities", "starts", "ends", "at"),
        dated="at",
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(places__gte=1) & Q(ends__gte=F("starts")), name="placement_right"),
            models.CheckConstraint(condition=~Q(opportunities=""), name="placement_teaches"),
        ]

    def __str__(self) -> str:
        return self.opportunities


class Vacancy(models.Model):
    """A school looks for somebody, until a day."""

    school = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="vacancies")
    title = models.CharField(max_length=200)
    until = models.DateField()

    personal_data = NoPersonalData(why="A vacancy.")

    class Meta:
        ordering = ["until", "pk"]

    def __str__(self) -> str:
        return self.title


class VacancyConsent(models.Model):
    """A student teacher wants to hear of vacancies where it is placed; gone as soon as it says no (D-384)."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="vacancy_consent")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.ORGANISATION,
        ground=Ground.CONSENT,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the person",
        fields=("person", "at"),
        dated="at",
    )

    def __str__(self) -> str:
        return f"consent of {self.person_id}"
