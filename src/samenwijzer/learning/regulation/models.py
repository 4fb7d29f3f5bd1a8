"""What learners, with the adults around them, settle about how they learn. Rows are only ever added."""

from django.db import models
from django.utils import timezone

from samenwijzer.foundation.personal_data import Ground, Keep, PersonalData, Purpose
from samenwijzer.network.people.models import Person


class ModeChoice(models.Model):
    """From ``at`` ``learner`` reads the compass in ``mode`` (a key of the pack), as ``by`` chose; the last counts."""

    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mode_choices")
    mode = models.CharField(max_length=20)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learner and the adults who guide this learner",
        fields=("learner", "mode", "by", "at"),
    )

    class Meta:
        indexes = [models.Index(fields=["learner", "at"], name="mode_choice_learner")]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.mode}"
