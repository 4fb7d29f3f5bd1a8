"""The board of a group, what each learner chose on it, why, and how it was."""

import uuid

from django.db import models
from django.utils import timezone

from samenwijzer.foundation.media import MediaKind
from samenwijzer.foundation.personal_data import Ground, Keep, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person

SEEN_BY = "the learner and the adults who guide this learner"


class Board(models.Model):
    """From ``at`` these ``cards`` hang on the board of ``unit``: a list of key, title and picture; the last counts.

    A recorded reason is removed ``keeps`` days after it was told.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="choice_boards")
    cards = models.JSONField(default=list)
    keeps = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learners of the group and the adults who guide them",
        fields=("by", "at"),
        impersonal=("unit", "cards", "keeps"),
    )

    class Meta:
        indexes = [models.Index(fields=["unit", "at"], name="choice_board_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {len(self.cards)}"


class CornerChoice(models.Model):
    """``learner`` chose a card of the board, gives a reason in a picture, words or voice, and says how it ``went``."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="corner_choices")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    card = models.CharField(max_length=60)
    title = models.CharField(max_length=80)
    picture = models.CharField(max_length=40)
    reason = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=300, blank=True)
    went = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=("learner", "card", "title", "picture", "reason", "words", "went", "at"),
        impersonal=("uid", "unit"),
    )

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["unit", "at"], name="corner_choice_unit")]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.title}"


class SpokenReason(models.Model):
    """Why somebody chose, in its own voice; it is removed after ``until``, and the choice stays."""

    choice = models.OneToOneField(CornerChoice, on_delete=models.CASCADE, related_name="spoken")
    kind = models.CharField(max_length=10, default=MediaKind.VOICE)
    content_type = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, db_index=True)
    until = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="choice__learner",
        purpose=Purpose.LEARNING,
        ground=Ground.CONSENT,
        keep=Keep.FOUR_WEEKS,
        seen_by=SEEN_BY,
        fields=("choice", "kind", "digest", "until", "at"),
        impersonal=("content_type",),
        consent="kind",
        file="digest",
        dated="at",
    )

    def __str__(self) -> str:
        return f"spoken reason {self.choice_id}"
