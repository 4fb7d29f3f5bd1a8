"""Topics that are proposed on the day itself, with notes, who stays in touch, and what follows (D-477)."""

from django.db import models
from django.utils import timezone

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, PersonalData, Purpose
from samenwijzer.network.people.models import Person
from samenwijzer.practice.agenda.models import Meeting

SEEN_BY = "who was asked to the day"


class Topic(models.Model):
    """Somebody proposes something to talk about on a day of open space; ``follow_up`` is what comes of it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    follow_up = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=("title", "by", "at"),
        impersonal=("meeting", "follow_up"),
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class TopicNote(models.Model):
    """A note on a topic."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=("text", "by", "at"),
        impersonal=("topic",),
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]


class TopicContact(models.Model):
    """``person`` stays in touch about a topic."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=("person", "at"),
        impersonal=("topic",),
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["topic", "person"], name="topic_contact_once")]

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.person_id}"
