"""Units of work: what a group is learning in a stretch of time."""

from django.db import models
from django.db.models import F, Q

from samenwijzer.foundation.personal_data import NoPersonalData
from samenwijzer.network.organisation.models import Unit
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
