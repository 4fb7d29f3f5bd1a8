"""How a learning community is organised, what its members tried, who looks along, and checks of what it needs."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.agenda.models import Meeting
from samenwijzer.practice.agenda.plc.door_models import Door, Visit, VisitNote
from samenwijzer.practice.agenda.plc.space_models import Topic, TopicContact, TopicNote

__all__ = [
    "Bearer", "Charter", "Checked", "Door", "Left", "ResearchAccess", "Stage", "Topic", "TopicContact", "TopicNote",
    "Tried", "Visit", "VisitNote",
]  # fmt: skip


class Charter(models.Model):
    """How the community ``unit`` is organised.

    ``subject``: what its members teach, in words; ``for_everybody``: everybody who teaches it under the unit above is
    in it until he leaves. ``is_closed``: of what happens in it only the number present leaves it. ``group_role``: what
    the school group does in it.
    """

    class Reach(models.TextChoices):
        """How its members meet."""

        NEAR = "near", _("in one place")
        REGIONAL = "regional", _("by region")
        ONLINE = "online", _("online")

    class GroupRole(models.TextChoices):
        """What the level that formed it does in it."""

        ORGANISER = "organiser", _("organiser")
        FACILITATOR = "facilitator", _("facilitator")
        GUIDE = "guide", _("guide")

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="charter")
    subject = models.CharField(max_length=80, blank=True)
    reach = models.CharField(max_length=10, choices=Reach, default=Reach.NEAR)
    group_role = models.CharField(max_length=12, choices=GroupRole, default=GroupRole.ORGANISER)
    for_everybody = models.BooleanField(default=False)
    is_closed = models.BooleanField(default=False)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="who organises communities there, and their members",
        fields=("by", "at"),
        impersonal=("unit", "subject", "reach", "group_role", "for_everybody", "is_closed"),
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(for_everybody=False) | ~Q(subject=""), name="charter_everybody_of")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}"


class Bearer(models.Model):
    """``bearer`` pays ``euro`` of what a community costs in a year (D-365)."""

    charter = models.ForeignKey(Charter, on_delete=models.CASCADE, related_name="bearers")
    bearer = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    euro = models.DecimalField(max_digits=8, decimal_places=2)

    personal_data = NoPersonalData(why="Which organisation pays how much of a community.")

    class Meta:
        ordering = ["-euro", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["charter", "bearer"], name="bearer_once"),
            models.CheckConstraint(condition=Q(euro__gte=0), name="bearer_euro"),
        ]

    def __str__(self) -> str:
        return f"{self.charter_id}: {self.bearer_id}"


class Left(models.Model):
    """``person`` left the community ``unit`` and is not taken in again by itself."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="the person alone",
        fields=("person", "at"),
        impersonal=("unit",),
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "person"], name="left_once")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.person_id}"


class Tried(models.Model):
    """What ``by`` tried after a meeting of its community, and what it saw of it (D-363)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    what = models.TextField()
    saw = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the members of the community; who organises it reads how many tried something",
        fields=("what", "saw", "by", "at"),
        impersonal=("meeting",),
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "by"], name="tried_once")]

    def __str__(self) -> str:
        return self.what[:60]


class ResearchAccess(models.Model):
    """``person``, who does research, reads what the community ``unit`` found, without names, until ``until`` (D-103).

    It is no membership: nothing else of the community or of its members opens with it.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    until = models.DateField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="the members of the community",
        fields=("person", "until", "by", "at"),
        impersonal=("unit",),
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "person"], name="research_access_once")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.person_id}"


class Stage(models.Model):
    """From ``at`` a team is at ``stage`` (a key of the pack) of growing into a community, shown by ``evidence``."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=40)
    evidence = models.TextField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="who works in the team",
        fields=("by", "at"),
        impersonal=("unit", "stage", "evidence"),
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.stage}"


class Checked(models.Model):
    """How ``unit`` saw itself in a check of the pack: for each item a step from 1 (lacks) to 3 (is there)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    check_key = models.CharField(max_length=40)
    states = models.JSONField()
    about = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="who works in the school; above it how many schools said what",
        fields=("by", "at"),
        impersonal=("unit", "check_key", "states", "about"),
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.check_key}"
