"""What temporary groups do together: tasks, roles, boards with a shared goal, and how they work together."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samenwijzer.foundation.documents import DocumentKind
from samenwijzer.foundation.personal_data import Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.learning.cooperation.pair_models import AcrossPair, PairCall, PairYes
from samenwijzer.learning.groups.models import TemporaryGroup
from samenwijzer.learning.lessons.models import Activity
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.network.rights.models import Consent
from samenwijzer.practice.goals.models import Goal

__all__ = [
    "AcrossPair", "Board", "Contribution", "CooperativeTask", "Explanation", "FormUse", "PairCall", "PairYes", "Part",
    "RoleTurn", "SharedFile", "SkillSeen",
]  # fmt: skip
SEEN_BY = "the learners of the group and the adults who guide them"


class CooperativeTask(models.Model):
    """A task for groups of ``unit``, designed on the five elements of Johnson & Johnson (2013).

    ``elements`` holds for each key of the pack how this task takes care of it; an empty one is flagged, never refused.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="cooperative_tasks")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=200)
    elements = models.JSONField(default=dict)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the adults who guide the unit",
        fields=("by", "at"),
        impersonal=("unit", "goal", "title", "elements"),
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.title


class RoleTurn(models.Model):
    """A learner takes a role (a key of the pack) in a temporary group, as long as that group works together."""

    group = models.ForeignKey(TemporaryGroup, on_delete=models.CASCADE, related_name="role_turns")
    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="role_turns")
    role = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=("group", "learner", "role", "at"),
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["group", "learner"], name="role_turn_once")]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.role}"


class Board(models.Model):
    """What a temporary group wants to reach together; closed once each member explained a part of the result."""

    group = models.OneToOneField(TemporaryGroup, on_delete=models.CASCADE, related_name="board")
    task = models.ForeignKey(CooperativeTask, null=True, on_delete=models.SET_NULL, related_name="boards")
    aim = models.CharField(max_length=300)
    looking_back = models.TextField(blank=True)
    started_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="started_by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=("aim", "looking_back", "started_by", "started_at", "closed_at"),
        impersonal=("group", "task"),
    )

    def __str__(self) -> str:
        return self.aim


class Part(models.Model):
    """A part of the work of a group: who was to do it, and who did it in the end."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="parts")
    title = models.CharField(max_length=200)
    planned = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="planned_parts")
    done_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="done_parts")
    done_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="planned",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        dated="board__started_at",
        fields=("title", "planned", "done_by", "done_at"),
        impersonal=("board",),
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class Explanation(models.Model):
    """A member explained a part of the result, in own words; ``heard_by`` is the adult who heard it said aloud."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="explanations")
    learner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="explanations")
    words = models.TextField(blank=True)
    heard_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=("board", "learner", "words", "heard_by", "at"),
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["board", "learner"], name="explanation_once")]

    def __str__(self) -> str:
        return f"{self.learner_id} on {self.board_id}"


class SkillSeen(models.Model):
    """How far a group, never one learner, is with a skill of working together (1 to 3). Rows are only ever added."""

    group = models.ForeignKey(TemporaryGroup, on_delete=models.CASCADE, related_name="skills_seen")
    skill = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the adults who guide the unit",
        fields=("by", "at"),
        impersonal=("group", "skill", "level"),
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(level__range=(1, 3)), name="skill_level_known")]

    def __str__(self) -> str:
        return f"{self.group_id} {self.skill}: {self.level}"


class FormUse(models.Model):
    """An activity of a unit of work takes a form of working together (a key of the pack)."""

    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="form_use")
    form = models.CharField(max_length=40)

    personal_data = NoPersonalData(why="A plan for a group.")

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.form}"


class Contribution(models.Model):
    """What ``by`` wrote in the space of a group: a step on the way, or a decision that who joins late reads first."""

    group = models.ForeignKey(TemporaryGroup, on_delete=models.CASCADE, related_name="contributions")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField()
    is_decision = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        fields=("by", "words", "at", "hidden_at"),
        impersonal=("group", "is_decision"),
    )

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["group", "is_decision"], name="contribution_group")]

    def __str__(self) -> str:
        return f"{self.by_id} in {self.group_id}"


class SharedFile(models.Model):
    """A PDF, photo or recording beside what was written in the space of a group; the words say what is on it.

    ``rests_on`` is the consent it rests on, ``small`` the size in bytes of the preview of a photo, so that everybody
    knows what a look costs.
    """

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in DocumentKind])
    rests_on = models.CharField(max_length=10, choices=Consent.Kind)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    small = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, db_index=True)

    personal_data = PersonalData(
        subject="contribution__by",
        purpose=Purpose.LEARNING,
        ground=Ground.CONSENT,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by=SEEN_BY,
        dated="contribution__at",
        fields=("contribution", "kind", "rests_on", "digest"),
        impersonal=("content_type", "size", "small"),
        consent="rests_on",
        file="digest",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["contribution", "digest"], name="shared_file_once")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.contribution_id}"
