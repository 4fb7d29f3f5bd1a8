"""Validating a material: a round with the version of the criteria it began with, reviews, and who sits in a panel."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samenwijzer.foundation.personal_data import Ground, Keep, PersonalData, Purpose
from samenwijzer.network.people.models import Person


class ValidationRound(models.Model):
    """A material is looked at by several people; ``criteria`` and ``criteria_version`` name a set of the pack.

    ``verdict`` and ``report`` come from who moderates; the verdict is about ``material_version`` alone.
    """

    class Verdict(models.TextChoices):
        """What a round ends with."""

        VALIDATED = "validated", _("validated")
        WITH_REMARKS = "with_remarks", _("usable, with remarks")
        NOT = "not", _("not validated")

    material = models.ForeignKey("practice_materials.Material", on_delete=models.CASCADE, related_name="rounds")
    material_version = models.PositiveSmallIntegerField()
    programme = models.CharField(max_length=20)
    procedure = models.CharField(max_length=20)
    criteria = models.CharField(max_length=60)
    criteria_version = models.CharField(max_length=20)
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    verdict = models.CharField(max_length=20, choices=Verdict, blank=True)
    report = models.TextField(blank=True)
    concluded_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    concluded_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="asked_by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by="who sees the material",
        fields=("asked_by", "asked_at", "concluded_by"),
        impersonal=(
            "material", "material_version", "programme", "procedure", "criteria", "criteria_version", "verdict",
            "report", "concluded_at",
        ),
    )  # fmt: skip

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(concluded_at=None, verdict="") | Q(concluded_at__isnull=False) & ~Q(verdict=""),
                name="round_ends_with_verdict",
            ),
            models.UniqueConstraint(
                fields=["material"], condition=Q(concluded_at=None), name="one_open_round_a_material"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.material_id} {self.material_version} {self.verdict}"


class Review(models.Model):
    """What one reviewer chose for each criterion (its key → a step from 1), in how many minutes. Only ever added."""

    round = models.ForeignKey(ValidationRound, on_delete=models.CASCADE, related_name="reviews")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    levels = models.JSONField(default=dict)
    remark = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by="who moderates the round; others read the levels without the name",
        fields=("by", "at", "minutes"),
        impersonal=("round", "levels", "remark"),
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "by"], name="review_once")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.by_id}"


class PanelSeat(models.Model):
    """Somebody reviews materials of a learning area; who offers is in the panel once ``taken_at`` says so (D-330)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    area = models.CharField(max_length=40)
    offered_at = models.DateTimeField(default=timezone.now)
    taken_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="who works in the network",
        fields=("person", "area", "offered_at", "taken_at"),
        dated="offered_at",
    )

    class Meta:
        ordering = ["area", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "area"], name="panel_seat_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.area}"
