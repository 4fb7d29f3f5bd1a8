"""One row for each verb somebody carried out, and the seals that make a trail fixed."""

from django.db import models

from samenwijzer.foundation.append_only import AppendOnly
from samenwijzer.foundation.personal_data import Ground, Keep, NoPersonalData, PersonalData, Purpose


class AuditEvent(AppendOnly):
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


class Seal(models.Model):
    """A batch of a trail, closed: all rows after the seal before it up to and including ``last_id``.

    ``content`` is the keyed digest of the rows; ``digest`` that of the seal, over the digest of the seal before it. So
    no row and no seal can be changed, put in or taken out without the chain showing it (decision 11). When the rows
    are past their term they go and the seal stays.
    """

    trail = models.CharField(max_length=40)
    last_id = models.BigIntegerField()
    rows = models.PositiveIntegerField()
    newest_at = models.DateTimeField()
    content = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(auto_now_add=True)
    emptied_at = models.DateTimeField(null=True)

    personal_data = NoPersonalData(why="Counts and digests; the rows stand in the trails.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trail", "last_id"], name="seal_once")]

    def __str__(self) -> str:
        return f"{self.trail} up to {self.last_id}"
