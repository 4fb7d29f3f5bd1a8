"""What colleagues bring to each other: findings, questions to learners and their advice, and cases of intervision."""

import uuid

from django.db import models
from django.utils import timezone

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.cycles.models import Cycle


class Finding(models.Model):
    """One finding that ``by`` brought from a private notebook (check-in ``round`` of ``cycle``) to a community."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="+")
    round = models.PositiveSmallIntegerField()
    text = models.TextField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the members of the community to which it was brought",
        fields=("text", "by", "at"),
        impersonal=("unit", "cycle", "round"),
    )

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "cycle", "round"], name="finding_once")]

    def __str__(self) -> str:
        return self.text[:60]


class Panel(models.Model):
    """A question of a community, in its inquiry ``cycle``, to the learners of ``group``."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="panels")
    group = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=300)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the members of the community, and the learners who are asked",
        fields=("question", "by", "at"),
        impersonal=("uid", "cycle", "group"),
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.question


class Advice(models.Model):
    """What a learner advises; the community reads it without a name."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="advice")
    text = models.CharField(max_length=600)
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the members of the community, without a name",
        fields=("text", "by", "at"),
        impersonal=("panel",),
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["panel", "by"], name="advice_once")]

    def __str__(self) -> str:
        return self.text[:60]


class Intervision(models.Model):
    """A case that ``by`` brings to ``people``, by a ``method`` of the pack; all of it is gone after day ``until``."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    method = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    case = models.TextField()
    until = models.DateField()
    people = models.ManyToManyField(Person, related_name="+", through="Seat")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="who takes part in this session, until the day they agreed",
        fields=("title", "case", "until", "by", "at"),
        impersonal=("uid", "method"),
        at_erasure=Erasing.DELETE,
        dated="at",
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Seat(models.Model):
    """``person`` takes part in a session of intervision."""

    intervision = models.ForeignKey(Intervision, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="who takes part in this session",
        fields=("intervision", "person"),
        at_erasure=Erasing.DELETE,
        dated="intervision__at",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["intervision", "person"], name="seat_in_intervision_once")]

    def __str__(self) -> str:
        return f"{self.intervision_id}: {self.person_id}"


class Said(models.Model):
    """What ``by`` said in a step of a session."""

    intervision = models.ForeignKey(Intervision, on_delete=models.CASCADE, related_name="said")
    step = models.CharField(max_length=40)
    text = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="who takes part in this session, until the day they agreed",
        fields=("text", "by", "at"),
        impersonal=("intervision", "step"),
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.intervision_id}.{self.step}"
