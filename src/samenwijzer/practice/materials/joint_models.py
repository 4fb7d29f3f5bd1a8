"""What people do together about materials: ask advice, say what is missing, design in teams, keep exam items."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from samenwijzer.foundation.personal_data import Ground, Keep, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person

IN_THE_NETWORK = "who works in the network"


class Question(models.Model):
    """A question to an adviser about a material; the answer stays with the material (D-333)."""

    material = models.ForeignKey("practice_materials.Material", on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(max_length=500)
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="asked_by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="who sees the material; who asked, the advisers",
        fields=("text", "asked_by", "asked_at", "answered_by"),
        impersonal=("material", "answer", "answered_at"),
        dated="asked_at",
    )

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.material_id} {self.asked_at:%Y-%m-%d}"


class Gap(models.Model):
    """Something that is not on the market; how many want it decides when it rises (D-334).

    ``make_cost`` and ``market_price`` (a learner) give the business case (D-329).
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    area = models.CharField(max_length=40)
    make_cost = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    market_price = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by=f"{IN_THE_NETWORK}; by whom it is, the person alone",
        fields=("by", "at"),
        impersonal=("unit", "title", "why", "area", "make_cost", "market_price"),
        dated="at",
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.title


class GapInterest(models.Model):
    """Somebody would use this too."""

    gap = models.ForeignKey(Gap, on_delete=models.CASCADE, related_name="interests")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ACCOUNT,
        seen_by="the person; others see how many",
        fields=("by",),
        impersonal=("gap",),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gap", "by"], name="gap_interest_once")]

    def __str__(self) -> str:
        return f"{self.gap_id} {self.by_id}"


class Call(models.Model):
    """A call for people to design something together, by a unit above the school (D-139, D-328)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    area = models.CharField(max_length=40)
    closes_on = models.DateField()
    release_on = models.DateField()
    hours = models.PositiveSmallIntegerField()
    units_planned = models.PositiveSmallIntegerField(default=1)
    units_delivered = models.PositiveSmallIntegerField(default=0)
    hours_spent = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by=IN_THE_NETWORK,
        fields=("by", "at"),
        impersonal=(
            "unit", "title", "text", "area", "closes_on", "release_on", "hours", "units_planned", "units_delivered",
            "hours_spent",
        ),
        dated="at",
    )  # fmt: skip

    class Meta:
        ordering = ["closes_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(release_on__gte=F("closes_on")), name="call_in_order"),
        ]

    def __str__(self) -> str:
        return self.title


class Application(models.Model):
    """Somebody wants to design along, for so many hours; the head of ``school`` confirms those hours (D-139)."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="applications")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    hours = models.PositiveSmallIntegerField()
    motivation = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="the person, the head of the school, and who made the call",
        fields=("person", "school", "hours", "motivation", "at", "confirmed_by", "confirmed_at"),
        impersonal=("call",),
        dated="at",
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "person"], name="application_once")]

    def __str__(self) -> str:
        return f"{self.call_id} {self.person_id}"


class ExamItem(models.Model):
    """A question for an exam that several schools take; locked for all but its writers until ``opens_on`` (D-138)."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="exam_items")
    text = models.TextField()
    key = models.TextField(blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    opens_on = models.DateField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.FIVE_YEARS,
        seen_by="the members of the design team; by whom it is, the person alone",
        fields=("by", "at"),
        impersonal=("call", "text", "key", "version", "opens_on"),
        dated="at",
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.call_id} {self.pk}"
