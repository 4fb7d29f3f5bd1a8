"""Feedback with its next step, and what the learner did with it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samenwijzer.foundation.personal_data import Ground, Keep, PersonalData, Purpose
from samenwijzer.learning.feedback.assessment_models import Moment, MomentCriterion, Rating
from samenwijzer.learning.feedback.peer_models import PeerCriterion, PeerRound, PeerWord
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal

__all__ = ["Moment", "MomentCriterion", "Note", "PeerCriterion", "PeerRound", "PeerWord", "Rating", "Uptake"]
SEEN_BY = "the learner and the adults who guide this learner"


class Note(models.Model):
    """What ``by`` tells a learner: ``words`` on what was done, and ``next_step``, always there (feed forward).

    ``uid`` is made where the note is made, so that sending twice stores once.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="feedback")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(blank=True)
    next_step = models.CharField(max_length=300)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=("learner", "goal", "words", "next_step", "by", "at", "withdrawn_at"),
        impersonal=("uid",),
    )

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["learner", "at"], name="feedback_learner")]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.next_step}"


class Uptake(models.Model):
    """What the learner did with a note, in own words where wanted. Rows are only ever added; the last one stands."""

    class Did(models.TextChoices):
        """What was done with it."""

        PLANNED = "planned"
        TRIED = "tried"
        WORKS = "works"
        ASKS = "asks"

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="uptakes")
    did = models.CharField(max_length=10, choices=Did)
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="note__learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=("note", "words", "at"),
        impersonal=("did",),
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(did__in=["planned", "tried", "works", "asks"]), name="uptake_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.note_id}: {self.did}"
