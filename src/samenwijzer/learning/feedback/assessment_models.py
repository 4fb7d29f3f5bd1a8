"""Moments of assessment: what they are for, criteria that freeze, and what readers and the learner itself see."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samenwijzer.foundation.personal_data import Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal


class Moment(models.Model):
    """A moment at which ``unit`` is assessed; ``purpose`` is a key of the pack, ``decision`` says what is decided how.

    ``rubric`` and ``version`` name the rubric its criteria were taken from, of the pack or made by a teacher. From
    ``frozen_at`` on the database refuses a changed or added criterion, and to thaw it (triggers of migration 0003; a
    later migration that remakes these tables on SQLite lays them again).
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="assessment_moments")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=200)
    on = models.DateField()
    purpose = models.CharField(max_length=20)
    is_summative = models.BooleanField(default=False)
    decision = models.CharField(max_length=300, blank=True)
    rubric = models.CharField(max_length=60, blank=True)
    version = models.CharField(max_length=20, blank=True)
    second_reader = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    frozen_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="made_by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the adults who guide the unit",
        fields=("made_by", "made_at", "second_reader"),
        impersonal=(
            "unit", "goal", "title", "on", "purpose", "is_summative", "decision", "rubric", "version", "frozen_at",
        ),
    )  # fmt: skip

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.title


class MomentCriterion(models.Model):
    """A criterion of a moment as it stood when it was taken from the rubric: its title and its four steps."""

    moment = models.ForeignKey(Moment, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    levels = models.JSONField()

    personal_data = NoPersonalData(why="What is looked at.")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["moment", "position"], name="moment_criterion_once")]

    def __str__(self) -> str:
        return self.title


class Rating(models.Model):
    """What a reader, or the learner itself, sees of a learner on one criterion. Rows are only ever added.

    ``AGREED`` is what two readers settled on; without a second reader the first one stands.
    """

    class Voice(models.TextChoices):
        """Whose view it is."""

        FIRST = "first"
        SECOND = "second"
        AGREED = "agreed"
        SELF = "self"

    criterion = models.ForeignKey(MomentCriterion, on_delete=models.PROTECT, related_name="ratings")
    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ratings")
    voice = models.CharField(max_length=6, choices=Voice)
    step = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by="the learner and the adults who guide this learner",
        fields=("learner", "step", "by", "at"),
        impersonal=("criterion", "voice"),
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(step=None) | Q(step__range=(1, 4)), name="rating_step_known"),
        ]
        indexes = [models.Index(fields=["criterion", "learner"], name="rating_learner")]

    def __str__(self) -> str:
        return f"{self.voice} of {self.learner_id}: {self.step}"
