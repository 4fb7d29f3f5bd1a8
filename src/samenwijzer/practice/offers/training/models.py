"""What an adult follows, keeps and plans for the own profession, and the courses a school, group or network offers."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person

ALONE = "the person itself"


def _own(*fields: str, subject: str = "person", dated: str = "", seen_by: str = ALONE) -> PersonalData:
    """Declare what somebody keeps for the own profession: it goes along to another school."""
    return PersonalData(
        subject=subject,
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by=seen_by,
        fields=fields,
        dated=dated,
        at_erasure=Erasing.DELETE,
    )


class Follow(models.Model):
    """``person`` follows ``track`` of the pack, once, whichever text led there; ``guesses``: thought beforehand."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="followed_tracks")
    track = models.CharField(max_length=60)
    stage = models.CharField(max_length=12, blank=True)
    guesses = models.JSONField(default=dict)
    begun_at = models.DateTimeField(default=timezone.now)

    personal_data = _own(
        "person",
        "track",
        "stage",
        "guesses",
        "begun_at",
        dated="begun_at",
        seen_by="the person itself; of a track for school leaders the general director, how far and not what is "
        "written; others only shares, from five people",
    )

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "track"], name="track_followed_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.track}"


class Step(models.Model):
    """How far somebody is in one task: the ``part`` to go on with, own ``words``, and when it was done."""

    follow = models.ForeignKey(Follow, on_delete=models.CASCADE, related_name="steps")
    task = models.CharField(max_length=60)
    part = models.PositiveSmallIntegerField(default=0)
    words = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)

    personal_data = _own("follow", "task", "part", "words", "done_at", subject="follow__person", dated="done_at")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["follow", "task"], name="track_task_once")]

    def __str__(self) -> str:
        return f"{self.follow_id}: {self.task}"


class OwnCheck(models.Model):
    """What somebody answered of itself to a self-check, 1 (not yet) to 4 by item; nobody else reads it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="own_checks")
    check_key = models.CharField(max_length=60)
    answers = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    personal_data = _own("person", "check_key", "answers", "at", dated="at")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.check_key}"


class Piece(models.Model):
    """Something somebody keeps in the own portfolio, with one of the five themes or none."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="own_pieces")
    title = models.CharField(max_length=120)
    words = models.TextField(blank=True)
    theme = models.CharField(max_length=60, blank=True)
    on = models.DateField()

    personal_data = _own("person", "title", "words", "theme", "on", dated="on")

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.title


class PlanLine(models.Model):
    """What somebody wants to learn: from which need, for which goal of the team, along which track, by when."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="own_plan")
    what = models.CharField(max_length=200)
    need = models.CharField(max_length=300, blank=True)
    theme = models.CharField(max_length=60, blank=True)
    team_goal = models.UUIDField(null=True)
    track = models.CharField(max_length=60, blank=True)
    by_when = models.DateField()
    done_on = models.DateField(null=True)

    personal_data = _own("person", "what", "need", "theme", "team_goal", "track", "by_when", "done_on", dated="by_when")

    class Meta:
        ordering = ["by_when", "pk"]

    def __str__(self) -> str:
        return self.what


class Provider(models.Model):
    """Who gives courses, as a school group or the network keeps it."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="training_providers")
    name = models.CharField(max_length=120)

    personal_data = NoPersonalData(why="The name of an organisation.")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="training_provider_once")]

    def __str__(self) -> str:
        return self.name


class Review(models.Model):
    """What ``person`` found of a provider, from 1 to 5, with why."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="reviews")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300, blank=True)

    personal_data = _own(
        "provider", "person", "score", "words", seen_by="who leads the unit that keeps the provider, without the name"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "person"], name="training_review_once"),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="training_review_score"),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id}: {self.score}"


class Course(models.Model):
    """A training that ``unit`` organises, facilitates or brokers: which need and goal it answers, and for whom.

    ``theme``, ``curriculum``, ``audience`` and ``region`` are keys of the pack. Everybody below the unit may come.
    """

    class Part(models.TextChoices):
        """What the unit does for it (D-360)."""

        ORGANISER = "organiser", _("organises it itself")
        BROKER = "broker", _("brings people and provider together")
        FACILITATOR = "facilitator", _("makes it possible: time, place, means")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="courses")
    title = models.CharField(max_length=120)
    need = models.CharField(max_length=300)
    goal = models.CharField(max_length=300)
    part = models.CharField(max_length=12, choices=Part)
    theme = models.CharField(max_length=60, blank=True)
    curriculum = models.CharField(max_length=60)
    audience = models.CharField(max_length=60)
    region = models.CharField(max_length=60, blank=True)
    provider = models.ForeignKey(Provider, null=True, on_delete=models.SET_NULL, related_name="courses")
    on = models.DateField()
    cost = models.DecimalField(max_digits=8, decimal_places=2, default=0)

    personal_data = NoPersonalData(why="What is offered to a group of people.")

    class Meta:
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["unit", "on"], name="training_course_unit")]
        constraints = [models.CheckConstraint(condition=Q(cost__gte=0), name="training_course_cost")]

    def __str__(self) -> str:
        return self.title


class Place(models.Model):
    """``person`` takes a course; ``transfer`` is the answer, months later, to what is done differently now."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="places")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="courses_taken")
    at = models.DateTimeField(default=timezone.now)
    transfer = models.TextField(blank=True)
    transfer_at = models.DateTimeField(null=True)

    personal_data = _own(
        "course",
        "person",
        "at",
        "transfer",
        "transfer_at",
        dated="at",
        seen_by="the person itself; the head sees who took a course, not what is written; others only shares",
    )

    class Meta:
        ordering = ["course", "pk"]
        constraints = [models.UniqueConstraint(fields=["course", "person"], name="training_place_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.course_id}"
