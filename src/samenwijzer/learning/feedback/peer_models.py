"""Peer feedback: a round on criteria, what learners tell each other, and what was used of it."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from samenwijzer.foundation.personal_data import Ground, Keep, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal


class PeerRound(models.Model):
    """Learners of ``unit`` tell each other what they see of a piece of work, until ``ends``: in time to be used."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="peer_rounds")
    title = models.CharField(max_length=200)
    ends = models.DateField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learners and the adults of the unit",
        fields=("by", "at"),
        impersonal=("unit", "title", "ends"),
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.title


class PeerCriterion(models.Model):
    """A criterion in the words of who proposed it; used once an adult linked it to a goal of the curriculum (D-413)."""

    round = models.ForeignKey(PeerRound, on_delete=models.CASCADE, related_name="criteria")
    text = models.CharField(max_length=200)
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    goal = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="proposed_by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learners and the adults of the unit",
        fields=("proposed_by", "at"),
        impersonal=("round", "text", "goal", "checked_at"),
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_at=None) | Q(goal__isnull=False), name="peer_criterion_checked_on_goal"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class PeerWord(models.Model):
    """What ``giver`` tells ``receiver`` on one criterion; ``mark`` (1 to 4) is only ever read in a mean.

    ``counted`` is the mark as it stands in that mean (:mod:`samenwijzer.learning.feedback.peer_means`). An adult can
    take it out of sight; the receiver marks what it did with it.
    """

    criterion = models.ForeignKey(PeerCriterion, on_delete=models.CASCADE, related_name="words")
    giver = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="peer_words_given")
    receiver = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="peer_words")
    words = models.TextField()
    mark = models.PositiveSmallIntegerField(null=True)
    counted = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True)
    used = models.CharField(max_length=300, blank=True)
    used_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="receiver",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the receiver, the giver its own words, and the adults who guide them",
        fields=("giver", "receiver", "words", "mark", "counted", "at", "hidden_at", "used", "used_at"),
        impersonal=("criterion",),
        secrets=("mark", "counted"),
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "giver", "receiver"], name="peer_word_once"),
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="peer_word_to_another"),
            models.CheckConstraint(condition=Q(mark=None) | Q(mark__range=(1, 4)), name="peer_mark_known"),
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} → {self.receiver_id}"
