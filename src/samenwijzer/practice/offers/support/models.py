"""Needs of schools, the offer, choices from it, clusters under one agreement, and the log of head, group and SPOC."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samenwijzer.foundation.personal_data import NoPersonalData
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.offers.support.log_models import Ask, Comment, Note, Promise

__all__ = [
    "Agreement",
    "AgreementSchool",
    "Ask",
    "Care",
    "Comment",
    "Match",
    "Need",
    "Note",
    "Offer",
    "OfferChange",
    "Promise",
]


class Care(models.TextChoices):
    """Whether support repairs or prevents."""

    CURATIVE = "curative", _("curative")
    PREVENTIVE = "preventive", _("preventive")


class Offer(models.Model):
    """Support that schools of ``unit`` (the network or a school group) can choose, with its ``hours`` a school year."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    theme = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    care = models.CharField(max_length=12, choices=Care, blank=True)
    hours = models.PositiveIntegerField()
    ended_on = models.DateField(null=True)

    personal_data = NoPersonalData(why="What the guidance service offers.")

    class Meta:
        ordering = ["theme", "title", "pk"]

    def __str__(self) -> str:
        return self.title


class OfferChange(models.Model):
    """What changed in an offer and the input that caused it: needs of schools on a theme, counted then (D-367)."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="changes")
    on = models.DateField()
    text = models.CharField(max_length=300)
    cause = models.CharField(max_length=300)

    personal_data = NoPersonalData(why="Why the guidance service changed what it offers.")

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(cause=""), name="support_change_has_cause")]

    def __str__(self) -> str:
        return self.text


class Need(models.Model):
    """What a school wants to reach or struggles with, as it says itself; ``urgent``: it cannot wait."""

    class Kind(models.TextChoices):
        """What moves the school."""

        AMBITION = "ambition", _("ambition")
        CHALLENGE = "challenge", _("challenge")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="support_needs")
    theme = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.CharField(max_length=300)
    urgent = models.BooleanField(default=False)
    on = models.DateField()
    ended_on = models.DateField(null=True)

    personal_data = NoPersonalData(why="What a school as a whole needs.")

    class Meta:
        ordering = ["theme", "-on", "-pk"]
        indexes = [models.Index(fields=["unit", "theme"], name="support_need_unit")]

    def __str__(self) -> str:
        return self.text


class Match(models.Model):
    """What school group and SPOC decided for a school on a theme: proposed or changed, always by people (R9)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    theme = models.CharField(max_length=60)
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="matches")
    care = models.CharField(max_length=12, choices=Care)
    proposed = models.CharField(max_length=12, choices=Care)
    hours = models.PositiveIntegerField()
    on = models.DateField()

    personal_data = NoPersonalData(why="Which support a school gets.")

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "theme"], name="support_match_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.theme} {self.care}"


class Agreement(models.Model):
    """Schools of a school group with one ambition work on ``theme`` together with the guidance service (D-262)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    theme = models.CharField(max_length=60)
    hours = models.PositiveIntegerField()
    on = models.DateField()
    schools = models.ManyToManyField(Unit, related_name="+", through="AgreementSchool")

    personal_data = NoPersonalData(why="Which schools work together with the guidance service.")

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.theme}"


class AgreementSchool(models.Model):
    """A school asked into a cluster; it is in when its head accepts."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="asked")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    accepted_on = models.DateField(null=True)

    personal_data = NoPersonalData(why="Which schools work together with the guidance service.")

    class Meta:
        ordering = ["unit__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "unit"], name="support_agreement_school_once")]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.unit_id}"
