"""An experience outside the school, the goals it is about, and the link by which a partner says what it saw."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, PersonalData, Purpose
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.offers.partners.models import Activity

SEEN_BY = "the learner and the adults who guide this learner"


class Experience(models.Model):
    """Something a learner does and learns outside the school, from ``starts`` to ``ends``.

    ``answers`` are the learner's own words by question. ``partner_at`` is when a partner said what it saw; it counts
    for nothing before ``validated_at``, when a teacher let it count.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="experiences")
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=200)
    activity = models.ForeignKey(Activity, null=True, on_delete=models.SET_NULL, related_name="experiences")
    starts = models.DateField()
    ends = models.DateField()
    answers = models.JSONField(default=dict)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    partner_words = models.CharField(max_length=600, blank=True)
    partner_at = models.DateTimeField(null=True)
    validated_at = models.DateTimeField(null=True)
    validated_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_ONE,
        seen_by=SEEN_BY,
        fields=(
            "learner", "kind", "title", "place", "activity", "starts", "ends", "answers", "by", "at", "partner_words",
            "partner_at", "validated_at", "validated_by",
        ),
        impersonal=("uid",),
        at_erasure=Erasing.DELETE,
    )  # fmt: skip

    class Meta:
        ordering = ["-starts", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="experience_in_order"),
            models.CheckConstraint(
                condition=Q(validated_at=None) | ~Q(partner_at=None), name="experience_validated_after_partner"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ExperienceGoal(models.Model):
    """The experience is about this goal; ``step`` is what the partner saw, ``validated`` what the teacher let count."""

    experience = models.ForeignKey(Experience, on_delete=models.CASCADE, related_name="goals")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    step = models.PositiveSmallIntegerField(null=True)
    validated = models.PositiveSmallIntegerField(null=True)

    personal_data = PersonalData(
        subject="experience__learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_ONE,
        seen_by=SEEN_BY,
        fields=("experience", "goal", "step", "validated"),
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["experience", "goal"], name="experience_goal_once"),
            models.CheckConstraint(
                condition=(Q(step=None) | Q(step__gte=1, step__lte=4))
                & (Q(validated=None) | Q(validated__gte=1, validated__lte=4)),
                name="experience_steps_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.experience_id}-{self.goal_id}"


class MentorLink(models.Model):
    """A link by which a mentor without an account rates the goals of one experience, once; only its digest is kept.

    One link an experience: a new one makes the old one worthless. ``to`` says to whom the teacher gave it.
    """

    experience = models.OneToOneField(Experience, on_delete=models.CASCADE, related_name="link")
    digest = models.CharField(max_length=64, unique=True)
    to = models.CharField(max_length=120)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="experience__learner",
        purpose=Purpose.ACCESS,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_ONE,
        seen_by=SEEN_BY,
        fields=("experience", "to", "made_by", "made_at", "ends_at", "used_at", "digest"),
        secrets=("digest",),
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("made_at")), name="mentor_link_in_order")]

    def __str__(self) -> str:
        return f"link of {self.experience_id}"
