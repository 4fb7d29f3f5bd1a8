"""Consent, requests about one's own data, what was erased, and what analysts took."""

from django.db import models
from django.db.models import Q

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person


class Consent(models.Model):
    """``person``, or a guardian in that name, allowed one thing; it holds until it is withdrawn (GDPR article 7)."""

    class Kind(models.TextChoices):
        """What is allowed; all else rests on the task of the school and needs no consent."""

        PICTURE = "picture"
        VOICE = "voice"
        SHARING = "sharing"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=10, choices=Kind)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.SECURITY,
        ground=Ground.LEGAL_OBLIGATION,
        keep=Keep.FIVE_YEARS,
        seen_by="the person, guardians and those who answer for the data",
        fields=("person", "kind", "given_by", "given_at", "withdrawn_by", "withdrawn_at"),
        dated="withdrawn_at",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], condition=Q(withdrawn_at=None), name="consent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.person_id}"


class Request(models.Model):
    """What somebody asks about the own data, or a guardian about a child's; answered within a month (article 12(3)).

    ``corrected`` says which field of the person was put right with the answer, from what (``before``) to what
    (``after``); it is empty where none was.
    """

    class Kind(models.TextChoices):
        """Which right is used: GDPR articles 16, 21 and 17."""

        CORRECTION = "correction"
        OBJECTION = "objection"
        ERASURE = "erasure"

    class Outcome(models.TextChoices):
        """How it was answered; waiting while there is no answer."""

        WAITING = "waiting"
        GRANTED = "granted"
        REFUSED = "refused"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    answer = models.TextField(blank=True)
    corrected = models.JSONField(default=dict)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.SECURITY,
        ground=Ground.LEGAL_OBLIGATION,
        keep=Keep.FIVE_YEARS,
        seen_by="the person, guardians and those who answer",
        fields=(
            "person",
            "kind",
            "text",
            "asked_by",
            "asked_at",
            "due_on",
            "outcome",
            "answer",
            "corrected",
            "answered_by",
            "answered_at",
        ),
        at_erasure=Erasing.EMPTY,
    )

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="waiting", answered_at=None) | (~Q(outcome="waiting") & ~Q(answered_at=None)),
                name="request_answered_or_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.person_id}"


class Erasure(models.Model):
    """The tombstone of a person: that and when the personal content went; the ids of facts stay, without content."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="erasure")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    rows = models.PositiveIntegerField()

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.SECURITY,
        ground=Ground.LEGAL_OBLIGATION,
        keep=Keep.FIVE_YEARS,
        seen_by="data protection officer",
        fields=("person", "by", "at"),
        impersonal=("rows",),
    )

    def __str__(self) -> str:
        return f"erased {self.person_id}"


class Extract(models.Model):
    """Pseudonymised rows that an analyst took: which table, of which unit and below, for which question, how many.

    ``query`` is what was asked of the lake, where it was the lake.
    """

    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    table = models.CharField(max_length=80)
    question = models.CharField(max_length=300)
    query = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    rows = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    withheld = models.PositiveIntegerField()

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.SECURITY,
        ground=Ground.LEGAL_OBLIGATION,
        keep=Keep.FIVE_YEARS,
        seen_by="data protection officer",
        fields=("by", "table", "question", "query", "at"),
        impersonal=("unit", "rows", "people", "withheld"),
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.table} by {self.by_id}"
