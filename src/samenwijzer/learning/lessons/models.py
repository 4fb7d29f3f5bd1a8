"""Units of work: what a group is learning in a stretch of time, planned for everybody and varied where that helps.

Beside the plan stand what one learner does otherwise, questions asked in the lesson, and tasks with their answers.
"""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.learning.lessons.kinds import Approach, Basis, Channel, Kind, Mode, Principle, Setting, Tier, Timing
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal

#: After its first day, what learners do in their own time stays open for the rest of a week.
OPEN = timedelta(days=6)


class UnitOfWork(models.Model):
    """``group`` works at these goals from ``starts`` until ``ends``.

    ``common_goal`` is what everybody reaches, in the words of the teacher; ``no_variation`` says that no variation is
    needed. Suggestions aim at a chance of success between ``aim_low`` and ``aim_high`` (percent, D-426). ``teaming``
    holds for each phase of team teaching the model and who does what; ``copied_changes`` what a copy changed in the
    goals, as (what happened, before, after). ``looked_back`` says what to keep or change next time (D-415).
    """

    group = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="units_of_work")
    title = models.CharField(max_length=200)
    starts = models.DateField()
    ends = models.DateField()
    goals = models.ManyToManyField(Goal, through="UnitGoal", related_name="+")
    common_goal = models.TextField(blank=True)
    no_variation = models.BooleanField(default=False)
    equity = models.TextField(blank=True)
    aim_low = models.PositiveSmallIntegerField(default=70)
    aim_high = models.PositiveSmallIntegerField(default=85)
    teaming = models.JSONField(default=dict)
    made_ready_at = models.DateTimeField(null=True)
    looked_back = models.TextField(blank=True)
    copied_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="copies")
    copied_changes = models.JSONField(default=list)
    changed_at = models.DateTimeField(auto_now=True)

    personal_data = NoPersonalData(why="A plan for a group.")

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="unit_of_work_in_order"),
            models.CheckConstraint(
                condition=Q(aim_high__lte=99, aim_low__gte=1, aim_low__lt=F("aim_high")), name="unit_of_work_aim"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class UnitGoal(models.Model):
    """A goal of a unit of work, in the order it is taught."""

    unit_of_work = models.ForeignKey(UnitOfWork, on_delete=models.CASCADE, related_name="unit_goals")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    personal_data = NoPersonalData(why="A plan for a group.")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["unit_of_work", "goal"], name="unit_goal_once")]

    def __str__(self) -> str:
        return f"{self.unit_of_work_id}.{self.position}"


class Activity(models.Model):
    """One thing a group does in a unit of work, on a day or any time in it; ``minutes`` is how long it takes.

    ``why`` says why this part is in contact or at a distance; ``blocks`` are building blocks of the pack, ``steering``
    its steps in which learners regulate their learning, alone or with each other.
    """

    unit_of_work = models.ForeignKey(UnitOfWork, on_delete=models.CASCADE, related_name="activities")
    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    on = models.DateField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(default=50)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.INSTRUCTION)
    approach = models.CharField(max_length=12, choices=Approach, default=Approach.INSTRUCTION)
    setting = models.CharField(max_length=8, choices=Setting, default=Setting.CLASS)
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.CONTACT)
    timing = models.CharField(max_length=12, choices=Timing, default=Timing.TOGETHER)
    why = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=120, blank=True)
    material = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=500, blank=True)
    adults = models.CharField(max_length=200, blank=True)
    is_retrieval = models.BooleanField(default=False)
    blocks = models.JSONField(default=list)
    steering = models.JSONField(default=list)

    personal_data = NoPersonalData(why="A plan for a group.")

    class Meta:
        ordering = [F("on").asc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def open_until(self) -> date | None:
        """The last day on which it can be done: a week where each does it in own time, otherwise its day (D-067)."""
        return self.on + OPEN if self.on and self.is_own_time else self.on

    @property
    def is_own_time(self) -> bool:
        """Whether each does it in own time: such work needs no room."""
        return self.timing == Timing.OWN_TIME

    @property
    def is_cooperative(self) -> bool:
        """Whether learners work with each other in it."""
        return self.kind == Kind.COOPERATION

    @property
    def teaches(self) -> bool:
        """Whether an adult instructs or practises with learners, in contact."""
        return self.kind in (Kind.INSTRUCTION, Kind.PRACTICE) and self.mode == Mode.CONTACT


class Variation(models.Model):
    """Another way to reach a goal of a unit of work: on which difference it rests, for whom it fits, how it is met.

    The goal is always that of the group; ``features`` are accessibility features by their names in schema.org.
    """

    unit_of_work = models.ForeignKey(UnitOfWork, on_delete=models.CASCADE, related_name="variations")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.READINESS)
    tier = models.CharField(max_length=10, choices=Tier, default=Tier.CORE)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.TEXT)
    principle = models.CharField(max_length=10, choices=Principle, default=Principle.REPRESENT)
    features = models.JSONField(default=list)
    link = models.URLField(max_length=500, blank=True)

    personal_data = NoPersonalData(why="A plan for a group.")

    class Meta:
        ordering = ["goal__position", "pk"]

    def __str__(self) -> str:
        return self.title


