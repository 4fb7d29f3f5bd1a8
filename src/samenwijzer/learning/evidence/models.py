"""What was seen: one append-only stream of evidence, always about a goal."""

import uuid

from django.db import models
from django.db.models import F, Q

from samenwijzer.foundation.media import MediaKind
from samenwijzer.foundation.personal_data import Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal


class Occasion(models.Model):
    """A test or task on one day for one group: the columns of a quick-entry sheet.

    The scale of a column: ``points`` 0 means the four-step scale of the pack, otherwise the highest mark. Results of a
    draft (a first attempt) are shown and never count.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="occasions")
    title = models.CharField(max_length=200)
    on = models.DateField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    is_draft = models.BooleanField(default=False)

    personal_data = NoPersonalData(why="The title of a test; results stand with the evidence.")

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.title


class Column(models.Model):
    """One goal asked for on an occasion, and the highest mark (0: the four-step scale)."""

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="columns")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField(default=0)

    personal_data = NoPersonalData(why="What a test asks.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["occasion", "position"], name="column_once"),
            models.UniqueConstraint(fields=["occasion", "goal"], name="column_goal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.occasion_id}.{self.position}"

    def mark_of(self, row: "Evidence") -> float | None:
        """Return the mark as it was entered in this column: a step, or the points; ``None`` where it was cleared."""
        if self.points == 0:
            return row.step
        return None if row.outcome is None else round(row.outcome * self.points, 2)


class Batch(models.Model):
    """One imported file of evidence: what it was, how much came in, and its digest, so that it comes in once."""

    source = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, unique=True)
    rows = models.PositiveIntegerField()
    imported_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    personal_data = NoPersonalData(why="The name of a file and a count.")

    def __str__(self) -> str:
        return self.source


class Evidence(models.Model):
    """One thing seen of one learner. Never changed: a correction is a new row that ``corrects`` an older one.

    ``outcome`` lies in [0, 1]; ``step`` is the step chosen on the four-step scale, where one was chosen. ``uid`` is
    made where the evidence is made, so that sending twice stores once.
    """

    class Kind(models.TextChoices):
        """Where the evidence comes from; titles stand in the pack."""

        ITEM_RESPONSE = "item_response"
        TEST_RESULT = "test_result"
        OBSERVATION = "observation"
        CONVERSATION = "conversation"
        PRODUCT = "product"
        TEACHER_JUDGEMENT = "teacher_judgement"
        SELF = "self"
        PEER = "peer"
        PARTNER = "partner"
        DISAGREEMENT = "disagreement"
        QUESTION = "question"

    #: What learners say of themselves: shown beside what was seen, never mixed in.
    OWN = (Kind.SELF, Kind.DISAGREEMENT, Kind.QUESTION)

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="evidence")
    goals = models.ManyToManyField(Goal, through="EvidenceGoal", related_name="evidence")
    kind = models.CharField(max_length=20, choices=Kind)
    outcome = models.FloatField(null=True)
    step = models.PositiveSmallIntegerField(null=True)
    note = models.TextField(blank=True)
    item = models.CharField(max_length=80, blank=True)
    seen_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    seen_at = models.DateTimeField(db_index=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    occasion = models.ForeignKey(Occasion, null=True, on_delete=models.PROTECT, related_name="evidence")
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="evidence")
    is_draft = models.BooleanField(default=False)
    corrects = models.OneToOneField("self", null=True, on_delete=models.CASCADE, related_name="correction")
    retracts = models.BooleanField(default=False)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by="the learner and the adults who guide this learner",
        fields=("learner", "kind", "outcome", "step", "note", "item", "seen_by", "seen_at", "recorded_at", "occasion"),
        impersonal=("uid", "batch", "is_draft", "corrects", "retracts"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=None) | Q(outcome__gte=0, outcome__lte=1), name="evidence_outcome_in_range"
            ),
            models.CheckConstraint(condition=Q(step=None) | Q(step__gte=1, step__lte=4), name="evidence_step_in_range"),
            models.CheckConstraint(condition=Q(retracts=False) | ~Q(corrects=None), name="evidence_retracts_something"),
            models.CheckConstraint(condition=~Q(pk=F("corrects")), name="evidence_corrects_another"),
        ]
        indexes = [models.Index(fields=["learner", "seen_at"], name="evidence_learner")]

    def __str__(self) -> str:
        return f"{self.kind} {self.learner_id}"


class EvidenceGoal(models.Model):
    """The evidence says something about this goal."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="goal_links")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="evidence_links")

    personal_data = PersonalData(
        subject="evidence__learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by="as the evidence",
        fields=("evidence", "goal"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evidence", "goal"], name="evidence_goal_once")]

    def __str__(self) -> str:
        return f"{self.evidence_id}-{self.goal_id}"


class Attachment(models.Model):
    """A photo or a voice recording with a piece of evidence; what it holds is kept in the vault under ``digest``.

    It may outlive neither the evidence nor its own period, and it can be taken away while the evidence stands.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in MediaKind])
    content_type = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    personal_data = PersonalData(
        subject="evidence__learner",
        purpose=Purpose.LEARNING,
        ground=Ground.CONSENT,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learner and the adults who guide this learner",
        fields=("evidence", "kind", "digest", "added_by", "added_at"),
        impersonal=("content_type", "size"),
        consent="kind",
        file="digest",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["evidence", "digest"], name="attachment_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.evidence_id}"


class Showing(models.Model):
    """From now on a learner shows own work ``to`` these people; only ever added, and the last one stands."""

    class To(models.TextChoices):
        """Who gets to see it."""

        ADULTS = "adults"
        SELF = "self"
        NOBODY = "nobody"

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="showings")
    to = models.CharField(max_length=10, choices=To)
    at = models.DateTimeField(auto_now_add=True)

    personal_data = PersonalData(
        subject="evidence__learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by="the learner",
        fields=("evidence", "to", "at"),
    )

    def __str__(self) -> str:
        return f"{self.evidence_id} to {self.to}"
