"""Two learners of different schools, one explaining a goal to the other: the call, the pair, and every yes."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from samenwijzer.foundation.personal_data import Ground, Keep, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal

SEEN_BY = "the pair, their guardians, the adults who made it, and the head of each learner for its own"


class PairCall(models.Model):
    """A teacher looks for a learner of another school to go with one of its own; others read school and level only."""

    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
    explains = models.BooleanField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=("learner", "by", "at", "closed_at"),
        impersonal=("unit", "goal", "explains"),
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.learner_id} at {self.goal_id}"


class AcrossPair(models.Model):
    """``explainer`` explains ``goal`` to ``listener`` of another school until ``ends``; ``adult`` watches over them.

    It runs only with every yes of :class:`PairYes` that is needed, and is over from ``ended_at``.
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
    explainer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    explainer_unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    explainer_adult = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    listener = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    listener_unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    listener_adult = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    adult = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    meets = models.CharField(max_length=200)
    ends = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="explainer",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=(
            "explainer", "explainer_adult", "listener", "listener_adult", "adult", "meets", "ends", "at", "ended_at",
        ),
        impersonal=("goal", "explainer_unit", "listener_unit"),
    )  # fmt: skip

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(explainer=F("listener")), name="across_pair_of_two"),
            models.CheckConstraint(condition=~Q(explainer_unit=F("listener_unit")), name="across_pair_of_two_units"),
        ]

    def __str__(self) -> str:
        return f"{self.explainer_id} → {self.listener_id}"


class PairYes(models.Model):
    """``by`` said yes to a pair, for one side of it: the learner itself, a guardian, or the head of its school."""

    class Side(models.TextChoices):
        """Whose side of the pair."""

        EXPLAINER = "explainer"
        LISTENER = "listener"

    class Voice(models.TextChoices):
        """In which voice."""

        LEARNER = "learner"
        GUARDIAN = "guardian"
        SCHOOL = "school"

    pair = models.ForeignKey(AcrossPair, on_delete=models.CASCADE, related_name="said_yes")
    side = models.CharField(max_length=10, choices=Side)
    voice = models.CharField(max_length=10, choices=Voice)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=("by", "at"),
        impersonal=("pair", "side", "voice"),
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["pair", "side", "voice"], name="pair_yes_once")]

    def __str__(self) -> str:
        return f"{self.pair_id} {self.side} {self.voice}"
