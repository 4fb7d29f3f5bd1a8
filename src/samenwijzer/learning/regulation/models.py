"""What learners, with the adults around them, settle about how they learn. Rows are only ever added."""

from django.db import models
from django.utils import timezone

from samenwijzer.foundation.personal_data import Ground, Keep, PersonalData, Purpose
from samenwijzer.learning.evidence.models import Evidence
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


class PortfolioPiece(models.Model):
    """Why a learner chose this piece of work for its portfolio; the work itself stands with the evidence."""

    evidence = models.OneToOneField(Evidence, on_delete=models.CASCADE, related_name="portfolio_piece")
    why = models.TextField(blank=True)

    personal_data = PersonalData(
        subject="evidence__learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by="the learner; the adults who guide this learner where the learner shows it to them",
        fields=("evidence", "why"),
    )

    def __str__(self) -> str:
        return f"piece {self.evidence_id}"
