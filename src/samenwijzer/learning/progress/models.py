"""Where a learner stands with a goal, as computed from evidence and by what; and what people decided about that."""

from django.db import models

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Framework, Goal


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
        at_erasure=Erasing.DELETE,
        dated="computed_at",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "goal"], name="estimate_once")]
        indexes = [models.Index(fields=["learner", "review_on"], name="estimate_review")]

    def __str__(self) -> str:
        return f"{self.learner_id}/{self.goal_id}: {self.mean:.2f}"

    @property
    def is_fitted(self) -> bool:
        """Whether a version of the fitted learner model made it, and not the plain rule."""
        return self.rule.startswith(LearnerModel.FAMILY)


class FollowUp(models.Model):
    """What an adult chose to do with a signal: planned, done, or not now (which needs no reason, R6).

    ``is_listed``: it was chosen on a card of the list, of which a group gets at most ten a week.
    """

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
    is_listed = models.BooleanField(default=False)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the adults who guide this learner",
        fields=("learner", "goal", "need", "choice", "by", "at", "until", "withdrawn_at"),
        impersonal=("is_listed",),
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


class LearnerModel(models.Model):
    """One version of the fitted learner model: its parameters, what it was fitted on, and how good it was.

    ``parameters`` holds arrays (a NumPy archive); ``form`` names the features they belong to, so that a version of an
    older form is not used any more. Of the evidence only counts and dates are kept. The figures were measured on
    learners who were held out of a first fit with the same seed; they are empty where there were too few to tell.
    """

    FAMILY = "additive"

    name = models.CharField(max_length=60, unique=True)
    form = models.CharField(max_length=64)
    parameters = models.BinaryField()
    digest = models.CharField(max_length=64)
    fitted_at = models.DateTimeField()
    seed = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    learners = models.PositiveIntegerField()
    goals = models.PositiveIntegerField()
    schools = models.PositiveIntegerField()
    last_evidence = models.BigIntegerField()
    first_on = models.DateField()
    last_on = models.DateField()
    auc = models.FloatField(null=True)
    ece = models.FloatField(null=True)
    held_out = models.PositiveIntegerField(default=0)

    personal_data = NoPersonalData(why="Effects over at least ten learners; of the evidence only counts and dates.")

    class Meta:
        ordering = ["-fitted_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class SchoolDecision(models.Model):
    """A school starts or stops working with the fitted learner model: who decided, when and why.

    Rows are only added; the last one holds.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="model_decisions")
    is_on = models.BooleanField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.LEGAL_OBLIGATION,
        keep=Keep.FIVE_YEARS,
        seen_by="who may decide it, and the data protection officer",
        fields=("by", "at", "reason"),
        impersonal=("unit", "is_on"),
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.is_on}"


class LearnerDecision(models.Model):
    """For one learner the fitted learner model is left aside, or used again: who said so, when and why.

    Rows are only added; the last one holds. Nobody has to give a reason. To object says nothing about a learner.
    """

    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="model_decisions")
    is_on = models.BooleanField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.LEGAL_OBLIGATION,
        keep=Keep.ENROLMENT_AND_ONE,
        seen_by="the learner and the adults who guide this learner",
        fields=("learner", "is_on", "by", "at", "reason"),
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.is_on}"


class Answer(models.Model):
    """What an adult answered a learner who said that a picture is not right."""

    to = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="answers")
    text = models.CharField(max_length=500)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    personal_data = PersonalData(
        subject="to__learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learner and the adults who guide this learner",
        fields=("to", "text", "by", "at"),
    )

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.to_id}: {self.text[:40]}"


class PaceAgreement(models.Model):
    """For ``framework``, ``learner`` goes at the pace of ``level`` until ``until``, as the adults agreed with it.

    Rows are only added; the last one holds, and one without a level ends the agreement. What the curriculum expects of
    everybody stays in view beside it.
    """

    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="pace_agreements")
    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    until = models.DateField()

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learner and the adults who guide this learner",
        fields=("learner", "framework", "level", "reason", "by", "at", "until"),
    )

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.level}"


class Attestation(models.Model):
    """A school confirms that ``learner`` attained these goals: beside the legal certificate, not in its place (D-473).

    Rows are only added. ``title`` says what it is for, such as the end of an individually adapted curriculum.
    """

    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="attestations")
    school = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    goals = models.ManyToManyField(Goal, through="AttestedGoal", related_name="+")

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by="the learner, who chooses whom to give it to; who answers for the school",
        fields=("learner", "school", "title", "by", "at"),
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.title


class AttestedGoal(models.Model):
    """One goal of an attestation."""

    attestation = models.ForeignKey(Attestation, on_delete=models.CASCADE, related_name="attested")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")

    personal_data = PersonalData(
        subject="attestation__learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by="as the attestation",
        fields=("attestation", "goal"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attestation", "goal"], name="attested_goal_once")]

    def __str__(self) -> str:
        return f"{self.attestation_id}-{self.goal_id}"
