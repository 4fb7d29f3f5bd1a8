"""The bank of learning materials: what is in it, where it comes from, and who thanked whom.

Validation, choosing and buying, and what people make together stand in modules of their own, imported here.
"""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from samenwijzer.foundation.documents import DocumentKind
from samenwijzer.foundation.personal_data import Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.materials.choice_models import Candidate, Purchase, SelectionFile, UseReport
from samenwijzer.practice.materials.joint_models import Application, Call, ExamItem, Gap, GapInterest, Question
from samenwijzer.practice.materials.review_models import PanelSeat, Review, ValidationRound

__all__ = [
    "Application", "Call", "Candidate", "ExamItem", "Gap", "GapInterest", "Material", "MaterialFile", "MaterialGoal",
    "OwnershipRule", "PanelSeat", "Purchase", "Question", "Review", "Revision", "SelectionFile", "Thanks", "UseReport",
    "ValidationRound",
]  # fmt: skip


class Material(models.Model):
    """A learning material, for everybody who works in ``shared_with`` or below it; without that, for its maker alone.

    ``kind``, ``area``, ``licence``, ``origin``, ``features`` and ``terms`` (each between bars) are keys of the pack.
    ``price`` is what a learner pays for it in a year. A remix has a ``parent`` and says ``changed_how``. A didactic
    sheet has a source with its year and certainty, and a day on which it is looked at again.
    """

    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    kind = models.CharField(max_length=30, db_index=True)
    area = models.CharField(max_length=40, db_index=True)
    from_age = models.PositiveSmallIntegerField(default=2)
    to_age = models.PositiveSmallIntegerField(default=99)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=10, default="nl")
    features = models.JSONField(default=list)
    terms = models.CharField(max_length=600, blank=True)
    licence = models.CharField(max_length=40)
    origin = models.CharField(max_length=20)
    publisher = models.CharField(max_length=120, blank=True)
    link = models.URLField(max_length=500, blank=True)
    price = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    source = models.CharField(max_length=300, blank=True)
    source_year = models.PositiveSmallIntegerField(null=True, blank=True)
    certainty = models.CharField(max_length=20, blank=True)
    effort = models.CharField(max_length=120, blank=True)
    review_on = models.DateField(null=True, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="remixes")
    changed_how = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey(Unit, null=True, on_delete=models.SET_NULL, related_name="+")
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    shared_with = models.ForeignKey(Unit, null=True, on_delete=models.SET_NULL, related_name="+")
    shared_at = models.DateTimeField(null=True)
    stems = models.TextField(default="", editable=False)
    goals = models.ManyToManyField(Goal, through="MaterialGoal", related_name="+")

    personal_data = PersonalData(
        subject="made_by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by="the adults who work in the unit it is shared with; nobody else as long as it is not shared",
        fields=("made_by", "made_at"),
        impersonal=(
            "title", "description", "kind", "area", "from_age", "to_age", "minutes", "language", "features", "terms",
            "licence", "origin", "publisher", "link", "price", "source", "source_year", "certainty", "effort",
            "review_on", "version", "parent", "changed_how", "owner", "shared_with", "shared_at", "stems",
        ),
    )  # fmt: skip

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(to_age__gte=F("from_age")), name="material_ages_in_order"),
            models.CheckConstraint(condition=Q(price__gte=0), name="material_price"),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("pk")), name="material_not_of_itself"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_old(self) -> bool:
        """Whether the day on which it would be looked at again has passed."""
        return self.review_on is not None and self.review_on < timezone.localdate()


class MaterialGoal(models.Model):
    """A goal that a material works at."""

    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="material_goals")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")

    personal_data = NoPersonalData(why="What a learning material is about.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["material", "goal"], name="material_goal_once")]

    def __str__(self) -> str:
        return f"{self.material_id} {self.goal_id}"


class MaterialFile(models.Model):
    """A file of a material; what it holds is kept in the vault under ``digest``."""

    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in DocumentKind])
    content_type = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="added_by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by="who sees the material; who added it is shown to nobody",
        fields=("added_by", "added_at"),
        impersonal=("material", "name", "kind", "content_type", "digest", "size"),
        file="digest",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["material", "digest"], name="material_file_once")]

    def __str__(self) -> str:
        return self.name


class Revision(models.Model):
    """What a version of a material said, and what changed in it. Rows are only ever added."""

    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    licence = models.CharField(max_length=40)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by="who sees the material",
        fields=("by", "at"),
        impersonal=("material", "number", "note", "title", "description", "licence"),
    )

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["material", "number"], name="material_revision_once")]

    def __str__(self) -> str:
        return f"{self.material_id} {self.number}"


class Thanks(models.Model):
    """Somebody thanks the maker of a material; how often is told to the maker and never compared (D-320)."""

    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="thanks")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ACCOUNT,
        seen_by="the maker of the material",
        fields=("by", "at"),
        impersonal=("material",),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["material", "by"], name="material_thanks_once")]

    def __str__(self) -> str:
        return f"{self.material_id} {self.by_id}"


class OwnershipRule(models.Model):
    """What a unit agreed on who owns a material of an ``origin`` (a key of the pack); the last one counts (D-327)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    origin = models.CharField(max_length=20)
    sentence = models.TextField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = PersonalData(
        subject="by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_FIVE,
        seen_by="who works in the unit; by whom it was written, the person alone",
        fields=("by", "at"),
        impersonal=("unit", "origin", "sentence"),
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.origin}"
