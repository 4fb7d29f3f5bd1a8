"""Strategies that were tried, taught and planned, and the ages at which a school begins with them."""

from django.db import models
from django.utils import timezone

from samenwijzer.foundation.personal_data import Ground, Keep, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person

OF_GROUP = "the adults who guide the group"


class StrategyTry(models.Model):
    """``learner`` tried a ``strategy`` (a key of the pack) for something in a ``domain``, and how that ``went`` (1-4).

    Rows are only ever added.
    """

    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="strategy_tries")
    strategy = models.CharField(max_length=60)
    domain = models.CharField(max_length=40)
    what_for = models.CharField(max_length=200)
    when = models.CharField(max_length=200, blank=True)
    went = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learner, and the adults who guide this learner unless the learner hides its profile",
        fields=("learner", "strategy", "domain", "what_for", "when", "went", "at"),
    )

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["learner", "at"], name="strategy_try_learner")]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.strategy}"


class Taught(models.Model):
    """A ``strategy`` was explained, modelled, supported or practised in ``unit`` on day ``on``; only ever added."""

    class How(models.TextChoices):
        """The four parts of teaching a strategy."""

        EXPLAINED = "explained"
        MODELLED = "modelled"
        SUPPORTED = "supported"
        PRACTISED = "practised"

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="strategies_taught")
    strategy = models.CharField(max_length=60)
    how = models.CharField(max_length=10, choices=How)
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by=OF_GROUP,
        fields=("by", "note", "at"),
        impersonal=("unit", "strategy", "how", "on"),
    )

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["unit", "strategy"], name="strategy_taught_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.strategy} {self.how}"


class StrategyLesson(models.Model):
    """A lesson that teaches a ``strategy``: what happens in each of the four parts of :class:`Taught.How`."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="strategy_lessons")
    strategy = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    on = models.DateField(null=True)
    parts = models.JSONField(default=dict)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by=OF_GROUP,
        fields=("by", "title", "parts", "at"),
        impersonal=("unit", "strategy", "on"),
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.title


class BandShift(models.Model):
    """``school`` begins with a ``strategy`` in another age band (a key of the pack), and ``why``; the last counts."""

    school = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    strategy = models.CharField(max_length=60)
    band = models.CharField(max_length=40)
    why = models.CharField(max_length=500)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by="everybody who works in the school",
        fields=("by", "why", "at"),
        impersonal=("school", "strategy", "band"),
    )

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["school", "strategy"], name="strategy_band_school")]

    def __str__(self) -> str:
        return f"{self.school_id}: {self.strategy} {self.band}"
