"""Ways to lay out a curriculum in a school, what its staff can carry, and the road by which a curriculum comes in."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samenwijzer.foundation.personal_data import Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Framework, Goal


class Programme(models.Model):
    """One way to spend the hours of a year on goals: a study programme, or a variant that is weighed (D-062)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="programmes")
    title = models.CharField(max_length=120)
    level = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    personal_data = NoPersonalData(why="A plan of a school.")

    class Meta:
        ordering = ["title", "pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "title"], name="programme_title_once")]

    def __str__(self) -> str:
        return self.title


class ProgrammePart(models.Model):
    """Some hours a week on some goals: a subject, or a project that takes goals from several subjects (D-064)."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="parts")
    title = models.CharField(max_length=120)
    subject = models.CharField(max_length=80)
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    is_project = models.BooleanField(default=False)
    goals = models.ManyToManyField(Goal, through="PartGoal", related_name="+")

    personal_data = NoPersonalData(why="A plan of a school.")

    class Meta:
        ordering = ["is_project", "subject", "pk"]
        constraints = [models.CheckConstraint(condition=Q(hours__gt=0), name="part_has_hours")]

    def __str__(self) -> str:
        return self.title


class PartGoal(models.Model):
    """A goal of a part."""

    part = models.ForeignKey(ProgrammePart, on_delete=models.CASCADE, related_name="part_goals")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")

    personal_data = NoPersonalData(why="A plan of a school.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "goal"], name="part_goal_once")]

    def __str__(self) -> str:
        return f"{self.part_id} {self.goal_id}"


class StaffHours(models.Model):
    """How many hours a week the team of a school can give a subject; of everybody together, never per person."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="staff_hours")
    subject = models.CharField(max_length=80)
    hours = models.DecimalField(max_digits=5, decimal_places=1)

    personal_data = NoPersonalData(why="Sums of hours of a whole team.")

    class Meta:
        ordering = ["subject"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "subject"], name="staff_hours_once"),
            models.CheckConstraint(condition=Q(hours__gte=0), name="staff_hours_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.hours}"


class Rollout(models.Model):
    """How ``unit`` (a network, school group or school) brings in a curriculum: who leads it, with how much training."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="rollouts")
    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="rollouts")
    lead = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    aim = models.CharField(max_length=300, blank=True)
    training_hours = models.PositiveIntegerField(default=0)

    personal_data = PersonalData(
        subject="lead",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by="who works in the unit, above it or below it",
        fields=("lead",),
        impersonal=("unit", "framework", "aim", "training_hours"),
    )

    class Meta:
        ordering = ["framework", "pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "framework"], name="rollout_once")]

    def __str__(self) -> str:
        return f"{self.framework_id} {self.unit_id}"


class RolloutReport(models.Model):
    """How far a unit says it is with a curriculum, and where that shows; a newer one never replaces an older."""

    class Stage(models.TextChoices):
        """How far it is, in its own eyes."""

        EXPLORING = "exploring", _("getting to know it")
        PLANNING = "planning", _("planning with it")
        TEACHING = "teaching", _("teaching with it")
        SECURED = "secured", _("secured in the team")

    rollout = models.ForeignKey(Rollout, on_delete=models.CASCADE, related_name="reports")
    stage = models.CharField(max_length=20, choices=Stage)
    evidence = models.CharField(max_length=300)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="who works in the unit or above it",
        fields=("by", "at"),
        impersonal=("rollout", "stage", "evidence"),
        dated="at",
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.rollout_id} {self.stage}"


class RolloutStep(models.Model):
    """A step of bringing in a curriculum: of the network, of each school group or of each school (D-283).

    A step of a school shows once its school group closed all of its own; one of a group once the network did.
    """

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="rollout_steps")
    level = models.CharField(max_length=20)
    text = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    personal_data = NoPersonalData(why="A plan of the network.")

    class Meta:
        ordering = ["framework", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class RolloutStepClosed(models.Model):
    """``unit`` closed a step of its level."""

    step = models.ForeignKey(RolloutStep, on_delete=models.CASCADE, related_name="closed")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="who works in the unit, above it or below it",
        fields=("by", "at"),
        impersonal=("step", "unit"),
        dated="at",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "unit"], name="rollout_step_closed_once")]

    def __str__(self) -> str:
        return f"{self.step_id} {self.unit_id}"


class FrameworkStep(models.Model):
    """A step on the way of a draft curriculum to its release; never changed afterwards (D-282)."""

    class Kind(models.TextChoices):
        """The steps, in the order in which they are taken; advice can come in often."""

        ASKED = "asked", _("advice asked")
        ADVICE = "advice", _("advice")
        ANSWERED = "answered", _("answer to the advice")
        APPROVED = "approved", _("approved and released")

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20, choices=Kind)
    text = models.TextField(blank=True)
    answers = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="answered_by")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="who works in the network",
        fields=("text", "by", "at"),
        impersonal=("framework", "kind", "answers"),
        dated="at",
    )

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.framework_id} {self.kind}"
