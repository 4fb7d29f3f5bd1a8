"""What a person should hear."""

from django.db import models

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, PersonalData, Purpose
from samenwijzer.network.people.models import Person


class Notice(models.Model):
    """A sentence for one person about one thing, shown until it was seen."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    text = models.CharField(max_length=300)
    object_kind = models.CharField(max_length=80)
    object_id = models.CharField(max_length=64)
    sent_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        subject="person",
        purpose=Purpose.LEARNING,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.SCHOOL_YEAR_AND_ONE,
        seen_by="the person it is for",
        fields=("person", "text", "object_kind", "object_id", "sent_by", "created_at", "seen_at"),
        at_erasure=Erasing.DELETE,
    )

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.text
