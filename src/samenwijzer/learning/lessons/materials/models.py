"""Files as material in an activity."""

from django.db import models

from samenwijzer.foundation.documents import DocumentKind
from samenwijzer.foundation.personal_data import Ground, Keep, NoPersonalData, PersonalData, Purpose
from samenwijzer.learning.lessons.models import Activity
from samenwijzer.network.people.models import Person
from samenwijzer.practice.materials.models import Material as BankMaterial


class Material(models.Model):
    """A file that goes with an activity; what it holds is kept in the vault under ``digest``.

    It is about teaching, never about a learner: the group of the activity opens it.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in DocumentKind])
    content_type = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    personal_data = PersonalData(
        subject="added_by",
        purpose=Purpose.ORGANISATION,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the group of the activity and the adults who guide it; who added it is shown to nobody",
        fields=("added_by", "added_at"),
        impersonal=("activity", "name", "kind", "content_type", "digest", "size"),
        file="digest",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["activity", "digest"], name="material_once")]

    def __str__(self) -> str:
        return self.name


class BankUse(models.Model):
    """An activity works with a material of the bank; its files stand with the activity as well."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="bank_uses")
    material = models.ForeignKey(BankMaterial, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    personal_data = NoPersonalData(why="A plan for a group.")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["activity", "material"], name="bank_use_once")]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.material_id}"
