"""Work in phases: a cycle, what was answered in it, and what is still being written."""

import uuid

from django.db import models
from django.utils import timezone

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, PersonalData, Purpose
from samenwijzer.foundation.references import Reference
from samenwijzer.network.people.models import Person

SEEN_BY = "who takes part in the cycle, and for a phase that was shared the adults who guide them or their colleagues"


class Cycle(models.Model):
    """Somebody goes through a template of the pack, from ``started_at`` until ``due``.

    ``owner`` (a reference) is a person, a unit or a group; ``about`` (a reference, may be empty) is what it is about;
    ``title`` is the goal in the owner's words.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    template = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    owner_kind = models.CharField(max_length=80)
    owner_id = models.CharField(max_length=64)
    about_kind = models.CharField(max_length=80, blank=True)
    about_id = models.CharField(max_length=64, blank=True)
    title = models.CharField(max_length=200)
    due = models.DateField()
    started_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="cycles")
    started_at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="started_by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=("title", "due", "started_by", "started_at"),
        impersonal=("uid", "template", "version", "owner_kind", "owner_id", "about_kind", "about_id"),
        dated="started_at",
    )

    class Meta:
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["owner_kind", "owner_id", "started_at"], name="cycle_owner")]

    def __str__(self) -> str:
        return self.title

    @property
    def owner(self) -> Reference:
        """Whose it is."""
        return Reference(self.owner_kind, self.owner_id)

    @property
    def about(self) -> Reference | None:
        """What it is about."""
        return Reference(self.about_kind, self.about_id) if self.about_kind else None


class Answer(models.Model):
    """What ``by`` answered to a prompt, in check-in ``round`` of a phase that repeats (otherwise 1).

    Rows are only ever added: the last counts, what stood before stays. ``value``: words, the key of a choice, or a list
    of steps; an empty one takes the answer back.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="answers")
    phase = models.CharField(max_length=60)
    prompt = models.CharField(max_length=60)
    round = models.PositiveSmallIntegerField(default=1)
    value = models.JSONField(null=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=("value", "by", "at"),
        impersonal=("cycle", "phase", "prompt", "round"),
    )

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["cycle", "phase", "prompt"], name="cycle_answer")]

    def __str__(self) -> str:
        return f"{self.cycle_id}.{self.prompt}"


class Passed(models.Model):
    """``by`` ended a phase of a cycle; the cycle is over when its last phase is. Rows are only ever added."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="passed")
    phase = models.CharField(max_length=60)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=("by", "at"),
        impersonal=("cycle", "phase"),
    )

    def __str__(self) -> str:
        return f"{self.cycle_id}.{self.phase}"


class Sharing(models.Model):
    """From ``at`` a phase is read in ``scope`` (a key of the pack), as ``by`` chose; the last counts."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="sharings")
    phase = models.CharField(max_length=60)
    scope = models.CharField(max_length=20)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=("scope", "by", "at"),
        impersonal=("cycle", "phase"),
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.cycle_id}.{self.phase}: {self.scope}"


class Draft(models.Model):
    """What ``by`` is writing in a phase: the fields of the form as they stand. Kept answers take its place."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="drafts")
    phase = models.CharField(max_length=60)
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    fields = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="who writes it, and nobody else",
        fields=("cycle", "phase", "by", "fields", "at"),
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "phase", "by"], name="cycle_draft_once")]

    def __str__(self) -> str:
        return f"{self.cycle_id}.{self.phase}: {self.by_id}"
