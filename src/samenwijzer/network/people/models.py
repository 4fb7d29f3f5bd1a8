"""Persons and their guardians."""

from django.db import models
from django.db.models import F, Q

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, PersonalData, Purpose


class Person(models.Model):
    """A human being: learner, member of staff, guardian or partner, or several of these at once."""

    given_name = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)

    personal_data = PersonalData(
        subject="id",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by="those who teach, guide or organise for this person",
        fields=("given_name", "family_name", "email"),
    )

    class Meta:
        ordering = ["given_name", "family_name", "pk"]
        indexes = [models.Index(fields=["given_name", "family_name"], name="person_name")]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def initials(self) -> str:
        """Two letters for an avatar."""
        return (self.given_name[:1] + (self.family_name or self.given_name[1:])[:1]).upper()


class Guardianship(models.Model):
    """``guardian`` acts for ``learner`` from ``starts`` until ``ends``."""

    guardian = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="wards")
    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="guardians")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_ONE,
        seen_by="the school team of the learner",
        fields=("guardian", "learner", "starts", "ends"),
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guardian", "learner", "starts"], name="guardianship_once"),
            models.CheckConstraint(condition=~Q(guardian=F("learner")), name="guardianship_of_another"),
            models.CheckConstraint(condition=Q(ends=None) | Q(ends__gte=F("starts")), name="guardianship_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.guardian_id} → {self.learner_id}"
