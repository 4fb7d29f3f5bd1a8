"""Temporary groups of learners, who sat with whom, and what the team knows about pairs."""

from django.db import models
from django.db.models import F, Q

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, NoPersonalData, PersonalData
from samenwijzer.foundation.personal_data import Purpose as HeldFor
from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal


class Grouping(models.Model):
    """A unit divided into groups for one purpose, by an adult, from ``starts`` until ``ends`` (both included).

    ``goal`` is what the readiness in it is about; empty means all goals of ``unit_of_work``. A grouping that was taken
    back counts nowhere. Groups across classes may meet at one time of the week (``weekday`` 0 = Monday). ``adult``
    watches over pairs in which learners explain to each other.
    """

    class Purpose(models.TextChoices):
        """What the groups are for."""

        INSTRUCTION = "instruction"
        COOPERATION = "cooperation"
        INTEREST = "interest"
        TUTORING = "tutoring"

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="groupings")
    unit_of_work = models.ForeignKey(UnitOfWork, null=True, on_delete=models.SET_NULL, related_name="+")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.SET_NULL, related_name="+")
    purpose = models.CharField(max_length=12, choices=Purpose)
    starts = models.DateField()
    ends = models.DateField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    adult = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    weekday = models.PositiveSmallIntegerField(null=True)
    begins = models.TimeField(null=True)
    finishes = models.TimeField(null=True)

    personal_data = PersonalData(
        subject="by",
        purpose=HeldFor.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the adults who guide the unit",
        fields=("by", "adult", "published_at", "withdrawn_at"),
        impersonal=(
            "unit",
            "unit_of_work",
            "goal",
            "purpose",
            "starts",
            "ends",
            "weekday",
            "begins",
            "finishes",
        ),
    )

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="grouping_in_order")]
        indexes = [models.Index(fields=["unit", "ends"], name="grouping_unit")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.unit_id}, {self.starts}–{self.ends}"


class TemporaryGroup(models.Model):
    """One group of a grouping: its neutral name and what it is about.

    That is a ``goal`` in extended instruction and where learners explain to each other, a ``context`` (a key of the
    pack) where interest brought the group together.
    """

    grouping = models.ForeignKey(Grouping, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(max_length=60)
    goal = models.ForeignKey(Goal, null=True, on_delete=models.SET_NULL, related_name="+")
    context = models.CharField(max_length=40, blank=True)

    personal_data = NoPersonalData(why="A neutral name and a goal; who is in the group stands with the seats.")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["grouping", "name"], name="temporary_group_name_once")]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """A learner's place in a grouping; without ``group`` the learner works on without extended instruction.

    ``readiness`` (0 to 100) is what the estimates said when the groups were published; empty where too little was seen.
    ``explains`` in a pair in which learners explain to each other: to this one the goal is clear already.
    """

    grouping = models.ForeignKey(Grouping, on_delete=models.CASCADE, related_name="seats")
    group = models.ForeignKey(TemporaryGroup, null=True, on_delete=models.CASCADE, related_name="seats")
    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="seats")
    readiness = models.FloatField(null=True)
    explains = models.BooleanField(default=False)

    personal_data = PersonalData(
        subject="learner",
        purpose=HeldFor.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the adults who guide this learner; the learner sees the own group without the readiness",
        fields=("grouping", "group", "learner", "readiness", "explains"),
        dated="grouping__published_at",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grouping", "learner"], name="seat_once"),
            models.CheckConstraint(
                condition=Q(readiness=None) | Q(readiness__range=(0, 100)), name="seat_readiness_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} in {self.group_id}"


class Tie(models.Model):
    """What the team knows about two learners of a unit: apart, together, or ``learner`` likes to work with ``other``.

    *Apart* and *together* stand here twice, once from each side, so that both learners' data is found by the learner.
    """

    class Kind(models.TextChoices):
        """What is known."""

        APART = "apart"
        TOGETHER = "together"
        PREFERS = "prefers"

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="ties")
    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ties")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    personal_data = PersonalData(
        subject="learner",
        purpose=HeldFor.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the adults who guide and write about the unit",
        fields=("unit", "learner", "other", "kind", "by", "at"),
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "learner", "other"], name="tie_once"),
            models.CheckConstraint(condition=~Q(learner=F("other")), name="tie_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.kind} {self.other_id}"


class Willingness(models.Model):
    """Whether ``learner`` wants to explain to classmates, and wants classmates to explain: its own word, until changed.

    Without it nobody is put in a pair in which one explains to the other.
    """

    learner = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="willingness")
    explains = models.BooleanField(default=False)
    listens = models.BooleanField(default=False)
    at = models.DateTimeField()

    personal_data = PersonalData(
        subject="learner",
        purpose=HeldFor.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the learner and the adults who guide and write about the learner",
        fields=("learner", "explains", "listens", "at"),
        at_erasure=Erasing.DELETE,
    )

    def __str__(self) -> str:
        return f"{self.learner_id}: explains {self.explains}, listens {self.listens}"
