"""A school looks at itself on development scales. What was judged is only ever added; the last counts."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samenwijzer.foundation.personal_data import Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person

LEVELS = 4


def _by(seen_by: str, *impersonal: str, fields: tuple[str, ...] = ("by", "at"), subject: str = "by") -> PersonalData:
    """Return the declaration of a row of which only who made it, and when, is about a person."""
    return PersonalData(
        subject=subject,
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by=seen_by,
        fields=fields,
        impersonal=impersonal,
        dated=fields[1],
    )


class Scaling(models.Model):
    """One time that ``unit``, a school, places itself on the scales; it may pause as long as it is not finished."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="scalings")
    started_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    personal_data = _by(
        "who answers for the school", "uid", "unit", "finished_at", fields=("started_by", "started_at"),
        subject="started_by",
    )  # fmt: skip

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=Q(finished_at=None), name="scaling_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.started_at:%Y-%m-%d}"


class Rating(models.Model):
    """Where the school places itself on one indicator, read under ``version`` of its scale; without level: taken back.

    ``words`` is the descriptor as it stood, so that it reads the same whatever becomes of the scale (D-263).
    """

    scaling = models.ForeignKey(Scaling, on_delete=models.CASCADE, related_name="ratings")
    indicator = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField(null=True)
    words = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = _by("who works in the school", "scaling", "indicator", "version", "level", "words")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__gte=1, level__lte=LEVELS), name="rating_on_the_scale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.level}"


class Remark(models.Model):
    """What was written beside an indicator: a note of the school, which stays there, or a comment of who guides it."""

    scaling = models.ForeignKey(Scaling, on_delete=models.CASCADE, related_name="remarks")
    indicator = models.CharField(max_length=60)
    is_comment = models.BooleanField()
    text = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = _by(
        "who answers for the school, and who guides this scaling", "scaling", "indicator", "is_comment",
        fields=("by", "at", "text"),
    )  # fmt: skip

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.is_comment}"


class Proof(models.Model):
    """Something that was there already and supports a rating; ``title`` and ``words`` as it read at that moment.

    ``is_prefilled``: put there by the product, not chosen by a person (D-258).
    """

    scaling = models.ForeignKey(Scaling, on_delete=models.CASCADE, related_name="proofs")
    indicator = models.CharField(max_length=60)
    source_kind = models.CharField(max_length=80)
    source_id = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    words = models.CharField(max_length=400, blank=True)
    dated = models.DateField()
    is_prefilled = models.BooleanField(default=False)
    taken_away_at = models.DateTimeField(null=True)
    at = models.DateTimeField(default=timezone.now)

    personal_data = NoPersonalData(why="Summaries of plans, cycles and visits of a school, without names.")

    class Meta:
        ordering = ["-dated", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["scaling", "indicator", "source_kind", "source_id"], name="proof_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Guidance(models.Model):
    """``person``, who guides schools from above, looks along with a scaling and comments, until ``ended_at``."""

    scaling = models.ForeignKey(Scaling, on_delete=models.CASCADE, related_name="guidances")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    personal_data = _by("who answers for the school", "scaling", "ended_at", fields=("person", "at"), subject="person")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scaling", "person"], condition=Q(ended_at=None), name="guidance_once"),
        ]

    def __str__(self) -> str:
        return f"{self.scaling_id}: {self.person_id}"


class Shared(models.Model):
    """What of a scaling went up to ``scope``, word for word as the head saw it before; taken back at ``withdrawn_at``.

    ``counts_alone``: the school agrees that its level is counted also among fewer than five schools.
    """

    class Scope(models.TextChoices):
        """The levels above a school."""

        GROUP = "group"
        NETWORK = "network"

    scaling = models.ForeignKey(Scaling, on_delete=models.CASCADE, related_name="shares")
    scope = models.CharField(max_length=10, choices=Scope)
    content = models.JSONField()
    counts_alone = models.BooleanField(default=False)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    personal_data = _by(
        "who answers for the school, and the level it went to", "scaling", "scope", "content", "counts_alone",
        "withdrawn_at",
    )  # fmt: skip

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.scaling_id} → {self.scope}"


class ScaleVersion(models.Model):
    """A newer wording of one scale, in use from ``at``; what stood before stays, with the ratings made under it."""

    indicator = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    levels = models.JSONField()
    why = models.CharField(max_length=300)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = _by("everybody who works in the network", "indicator", "version", "levels", "why")

    class Meta:
        ordering = ["indicator", "-pk"]
        constraints = [models.UniqueConstraint(fields=["indicator", "version"], name="scale_version_once")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.version}"


class Target(models.Model):
    """The network decided that every school reaches ``level`` on an indicator; none stands until somebody decides so.

    ``decision`` says who decided it and where that is recorded. Off again from ``ended_at``.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    indicator = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=300)
    starts = models.DateField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    personal_data = _by(
        "everybody who works in the network", "unit", "indicator", "level", "decision", "starts", "ended_at"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "indicator"], condition=Q(ended_at=None), name="target_once"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=LEVELS), name="target_on_the_scale"),
            models.CheckConstraint(condition=~Q(decision=""), name="target_was_decided"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} ≥ {self.level}"


class Intention(models.Model):
    """What an indicator means for one professional, in own words; private until shared. The last counts."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    indicator = models.CharField(max_length=60)
    text = models.CharField(max_length=600, blank=True)
    is_shared = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the person itself, and who heads its school once it shared for a growth talk",
        fields=("person", "indicator", "text", "is_shared", "at"),
    )

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["person", "indicator"], name="scale_intention")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.indicator}"


class LessonStages(models.Model):
    """How many lessons of a week somebody in a school calls teacher-centred, learner-centred and learner-steered.

    Who said it is not kept (D-397).
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    teacher_centred = models.PositiveSmallIntegerField()
    learner_centred = models.PositiveSmallIntegerField()
    learner_steered = models.PositiveSmallIntegerField()

    personal_data = NoPersonalData(why="Who told it is not kept.")

    class Meta:
        indexes = [models.Index(fields=["unit", "on"], name="lesson_stages_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.on}"
