"""A personal trajectory: who designed it together, and its steps, each at a goal of the curriculum."""

from django.db import models

from samenwijzer.foundation.personal_data import Ground, Keep, PersonalData, Purpose
from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal

SEEN_BY = "the learner and the adults who guide this learner"


class Trajectory(models.Model):
    """The way of one learner, in its own words."""

    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="trajectories")
    title = models.CharField(max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=("learner", "title", "made_at"),
    )

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Designer(models.Model):
    """Somebody who designs along: the learner itself, or an adult around it; whoever adds something signs with it."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="designers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(auto_now_add=True)

    personal_data = PersonalData(
        subject="trajectory__learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=("trajectory", "person", "since"),
    )

    class Meta:
        ordering = ["since", "pk"]
        constraints = [models.UniqueConstraint(fields=["trajectory", "person"], name="trajectory_designer_once")]

    def __str__(self) -> str:
        return f"{self.trajectory_id}: {self.person_id}"


class Step(models.Model):
    """One step at a goal of the curriculum (R1): a unit of work of the school, a task with a partner, or an own step.

    ``place`` names the partner or workplace.
    """

    class Kind(models.TextChoices):
        """Where the step is done."""

        UNIT = "unit"
        WORKPLACE = "workplace"
        OWN = "own"

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="steps")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    unit_of_work = models.ForeignKey(UnitOfWork, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    done_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="trajectory__learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=("trajectory", "goal", "kind", "unit_of_work", "title", "place", "by", "done_at"),
        dated="trajectory__made_at",
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
