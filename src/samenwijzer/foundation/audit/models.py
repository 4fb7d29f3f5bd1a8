"""One row for each verb somebody carried out."""

from django.db import models

from samenwijzer.foundation.personal_data import Ground, Keep, PersonalData, Purpose


class AuditEvent(models.Model):
    """Who did what to which thing, and when. Keeps ids and a verb: no foreign key and no content."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor_id = models.BigIntegerField(null=True, db_index=True)
    verb = models.CharField(max_length=80)
    object_kind = models.CharField(max_length=80)
    object_id = models.CharField(max_length=64, blank=True)
    count = models.PositiveIntegerField(default=1)

    personal_data = PersonalData(
        subject="actor_id",
        purpose=Purpose.SECURITY,
        ground=Ground.LEGAL_OBLIGATION,
        keep=Keep.FIVE_YEARS,
        seen_by="data protection officer",
        fields=("actor_id", "verb", "object_kind", "object_id", "at"),
        impersonal=("count",),
    )

    class Meta:
        indexes = [models.Index(fields=["object_kind", "object_id"], name="audit_object")]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_kind}:{self.object_id}"
