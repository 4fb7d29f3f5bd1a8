"""Names that other systems use for our things."""

from django.db import models

from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, PersonalData, Purpose


class ExternalIdentifier(models.Model):
    """``system`` calls the thing ``kind``/``object_id`` by the name ``value``; unique within system and kind."""

    kind = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    system = models.CharField(max_length=200)
    value = models.CharField(max_length=200)

    personal_data = PersonalData(
        subject="object_id",
        purpose=Purpose.EXCHANGE,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ENROLMENT_AND_ONE,
        seen_by="school secretary",
        fields=("object_id", "value"),
        impersonal=("kind", "system"),
        at_erasure=Erasing.DELETE,
        only={"kind": "people.person"},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "kind", "value"], name="identifier_once")]
        indexes = [models.Index(fields=["kind", "object_id"], name="identifier_object")]

    def __str__(self) -> str:
        return f"{self.system}/{self.kind}/{self.value}"
