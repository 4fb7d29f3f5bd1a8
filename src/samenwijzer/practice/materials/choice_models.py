"""Choosing and buying materials in a school: on grounds, and with what learners pay in sight."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samenwijzer.foundation.personal_data import Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person

MATERIAL = "practice_materials.Material"


class SelectionFile(models.Model):
    """Why a team chose one material among several for a learning area (D-317).

    The decision weighs quality and what parents pay (R19): both reasons are there or there is no decision.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="selection_files")
    area = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    chosen = models.ForeignKey(MATERIAL, null=True, on_delete=models.PROTECT, related_name="+")
    quality_reason = models.TextField(blank=True)
    cost_reason = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)

    personal_data = NoPersonalData(why="A decision of a team about materials; who did what is in the audit.")

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None) | ~Q(quality_reason="") & ~Q(cost_reason="") & ~Q(chosen=None),
                name="selection_weighs_both",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Candidate(models.Model):
    """A material that a selection file compares, with what the team says of it."""

    file = models.ForeignKey(SelectionFile, on_delete=models.CASCADE, related_name="candidates")
    material = models.ForeignKey(MATERIAL, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    personal_data = NoPersonalData(why="A comparison of materials.")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["file", "material"], name="candidate_once")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.material_id}"


class Purchase(models.Model):
    """What a school ordered for a school year: for how many learners, at which price, how much of that parents pay."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="purchases")
    material = models.ForeignKey(MATERIAL, on_delete=models.PROTECT, related_name="purchases")
    year = models.PositiveSmallIntegerField()
    learners = models.PositiveIntegerField()
    price = models.DecimalField(max_digits=8, decimal_places=2)
    parents_pay = models.DecimalField(max_digits=8, decimal_places=2, default=0)

    personal_data = NoPersonalData(why="An order of a school.")

    class Meta:
        ordering = ["-year", "material__title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "material", "year"], name="purchase_once_a_year"),
            models.CheckConstraint(
                condition=Q(price__gte=0, parents_pay__gte=0, parents_pay__lte=models.F("price")),
                name="purchase_amounts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.material_id} {self.year}"


class UseReport(models.Model):
    """How much of what was bought a group used, in percent, as its teacher said; the last one of a group counts."""

    purchase = models.ForeignKey(Purchase, on_delete=models.CASCADE, related_name="reports")
    group = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    percent = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="nobody: others read the percentage of the school",
        fields=("by", "at"),
        impersonal=("purchase", "group", "percent"),
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(percent__lte=100), name="use_in_percent")]

    def __str__(self) -> str:
        return f"{self.purchase_id} {self.group_id} {self.percent}"
