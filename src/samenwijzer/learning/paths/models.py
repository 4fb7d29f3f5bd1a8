"""Towards which goals a learner goes, as decisions that follow each other (D-474)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samenwijzer.foundation.personal_data import Ground, Keep, PersonalData, Purpose
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal


class GoalPath(models.Model):
    """A decision about the goals of ``learner``; the newest holds, an older one is never changed.

    The common curriculum and adaptations within it ask no report. An individually adapted curriculum (IAC) and OV4 ask
    the report of the CLB that goes with them, and the goals the class council chose.
    """

    class Kind(models.TextChoices):
        """Which goals a learner works at."""

        COMMON = "common", _("common curriculum")
        ADAPTED = "adapted", _("common curriculum with adaptations")
        IAC = "iac", _("individually adapted curriculum (IAC)")
        OV4 = "ov4", _("OV4")

    class Report(models.TextChoices):
        """The report of the CLB (leersteundecreet, 5 May 2023)."""

        NONE = "", _("no report")
        GC = "gc", _("GC report")
        IAC = "iac", _("IAC report")
        OV4 = "ov4", _("OV4 report")

    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="goal_paths")
    kind = models.CharField(max_length=10, choices=Kind)
    report = models.CharField(max_length=5, choices=Report, blank=True)
    motivation = models.TextField()
    decided_on = models.DateField()
    goals = models.ManyToManyField(Goal, through="PathGoal", related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by="the learner and the adults who guide this learner",
        fields=("learner", "kind", "report", "motivation", "decided_on", "by", "at"),
        dated="at",
    )

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=("common", "adapted")) | Q(kind="iac", report="iac") | Q(kind="ov4", report="ov4"),
                name="goal_path_has_report",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.kind}"


class PathGoal(models.Model):
    """A goal the class council chose for a learner."""

    path = models.ForeignKey(GoalPath, on_delete=models.CASCADE, related_name="path_goals")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")

    personal_data = PersonalData(
        subject="path__learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by="the learner and the adults who guide this learner",
        fields=("path", "goal"),
        dated="path__at",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["path", "goal"], name="path_goal_once")]

    def __str__(self) -> str:
        return f"{self.path_id} {self.goal_id}"
