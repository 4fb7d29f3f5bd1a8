"""What a learner decides itself and what was agreed about that; what it likes; who goes along with it."""

from django.db import models
from django.utils import timezone

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.cycles.models import Cycle

LEARNER_AND_GUIDES = "the learner and the adults who guide this learner"


class Freedom(models.Model):
    """In ``domain``, ``learner`` decides a ``dimension`` up to ``step`` (0-3; keys of the pack), with support.

    A higher step holds from the moment both the learner and an adult agreed; a lower one at once. Rows are added.
    """

    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="freedoms")
    domain = models.CharField(max_length=40)
    dimension = models.CharField(max_length=20)
    step = models.PositiveSmallIntegerField()
    strategy = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=500, blank=True)
    review_on = models.DateField(null=True)
    learner_agreed_at = models.DateTimeField(null=True)
    adult = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    adult_agreed_at = models.DateTimeField(null=True)
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_ONE,
        seen_by=LEARNER_AND_GUIDES,
        fields=(
            "learner", "domain", "dimension", "step", "strategy", "words", "review_on", "learner_agreed_at", "adult",
            "adult_agreed_at", "at",
        ),
    )  # fmt: skip

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["learner", "at"], name="freedom_learner")]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.dimension} {self.step}"


class Opening(models.Model):
    """From ``at`` ``unit`` decides ``dimension`` itself, or not any more; with a ``learner`` for that one only.

    Rows are added; the last one for the group counts, and after it the last one for a learner. What opens is carried by
    a ``strategy`` that was taught (R3).
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="openings")
    learner = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="openings")
    dimension = models.CharField(max_length=20)
    is_open = models.BooleanField()
    strategy = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=LEARNER_AND_GUIDES,
        fields=("learner", "dimension", "is_open", "by", "at"),
        impersonal=("unit", "strategy"),
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.dimension} {self.is_open}"


class IndependentMoment(models.Model):
    """A moment at which ``unit`` decides ``dimensions`` itself, and the ``strategy`` that carries it.

    ``is_self_directed``: it teaches learners to steer, so it names the skill that is taught (the strategy).
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="independent_moments")
    title = models.CharField(max_length=120)
    on = models.DateField()
    is_self_directed = models.BooleanField(default=False)
    dimensions = models.JSONField(default=list)
    strategy = models.CharField(max_length=60)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learners of the group and the adults who guide them",
        fields=("by", "title", "at"),
        impersonal=("unit", "on", "is_self_directed", "dimensions", "strategy"),
    )

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.title


class PromptSwitch(models.Model):
    """From ``at`` a group (``unit``), or one ``learner`` of it, gets the prompts of ``setting``; the last counts."""

    unit = models.ForeignKey(Unit, null=True, on_delete=models.CASCADE, related_name="+")
    learner = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="prompt_switches")
    setting = models.CharField(max_length=10)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=LEARNER_AND_GUIDES,
        fields=("learner", "setting", "by", "at"),
        impersonal=("unit",),
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.unit_id or self.learner_id}: {self.setting}"


class Interest(models.Model):
    """What ``learner`` likes and why, in its own words; the learner changes, hides or removes it."""

    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="interests")
    what = models.CharField(max_length=120)
    why = models.CharField(max_length=300, blank=True)
    is_hidden = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learner; the adults who guide this learner as long as the learner does not hide it",
        fields=("learner", "what", "why", "is_hidden", "at"),
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.what


class ProfileChoice(models.Model):
    """From ``at`` ``learner`` shows its learning profile to the adults who guide it, or not; the last counts."""

    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="profile_choices")
    is_hidden = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learner",
        fields=("learner", "is_hidden", "at"),
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.is_hidden}"


class LearningAgreement(models.Model):
    """What ``learner`` and ``adult`` each commit to, and whether each says it worked out (``None``: not said yet)."""

    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="learning_agreements")
    adult = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    learner_does = models.CharField(max_length=300)
    adult_does = models.CharField(max_length=300)
    review_on = models.DateField()
    learner_says = models.BooleanField(null=True)
    adult_says = models.BooleanField(null=True)
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=LEARNER_AND_GUIDES,
        fields=(
            "learner", "adult", "learner_does", "adult_does", "review_on", "learner_says", "adult_says", "at",
        ),
    )  # fmt: skip

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.learner_does}"


class Talk(models.Model):
    """A coaching talk of ``adult`` and ``learner``: what was said at each prompt of the pack, and the next step."""

    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="coaching_talks")
    adult = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    said = models.JSONField(default=dict)
    next_step = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=LEARNER_AND_GUIDES,
        fields=("learner", "adult", "said", "next_step", "at"),
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.next_step}"


class Buddy(models.Model):
    """``learner`` asked ``helper``, of the same group, to go along with the goal of a ``cycle`` until ``ended_at``."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="buddies")
    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="buddies")
    helper = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="buddy_of")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learner and the helper it named",
        fields=("cycle", "learner", "helper", "at", "ended_at"),
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.cycle_id}: {self.helper_id}"
