"""Where a learner stands with a goal, as computed from evidence; and what an adult decided to do with it."""

from django.db import models

from samenwijzer.foundation.personal_data import Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal


class Estimate(models.Model):
    """The chance that ``learner`` succeeds on a fresh task for ``goal``, with its interval and what it rests on.

    A fold over the evidence, recomputed when evidence comes in and once a day; ``rule`` names the rule or model version
    that made it. ``contributions`` are (name, signed amount) pairs that add up to ``mean``. ``step`` 0 means that too
    little was seen.
    """

    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="estimates")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="estimates")
    mean = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    step = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField()
    successes = models.FloatField()
    last_seen_on = models.DateField()
    review_on = models.DateField(null=True)
    trend = models.FloatField(null=True)
    contributions = models.JSONField(default=list)
    rule = models.CharField(max_length=60)
    computed_at = models.DateTimeField()

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learner and the adults who guide this learner",
        fields=(
            "learner",
            "goal",
            "mean",
            "low",
            "high",
            "step",
            "count",
            "successes",
            "last_seen_on",
            "review_on",
            "trend",
            "contributions",
        ),
        impersonal=("rule", "computed_at"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "goal"], name="estimate_once")]
        indexes = [models.Index(fields=["learner", "review_on"], name="estimate_review")]

    def __str__(self) -> str:
        return f"{self.learner_id}/{self.goal_id}: {self.mean:.2f}"


class FollowUp(models.Model):
    """What an adult chose to do with a signal: planned, done, or not now (which needs no reason, R6)."""

    class Need(models.TextChoices):
        """What the signal says; titles stand in the pack."""

        SUPPORT = "support"
        CHALLENGE = "challenge"
        REVIEW = "review"
        QUIET = "quiet"

    class Choice(models.TextChoices):
        """What was chosen."""

        PLANNED = "planned"
        NOT_NOW = "not_now"
        DONE = "done"

    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="follow_ups")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.CASCADE, related_name="+")
    need = models.CharField(max_length=12, choices=Need)
    choice = models.CharField(max_length=8, choices=Choice)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    until = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the adults who guide this learner",
        fields=("learner", "goal", "need", "choice", "by", "at", "until", "withdrawn_at"),
    )

    class Meta:
        indexes = [models.Index(fields=["learner", "until"], name="follow_up_learner")]

    def __str__(self) -> str:
        return f"{self.need} {self.learner_id}: {self.choice}"


class GoalPrior(models.Model):
    """What is usual for a goal over all learners: where an estimate starts before anything of a learner is seen."""

    goal = models.OneToOneField(Goal, on_delete=models.CASCADE, related_name="prior")
    mean = models.FloatField()

    personal_data = NoPersonalData(why="A mean over all learners, shrunk to a fixed value.")

    def __str__(self) -> str:
        return f"{self.goal_id}: {self.mean:.2f}"
