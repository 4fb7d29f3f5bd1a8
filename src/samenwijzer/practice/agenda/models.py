"""Meetings and their points, agreements, and actions: who does what by when, and whether it worked."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.foundation.references import Reference
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person

SEEN_BY = "who works in the team or takes part in the meeting; about a learner only who guides that learner"


class Meeting(models.Model):
    """People come together on ``begins_at``, for ``minutes``: those of ``unit``; where that is empty, who was asked.

    ``purpose`` is what the meeting should bring about. It is over from ``ended_at`` on.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.CASCADE, related_name="meetings")
    title = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300, blank=True)
    begins_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=10)
    place = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by=SEEN_BY,
        fields=("by",),
        impersonal=("uid", "unit", "title", "purpose", "begins_at", "minutes", "place", "ended_at"),
        dated="begins_at",
    )

    class Meta:
        ordering = ["begins_at", "pk"]
        indexes = [models.Index(fields=["unit", "begins_at"], name="meeting_unit")]
        constraints = [models.CheckConstraint(condition=Q(minutes__gte=1), name="meeting_lasts")]

    def __str__(self) -> str:
        return self.title


class Invited(models.Model):
    """``person`` is asked to a meeting, or was noted for it; ``present`` is empty until somebody says so."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invited")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    present = models.BooleanField(null=True)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by=SEEN_BY,
        fields=("meeting", "person", "present"),
        dated="meeting__begins_at",
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="invited_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.person_id}"


class Point(models.Model):
    """Something to talk about in a meeting, and what was decided."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="points")
    text = models.CharField(max_length=300)
    decision = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by=SEEN_BY,
        fields=("text", "decision", "by", "at"),
        impersonal=("meeting",),
        dated="at",
        at_erasure=Erasing.KEEP,
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class Agreement(models.Model):
    """What a team or school holds itself to from ``since`` on; looked at again on ``review_on``, over on ``ended_on``.

    An agreement of a school has a ``theme``, an ``example`` of how it looks and an ``owner``; it holds for its
    ``groups`` only, or for everybody where there are none (D-289).
    """

    class Theme(models.TextChoices):
        """What an agreement of a school is about."""

        TEACHING = "teaching", _("teaching")
        CLASSROOM = "classroom", _("classroom management")
        VIEW = "view", _("how we look at learners")
        GUIDANCE = "guidance", _("guidance of learners")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="agreements")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="agreements")
    text = models.CharField(max_length=300)
    theme = models.CharField(max_length=12, choices=Theme, blank=True)
    example = models.CharField(max_length=500, blank=True)
    owner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    groups = models.ManyToManyField(Unit, through="AgreementGroup", related_name="+")
    since = models.DateField()
    review_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    personal_data = PersonalData(
        subject="owner",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by=SEEN_BY,
        fields=("owner",),
        impersonal=(
            "unit",
            "meeting",
            "text",
            "theme",
            "example",
            "since",
            "review_on",
            "ended_on",
        ),
        dated="since",
        at_erasure=Erasing.KEEP,
    )

    class Meta:
        ordering = ["-since", "-pk"]

    def __str__(self) -> str:
        return self.text


class AgreementGroup(models.Model):
    """An agreement of a school is meant for ``unit``, a group of it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")

    personal_data = NoPersonalData(why="For which groups of a school an agreement holds.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "unit"], name="agreement_group_once")]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.unit_id}"


class AgreementCheck(models.Model):
    """Somebody looked on a day whether an agreement is kept: in a visit, with the team, or in what was seen (D-290)."""

    class Way(models.TextChoices):
        """How it was looked at."""

        VISIT = "visit", _("looked in class")
        TEAM = "team", _("talked about with the team")
        DATA = "data", _("seen in our data")

    class Outcome(models.TextChoices):
        """Is it kept?"""

        KEPT = "kept", _("we keep it")
        PARTLY = "partly", _("partly")
        NOT_YET = "not_yet", _("not yet")

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="checks")
    on = models.DateField()
    way = models.CharField(max_length=10, choices=Way)
    outcome = models.CharField(max_length=10, choices=Outcome)
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by=SEEN_BY,
        fields=("words", "by"),
        impersonal=("agreement", "on", "way", "outcome"),
        dated="on",
        at_erasure=Erasing.KEEP,
    )

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.on}"


class Action(models.Model):
    """``owner`` does ``what`` by ``due``; once it was done, or its day has passed, somebody says whether it worked.

    ``unit`` is the team it stands with; empty: with the meeting, or with who wrote it for somebody.
    """

    class Outcome(models.TextChoices):
        """Did it work?"""

        WORKED = "worked", _("it worked")
        PARTLY = "partly", _("partly")
        NOT_YET = "not_yet", _("not yet")

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.CASCADE, related_name="actions")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="actions")
    point = models.ForeignKey(Point, null=True, on_delete=models.SET_NULL, related_name="actions")
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="actions")
    due = models.DateField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    outcome_words = models.CharField(max_length=300, blank=True)
    looked_back_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="owner",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by=SEEN_BY,
        fields=("what", "owner", "due", "by", "at", "done_at", "dropped_at", "outcome", "outcome_words"),
        impersonal=("uid", "unit", "meeting", "point", "looked_back_at"),
        dated="at",
        at_erasure=Erasing.KEEP,
    )

    class Meta:
        ordering = ["due", "pk"]
        indexes = [
            models.Index(fields=["unit", "due"], name="action_unit"),
            models.Index(fields=["owner", "due"], name="action_owner"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_at is None and self.dropped_at is None


class About(models.Model):
    """A point or an action is about something: a reference; ``learner`` too where that is a person who learns.

    Whoever may not see that learner sees neither the point nor the action.
    """

    point = models.ForeignKey(Point, null=True, on_delete=models.CASCADE, related_name="about")
    action = models.ForeignKey(Action, null=True, on_delete=models.CASCADE, related_name="about")
    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=64)
    learner = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the adults who guide this learner",
        fields=("point", "action", "learner"),
        impersonal=("kind", "key", "at"),
        only={"kind": "people.person"},
        dated="at",
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        indexes = [models.Index(fields=["kind", "key"], name="agenda_about")]
        constraints = [
            models.CheckConstraint(
                condition=Q(point=None, action__isnull=False) | Q(point__isnull=False, action=None),
                name="about_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def reference(self) -> Reference:
        """What it is about."""
        return Reference(self.kind, self.key)


class QuietHours(models.Model):
    """Between ``begins`` and ``ends`` (usually over midnight) the board of a team is still: what is written waits."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="quiet_hours")
    begins = models.TimeField()
    ends = models.TimeField()

    personal_data = NoPersonalData(why="When a team leaves each other in peace.")

    def __str__(self) -> str:
        return f"{self.begins:%H:%M} – {self.ends:%H:%M}"


class Message(models.Model):
    """Something for the board of a team; others read it from ``shown_from`` on, who wrote it at once (D-145)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="messages")
    text = models.CharField(max_length=500)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    shown_from = models.DateTimeField()

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="who works in the team",
        fields=("text", "by", "at"),
        impersonal=("unit", "shown_from"),
        dated="at",
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["-shown_from", "-pk"]
        indexes = [models.Index(fields=["unit", "shown_from"], name="message_unit")]

    def __str__(self) -> str:
        return self.text