class TeachingRole(models.Model):
    """The role ``person`` means to take in an activity; only that person reads it (D-420)."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="roles")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the teacher alone",
        fields=("activity", "person", "role"),
        dated="activity__unit_of_work__changed_at",
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "person"], name="teaching_role_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


class DismissedCard(models.Model):
    """A card of the pack that ``person`` does not want to see again."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    card = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the teacher alone",
        fields=("person", "card", "at"),
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "card"], name="dismissed_card_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.card}"


class Deviation(models.Model):
    """What one learner does otherwise than the plan of the group: a trajectory is the plan and these (R2).

    A learner goes with a ``variation``, skips an ``activity``, or leaves a ``goal`` by a decision of the class council
    with its day and motivation (D-012). It holds until it is ended.
    """

    unit_of_work = models.ForeignKey(UnitOfWork, on_delete=models.CASCADE, related_name="deviations")
    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="deviations")
    variation = models.ForeignKey(Variation, null=True, on_delete=models.CASCADE, related_name="deviations")
    activity = models.ForeignKey(Activity, null=True, on_delete=models.CASCADE, related_name="deviations")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True)
    motivation = models.TextField(blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learner and the adults who guide this learner",
        fields=(
            "unit_of_work", "learner", "variation", "activity", "goal", "decided_on", "motivation", "by", "at",
            "ended_at",
        ),
        at_erasure=Erasing.DELETE,
    )  # fmt: skip

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(variation__isnull=False, activity=None, goal=None)
                | Q(variation=None, activity__isnull=False, goal=None)
                | Q(variation=None, activity=None, goal__isnull=False),
                name="deviation_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(goal=None) | (Q(decided_on__isnull=False) & ~Q(motivation="")),
                name="deviation_goal_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} in {self.unit_of_work_id}"


class LiveCheck(models.Model):
    """One question to a group in the lesson with three answers, of which ``right`` (0 to 2) is the right one (D-037).

    Learners answer on a device as long as it is not ``closed_at``.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="live_checks")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=300)
    answers = models.JSONField()
    right = models.PositiveSmallIntegerField()
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    personal_data = NoPersonalData(why="A question to a group; the answers stand beside it.")

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return self.question


class LiveAnswer(models.Model):
    """Which answer a learner gave to a check (0 to 2); ``evidence`` is what it was recorded as."""

    check_asked = models.ForeignKey(LiveCheck, on_delete=models.CASCADE, related_name="given")
    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="live_answers")
    choice = models.PositiveSmallIntegerField()
    evidence = models.ForeignKey("learning_evidence.Evidence", on_delete=models.CASCADE, related_name="+")

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learner and the adults who guide this learner",
        fields=("check_asked", "learner", "choice", "evidence"),
        dated="check_asked__asked_at",
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["check_asked", "learner"], name="live_answer_once")]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.choice}"


class Task(models.Model):
    """Short questions about a goal of a unit of work, marked at once.

    With a ``variation`` it is for the learners who go with that one, otherwise for everybody; ``text`` stands above the
    questions.
    """

    unit_of_work = models.ForeignKey(UnitOfWork, on_delete=models.CASCADE, related_name="tasks")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    variation = models.ForeignKey(Variation, null=True, on_delete=models.SET_NULL, related_name="tasks")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    questions = models.JSONField()
    made_at = models.DateTimeField()

    personal_data = NoPersonalData(why="Questions for a group; the answers stand beside it.")

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.title


class Work(models.Model):
    """What a learner answered in a task, as a draft until it is handed in; ``given`` maps a question to its answer."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="works")
    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="works")
    given = models.JSONField(default=dict)
    kept_at = models.DateTimeField(auto_now=True)
    handed_in_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learner, and handed in also the adults who guide this learner",
        fields=("task", "learner", "given", "kept_at", "handed_in_at"),
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["task", "learner"], condition=Q(handed_in_at=None), name="work_open_once"),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} at {self.task_id}"


class RaisedHand(models.Model):
    """A learner asks for somebody to come, in class, today: at a goal or in general, in own words or none.

    It is gone when it is answered, at the latest with the day.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    learner = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="raised_hand")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=200, blank=True)
    raised_at = models.DateTimeField(auto_now_add=True)
    taken_by = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    taken_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.DAY,
        seen_by="the learner and the adults who guide this learner",
        fields=("unit", "learner", "goal", "text", "raised_at", "taken_by", "taken_at"),
    )

    class Meta:
        ordering = ["raised_at", "pk"]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.raised_at:%H:%M}"
