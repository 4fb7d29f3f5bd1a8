"""Units of work: what a group is learning in a stretch of time; and the hands that are up in it today."""

from django.db import models
from django.db.models import F, Q

from samenwijzer.foundation.personal_data import Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal


class UnitOfWork(models.Model):
    """``group`` works at these goals from ``starts`` until ``ends``."""

    group = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="units_of_work")
    title = models.CharField(max_length=200)
    starts = models.DateField()
    ends = models.DateField()
    goals = models.ManyToManyField(Goal, through="UnitGoal", related_name="+")

    personal_data = NoPersonalData(why="A plan for a group.")

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="unit_of_work_in_order")]

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
