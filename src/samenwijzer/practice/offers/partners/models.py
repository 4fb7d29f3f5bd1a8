"""With whom a school works, what was decided about it, and what they do together."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.documents.models import PlanGoal, written_by
from samenwijzer.practice.goals.models import Goal


class Partnership(models.Model):
    """``unit`` (a school or school group) works with ``partner``, a unit of kind *partner*.

    ``ends`` is the last day of the agreement, where there is one.

    ``fit`` says why this partner: the same goals, or something the school does not have (D-078). What both sides gain
    is always filled in (D-375). ``values_at`` is when the partner stood behind the values (D-159).
    """

    class Fit(models.TextChoices):
        """Why this partner."""

        SHARED = "shared", _("we have the same goals")
        ADDED = "added", _("they know or have what we do not")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="partnerships")
    partner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    fit = models.CharField(max_length=10, choices=Fit)
    why = models.CharField(max_length=300)
    interests = models.JSONField(default=list)
    gain_here = models.CharField(max_length=300)
    gain_there = models.CharField(max_length=300)
    starts = models.DateField()
    review_on = models.DateField()
    ends = models.DateField(null=True)
    values_at = models.DateTimeField(null=True)
    values_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    personal_data = PersonalData(
        subject="values_by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="who works in the school or the school group",
        fields=("values_by", "values_at"),
        impersonal=(
            "unit", "partner", "kind", "fit", "why", "interests", "gain_here", "gain_there", "starts", "review_on",
            "ends",
        ),
        dated="values_at",
        at_erasure=Erasing.EMPTY,
    )  # fmt: skip

    class Meta:
        ordering = ["partner__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "partner"], name="partnership_once"),
            models.CheckConstraint(condition=~Q(gain_here="") & ~Q(gain_there=""), name="partnership_gains_both"),
            models.CheckConstraint(condition=Q(ends=None) | Q(ends__gte=F("starts")), name="partnership_in_order"),
        ]

    def __str__(self) -> str:
        return str(self.partner)

    def is_over(self, on: date) -> bool:
        """Whether it ended on day ``on`` or before."""
        return self.ends is not None and self.ends <= on


class PartnershipGoal(models.Model):
    """The partnership serves this goal of the plan of the school."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="goals")
    goal = models.ForeignKey(PlanGoal, on_delete=models.CASCADE, related_name="+")

    personal_data = NoPersonalData(why="Which goal of a school a partner serves.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "goal"], name="partnership_goal_once")]

    def __str__(self) -> str:
        return f"{self.partnership_id}-{self.goal_id}"


class Decision(models.Model):
    """What was decided when a partnership was looked at again; only ever added (D-077)."""

    class Choice(models.TextChoices):
        """What to do."""

        CONTINUE = "continue", _("go on")
        CHANGE = "change", _("change")
        STOP = "stop", _("stop")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="decisions")
    choice = models.CharField(max_length=10, choices=Choice)
    why = models.CharField(max_length=300)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = written_by(("why",), ("partnership", "choice"), "who works in the school or the school group")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.choice


class Activity(models.Model):
    """What a school and a partner do together; it is seen by learners and parents only once published.

    ``earlier`` is the run before this one; ``cost`` is what parents pay, in euro.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="activities")
    school = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="partner_activities")
    title = models.CharField(max_length=200)
    words = models.CharField(max_length=600, blank=True)
    kind = models.CharField(max_length=60)
    reach = models.CharField(max_length=60)
    interests = models.JSONField(default=list)
    starts = models.DateField()
    ends = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    cost = models.DecimalField(max_digits=7, decimal_places=2, default=0)
    places = models.PositiveSmallIntegerField(default=30)
    earlier = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="later")
    published_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = written_by(
        (),
        (
            "partnership", "school", "title", "words", "kind", "reach", "interests", "starts", "ends", "place", "cost",
            "places", "earlier", "published_at",
        ),
        "who works in the school; once published learners, guardians and the partner",
    )  # fmt: skip

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="partner_activity_in_order"),
            models.CheckConstraint(condition=Q(cost__gte=0), name="partner_activity_cost"),
        ]

    def __str__(self) -> str:
        return self.title


class ActivityGoal(models.Model):
    """The activity works at this goal of the curriculum; without one it is never published (R14)."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="goals")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")

    personal_data = NoPersonalData(why="What an activity is for.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "goal"], name="partner_activity_goal_once")]

    def __str__(self) -> str:
        return f"{self.activity_id}-{self.goal_id}"


class ActivityGroup(models.Model):
    """The activity is for the learners of this group."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="groups")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")

    personal_data = NoPersonalData(why="For whom an activity is.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "unit"], name="partner_activity_group_once")]

    def __str__(self) -> str:
        return f"{self.activity_id}-{self.unit_id}"


class Enrolment(models.Model):
    """A learner takes part in an activity, put down by itself, a guardian or an adult who guides it."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="enrolments")
    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="partner_activities")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learner, guardians and who guides this learner; the partner only an agreed first name",
        fields=("activity", "learner", "by", "at"),
        dated="at",
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["learner__given_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["activity", "learner"], name="partner_enrolment_once")]

    def __str__(self) -> str:
        return f"{self.learner_id} in {self.activity_id}"


class Post(models.Model):
    """Something said in the space of an activity; nobody else reads it before somebody of the school let it in."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="posts")
    text = models.CharField(max_length=600)
    by = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    let_in_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="who takes part in the activity, once let in; who guides it before",
        fields=("activity", "text", "by", "at", "let_in_at"),
        dated="at",
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text


class Evaluation(models.Model):
    """How a run went (R13): goals reached, everyone included (1 to 4), what learners gained, what nobody wanted."""

    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="evaluation")
    reached = models.PositiveSmallIntegerField()
    included = models.PositiveSmallIntegerField()
    gained = models.CharField(max_length=600)
    unwanted = models.CharField(max_length=600, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = written_by(("gained", "unwanted"), ("activity", "reached", "included"), "who works in the school")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reached__gte=1, reached__lte=4, included__gte=1, included__lte=4),
                name="partner_evaluation_in_range",
            )
        ]

    def __str__(self) -> str:
        return self.gained
