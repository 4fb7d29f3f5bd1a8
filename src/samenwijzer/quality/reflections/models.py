"""A team looks at results together (D-222), the subjects of a team (D-224), and what went well (D-228)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samenwijzer.foundation.personal_data import Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.agenda.models import Action
from samenwijzer.practice.goals.models import Framework


class TeamSubject(models.Model):
    """A subject team is about the goals of ``framework``: it gets no data on others."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="subjects")
    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="+")

    personal_data = NoPersonalData(why="Which goals a team of a school is about.")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "framework"], name="team_subject_once")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.framework_id}"


class Session(models.Model):
    """``unit`` looks on a day for the answer to a ``question``: what it saw, what it may mean, and what it does.

    ``framework`` bounds the data; without one these are the goals at which its learners work now. An action has a day
    on which the team looks back.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="reflections")
    framework = models.ForeignKey(Framework, null=True, on_delete=models.SET_NULL, related_name="+")
    question = models.CharField(max_length=300)
    on = models.DateField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    seen = models.TextField(blank=True)
    meaning = models.TextField(blank=True)
    action = models.ForeignKey(Action, null=True, on_delete=models.SET_NULL, related_name="+")
    review_on = models.DateField(null=True)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="who works in the team, and who answers for its school",
        fields=("by", "at"),
        impersonal=("unit", "framework", "question", "on", "seen", "meaning", "action", "review_on"),
        dated="at",
    )

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["unit", "on"], name="reflection_unit")]
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="reflection_begins_with_question"),
            models.CheckConstraint(
                condition=Q(action=None) | Q(review_on__isnull=False), name="reflection_action_is_reviewed"
            ),
        ]

    def __str__(self) -> str:
        return self.question


class Success(models.Model):
    """Something a team made work, in its own words and of nobody by name: experience of mastery (Bandura, 1997)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="successes")
    text = models.CharField(max_length=300)
    on = models.DateField()

    personal_data = NoPersonalData(why="What a team did together; who wrote it down is not kept.")

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.text
