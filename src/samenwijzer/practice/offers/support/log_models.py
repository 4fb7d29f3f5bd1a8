"""What head, school group and SPOC write to each other: contacts, promises, and questions with their answer."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samenwijzer.foundation.personal_data import Ground, Keep, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal


class Note(models.Model):
    """What was said with or in a school on a day; ``scope``: who reads it (D-232)."""

    class Scope(models.TextChoices):
        """Who reads it."""

        TRIAD = "triad", _("head, school group and SPOC")
        SCHOOL = "school", _("only our school")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    scope = models.CharField(max_length=10, choices=Scope)
    text = models.TextField()
    on = models.DateField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="who answers for the school, and where so chosen its school group and SPOC",
        fields=("by", "at", "text"),
        impersonal=("unit", "scope", "on"),
        dated="at",
    )

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["unit", "on"], name="support_note_unit")]

    def __str__(self) -> str:
        return self.text[:80]


class Promise(models.Model):
    """What somebody of the three promised a school, by when, and when it was kept (D-208)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=300)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    due = models.DateField()
    kept_on = models.DateField(null=True)
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="who answers for the school, its school group and its SPOC",
        fields=("by", "at", "text"),
        impersonal=("unit", "due", "kept_on"),
        dated="at",
    )

    class Meta:
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return self.text


class Ask(models.Model):
    """Something asked of the guidance service: help to start, a second look at an analysis, or a question on a goal.

    An answer names who gives it, and for a start the day on which they meet (D-212). Until it is published only who
    asked and who answers read it (D-249); a published question on a goal is for everybody (D-285).
    """

    class Kind(models.TextChoices):
        """What is asked."""

        START = "start", _("help to start")
        ANALYSIS = "analysis", _("a second look at our analysis")
        QUESTION = "question", _("a question on a goal")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    goal = models.ForeignKey(Goal, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    spoc = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.TextField(blank=True)
    meet_on = models.DateField(null=True)
    published_on = models.DateField(null=True)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="who asked, and the guidance service; published without a name",
        fields=("by", "at", "text", "answer"),
        impersonal=("unit", "kind", "goal", "spoc", "meet_on", "published_on"),
        dated="at",
    )

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(published_on=None) | ~Q(answer=""), name="support_ask_told_is_answered"),
            models.CheckConstraint(
                condition=~Q(kind="start") | Q(answer="") | Q(meet_on__isnull=False), name="support_start_has_day"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Comment(models.Model):
    """A remark in the trail under something asked."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="who asked, and the guidance service, until it is published",
        fields=("by", "at", "text"),
        impersonal=("ask",),
        dated="at",
    )

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
