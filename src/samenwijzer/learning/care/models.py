"""Care as facts that follow each other: a track, what was noted in it, and what is still being written."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal

SEEN_BY = "who guides this learner, the learner and guardians; of a protected track only those held to secrecy"


class CareTrack(models.Model):
    """The care file of a learner, the care plan of a group, or a protected track about a learner.

    A ``protected`` track is read by those held to professional secrecy towards the learner, and by nobody else. It is
    not the file of the CLB: that never stands here.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    learner = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="care_tracks")
    group = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="care_tracks")
    protected = models.BooleanField(default=False)
    template = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_ONE,
        seen_by=SEEN_BY,
        fields=("learner", "protected", "by", "at"),
        impersonal=("uid", "group", "template", "version"),
        withheld={"protected": True},
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(learner=None, group__isnull=False, protected=False) | Q(learner__isnull=False, group=None),
                name="care_about_one",
            ),
            models.UniqueConstraint(fields=["learner", "protected"], name="care_track_once"),
            models.UniqueConstraint(fields=["group"], name="care_plan_once"),
        ]

    def __str__(self) -> str:
        return f"care {self.pk}"


class Fact(models.Model):
    """One thing noted in a track. Rows are only ever added: a correction ``replaces`` the fact that was not right.

    ``key`` says what sort within its kind: a phase, a prompt, an effect, an actor, a form of talk, a language. ``on``
    is the day a talk is held, an agreement is due, or the track is reviewed next. ``answers`` is what it belongs to:
    the talk of an agreement, the agreement of an outcome. ``round`` counts the times around the cycle.
    """

    class Kind(models.TextChoices):
        """What was noted."""

        STRENGTH = "strength", _("what goes well")
        WORKS = "works", _("what works")
        NEED = "need", _("what is needed")
        STEP = "step", _("phase of the continuum")
        GOAL = "goal", _("goal")
        ANSWER = "answer", _("answer in the cycle")
        PASSED = "passed", _("phase of the cycle ended")
        TALK = "talk", _("talk")
        REPORT = "report", _("what was said")
        PREPARATION = "preparation", _("prepared by parents or learner")
        AGREEMENT = "agreement", _("agreement")
        OUTCOME = "outcome", _("what came of it")
        REVIEW = "review", _("review of the effect")
        NOTE = "note", _("note under secrecy")
        ADVICE = "advice", _("advice")
        WITHDRAWN = "withdrawn", _("taken back")

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    track = models.ForeignKey(CareTrack, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=12, choices=Kind)
    key = models.CharField(max_length=60, blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(blank=True)
    who = models.CharField(max_length=300, blank=True)
    on = models.DateField(null=True)
    goal = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT, related_name="+")
    answers = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="answered")
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    function = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="track__learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_ONE,
        seen_by=SEEN_BY,
        fields=("kind", "key", "text", "who", "on", "goal", "by", "function", "at"),
        impersonal=("uid", "track", "round", "answers", "replaces"),
        withheld={"track__protected": True},
    )

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["track", "kind"], name="care_fact_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class CareDraft(models.Model):
    """What ``by`` is writing in a phase of a track: the form as it stands. Kept facts take its place."""

    track = models.ForeignKey(CareTrack, on_delete=models.CASCADE, related_name="drafts")
    phase = models.CharField(max_length=60)
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    fields = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="track__learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="who writes it, and nobody else",
        fields=("track", "phase", "by", "fields", "at"),
        withheld={"track__isnull": False},
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["track", "phase", "by"], name="care_draft_once")]

    def __str__(self) -> str:
        return f"{self.track_id}.{self.phase}: {self.by_id}"


class SchoolPhoto(models.Model):
    """The picture of the care in a school that a MICRO meeting looked at: counts by phase, no names (D-302).

    ``counts`` are those of that day with small ones left out, so that the figures stand when the learners are gone.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="care_photos")
    held_on = models.DateField()
    next_on = models.DateField()
    present = models.CharField(max_length=300)
    counts = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    personal_data = NoPersonalData(why="A picture of a school in counts, without learners.")

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(next_on__gt=models.F("held_on")), name="photo_in_order")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.held_on}"


class SchoolNeed(models.Model):
    """A need that a MICRO meeting saw, with the support that was agreed: who, what, until when (D-303).

    None stands without its agreement: the database refuses an empty one.
    """

    class Actor(models.TextChoices):
        """On whose side it is done."""

        SCHOOL = "school", _("school")
        LSC = "lsc", _("LSC")
        CLB = "clb", _("CLB")

    photo = models.ForeignKey(SchoolPhoto, on_delete=models.PROTECT, related_name="needs")
    phase = models.CharField(max_length=60)
    text = models.CharField(max_length=300)
    support = models.CharField(max_length=300)
    actor = models.CharField(max_length=10, choices=Actor)
    owner = models.CharField(max_length=120)
    until = models.DateField()
    done_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=300, blank=True)

    personal_data = NoPersonalData(why="What a school needs and who in which post sees to it; no learner is named.")

    class Meta:
        ordering = ["phase", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(support="") & ~Q(owner="") & ~Q(actor=""), name="need_has_agreement"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class GroupChoice(models.Model):
    """What a school group chose to do after a MACRO meeting, and the need of a school it answers (D-309)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="care_choices")
    need = models.ForeignKey(SchoolNeed, on_delete=models.PROTECT, related_name="choices")
    text = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)

    personal_data = NoPersonalData(why="A choice of policy of a school group.")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.text
