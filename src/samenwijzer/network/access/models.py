"""Accounts and the trail of views."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from samenwijzer.foundation.append_only import AppendOnly
from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person


class Account(AbstractBaseUser):
    """How one person signs in. There is no superuser: what a person may do follows from memberships."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="account")
    username = models.CharField(max_length=150, unique=True)
    language = models.CharField(max_length=5, default="nl")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    objects = BaseUserManager()

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.ACCESS,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ACCOUNT,
        seen_by="the person",
        fields=("person", "username", "password", "language", "last_login"),
        impersonal=("is_active",),
        at_erasure=Erasing.DELETE,
        secrets=("password",),
    )

    def __str__(self) -> str:
        return self.username


class View(AppendOnly):
    """One page view of one learner's data: who looked, in which function, at what, for which purpose (R8).

    A view in a ``protected`` care track is not told to the learner and guardians; the data protection officer reads it.
    """

    learner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="views")
    viewer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    function = models.CharField(max_length=40)
    page = models.CharField(max_length=80)
    purpose = models.CharField(max_length=80)
    protected = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.SECURITY,
        ground=Ground.LEGAL_OBLIGATION,
        keep=Keep.FIVE_YEARS,
        seen_by="the learner and guardians; in a protected care track the data protection officer",
        fields=("learner", "viewer", "function", "page", "purpose", "protected", "at"),
        withheld={"protected": True},
    )

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["learner", "at"], name="view_learner")]

    def __str__(self) -> str:
        return f"{self.viewer_id} saw {self.learner_id}"


class Involvement(models.Model):
    """``person``, as ``role`` in ``unit`` (a CLB, an LSC, a partner), works with ``learner``, until a known last day.

    It holds only while the person is in that unit in that role, and while the learner is enrolled.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="involvements")
    learner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="involved")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    reason = models.CharField(max_length=200)
    starts = models.DateField()
    ends = models.DateField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    personal_data = PersonalData(
        subject="learner",
        purpose=Purpose.ACCESS,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_ONE,
        seen_by="the learner, guardians and those who guide this learner",
        fields=("person", "learner", "unit", "role", "reason", "starts", "ends", "by"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "learner", "unit", "role", "starts"], name="involvement_once"),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="involvement_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id} with {self.learner_id}"


class SupportSession(models.Model):
    """Somebody of the support desk looks along in one school, asked by that school, for at most an hour."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="support_sessions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    allowed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.SECURITY,
        ground=Ground.LEGAL_OBLIGATION,
        keep=Keep.FIVE_YEARS,
        seen_by="the head of the school and the data protection officer",
        fields=("person", "unit", "reason", "starts_at", "ends_at", "allowed_by"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="support_session_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.unit_id}"


class SignInCard(models.Model):
    """A card with a code that signs in a young learner, handed out by a teacher; only the digest of the code is kept.

    One card a learner: a new one makes the old one worthless. It ends with the school year.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="card")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    ends = models.DateField()

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.ACCESS,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ACCOUNT,
        seen_by="the person and the adults who guide this learner",
        fields=("person", "digest", "made_by", "made_at", "ends"),
        secrets=("digest",),
        at_erasure=Erasing.DELETE,
    )

    def __str__(self) -> str:
        return f"card of {self.person_id}"


class TryCount(models.Model):
    """Tries at signing in, counted where every web process and machine sees them: the table of Django's cache.

    ``cache_key`` is a keyed digest, so that the table names neither an account nor an address.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    personal_data = NoPersonalData(why="Keyed digests of what was tried, with the moments; gone within the hour.")

    class Meta:
        db_table = "try_counts"

    def __str__(self) -> str:
        return self.cache_key
