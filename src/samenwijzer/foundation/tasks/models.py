"""Long work in the background."""

from django.db import models

from samenwijzer.foundation.personal_data import NoPersonalData


class Task(models.Model):
    """One piece of long work: which, with what, how far, and how it ended."""

    class State(models.TextChoices):
        """Where the work stands."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    name = models.CharField(max_length=120)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, db_index=True)
    due_at = models.DateTimeField(db_index=True)
    started_at = models.DateTimeField(null=True)
    seen_alive_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    message = models.TextField(blank=True)

    personal_data = NoPersonalData(why="Arguments are ids of units and runs; no task takes a person's content.")

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="task_queue")]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"


class Heartbeat(models.Model):
    """The last sign of life of the worker, whether it has work or not; one row."""

    at = models.DateTimeField()

    personal_data = NoPersonalData(why="A moment.")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"
