"""Roles in teams, for a time; what people are good at, like and want; what a team needs; roles that are open."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person


class RoleVariant(models.Model):
    """What a school calls a role of the frame, and the tasks it adds, a line each; the role itself stays (D-114)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="role_variants")
    role = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    tasks = models.TextField(blank=True)

    personal_data = NoPersonalData(why="What a school calls a role.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "role"], name="role_variant_once")]

    def __str__(self) -> str:
        return self.title


class TeamRole(models.Model):
    """``person`` has ``role`` (a key of the frame) in ``unit`` from ``starts`` to ``ends``; then it is over by itself.

    ``hours``: hours a week. ``handover`` holds the answers to the questions of the pack, for whoever comes next.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="team_roles")
    role = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="team_roles")
    starts = models.DateField()
    ends = models.DateField()
    hours = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    handover = models.JSONField(default=dict)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="who works in the team; hours only added up by role",
        fields=("unit", "role", "person", "starts", "ends", "hours", "handover"),
        dated="starts",
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["starts", "pk"]
        indexes = [models.Index(fields=["unit", "ends"], name="team_role_unit")]
        constraints = [models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="team_role_in_order")]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"


class Talent(models.Model):
    """What somebody is good at, likes, wants or wants to learn, in own words of the frame; hidden unless ``shown``.

    Hidden, it still counts where a school adds up what its people need, from five on (D-148).
    """

    class Kind(models.TextChoices):
        """What it is."""

        STRENGTH = "strength", _("I am good at")
        INTEREST = "interest", _("I like")
        AMBITION = "ambition", _("I want to do")
        NEED = "need", _("I want to learn")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="talents")
    kind = models.CharField(max_length=10, choices=Kind)
    topic = models.CharField(max_length=60)
    shown = models.BooleanField(default=True)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_ONE,
        seen_by="the person; colleagues of the school where it is shown; the school added up, from five people",
        fields=("kind", "topic", "shown", "person"),
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["kind", "topic"]
        constraints = [models.UniqueConstraint(fields=["person", "kind", "topic"], name="talent_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.topic}"


class TeamNeed(models.Model):
    """The learners of ``unit`` need expertise in ``topic``, because of ``why``; about the group, never about one."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="team_needs")
    topic = models.CharField(max_length=60)
    why = models.CharField(max_length=300, blank=True)

    personal_data = NoPersonalData(why="What a group of learners needs, as a group.")

    class Meta:
        ordering = ["topic"]
        constraints = [models.UniqueConstraint(fields=["unit", "topic"], name="team_need_once")]

    def __str__(self) -> str:
        return self.topic


class OpenRole(models.Model):
    """A role in ``unit`` that is open to whoever wants it, until ``until``."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="open_roles")
    topic = models.CharField(max_length=60)
    words = models.CharField(max_length=300)
    until = models.DateField()

    personal_data = NoPersonalData(why="A role that is open.")

    class Meta:
        ordering = ["until", "pk"]

    def __str__(self) -> str:
        return self.words
