"""A dossier with partners over years, what is noted in it, and who led it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samenwijzer.foundation.personal_data import NoPersonalData
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.documents.models import written_by

SEEN_BY = "who works for the network or leads one of its school groups"


class Dossier(models.Model):
    """Something ``unit`` (a network) follows up with partners, led by ``lead``: itself, or one of its school groups."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="dossiers")
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    lead = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="led_dossiers")

    personal_data = NoPersonalData(why="What a network follows up, and which unit leads it.")

    class Meta:
        ordering = ["kind", "title", "pk"]

    def __str__(self) -> str:
        return self.title


class Entry(models.Model):
    """A commitment, meeting, decision or input in a dossier; a commitment has an owner at both sides (D-378).

    ``body`` is who decided or received, as *PTC*; ``state`` is how far a commitment or an input is.
    """

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open", _("open")
        DONE = "done", _("done")
        ADOPTED = "adopted", _("taken up")
        NOT_ADOPTED = "not_adopted", _("not taken up")

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=60)
    on = models.DateField()
    text = models.CharField(max_length=600)
    body = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=60, blank=True)
    owner_here = models.CharField(max_length=120, blank=True)
    owner_there = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = written_by(
        ("text", "owner_here", "owner_there"), ("dossier", "kind", "on", "body", "region", "state"), SEEN_BY
    )

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="commitment") | (~Q(owner_here="") & ~Q(owner_there="")),
                name="commitment_has_both_owners",
            )
        ]

    def __str__(self) -> str:
        return self.text


class Handover(models.Model):
    """The lead of a dossier passed from one unit to another; only ever added (D-377)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="handovers")
    before = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    personal_data = written_by(("why",), ("dossier", "before", "after"), SEEN_BY)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.before_id} → {self.after_id}"
