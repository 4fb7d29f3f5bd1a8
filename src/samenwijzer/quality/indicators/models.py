"""What an indicator came to in a school and a school year, what was frozen of it, and what is done about a signal."""

from django.db import models
from django.db.models import F, Q

from samenwijzer.foundation.personal_data import NoPersonalData
from samenwijzer.network.organisation.models import Unit


class Figure(models.Model):
    """``count`` of ``of`` learners of a school, in the school year that begins in ``year``.

    A figure of a year that is over stays as it was. Figures above a school are sums of these, so that levels agree.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    indicator = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField()
    of = models.PositiveIntegerField()
    computed_at = models.DateTimeField()

    personal_data = NoPersonalData(why="Two counts of a whole school; small ones are not shown.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "indicator", "year"], name="indicator_figure_once"),
            models.CheckConstraint(condition=Q(count__lte=F("of")), name="indicator_figure_is_share"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {self.count}/{self.of}"


class Freeze(models.Model):
    """The figures below a school group or the network as they stood in the calendar ``year`` of a report (D-246).

    ``rows`` holds the counts of each school, ``parts`` the units as they were named then: nothing else is read to show
    the figures again, so that they hold after children, schools or counts are gone. ``definitions`` is the whole set as
    it counted that day (wording, versions, smallest number), ``schools`` how many schools there were: a freeze explains
    itself. ``digest`` is of all of it; a freeze of before definitions were kept has none.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    on = models.DateField()
    rows = models.JSONField()
    parts = models.JSONField()
    definitions = models.JSONField(default=dict)
    schools = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)

    personal_data = NoPersonalData(why="Counts of whole schools; small ones are not shown.")

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="indicator_freeze_once")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.year}"


class Attention(models.Model):
    """What a school does about the signal of an indicator in a school year, and when it looks again (D-235)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    indicator = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    on = models.DateField()
    review_on = models.DateField()
    outcome = models.CharField(max_length=500, blank=True)
    closed_on = models.DateField(null=True)

    personal_data = NoPersonalData(why="What is done about a figure of a whole school; who wrote it is not kept.")

    class Meta:
        ordering = ["review_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "indicator", "year"], name="indicator_attention_once"),
            models.CheckConstraint(condition=~Q(text=""), name="indicator_attention_says"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | ~Q(outcome=""), name="indicator_attention_closes_with_outcome"
            ),
        ]

    def __str__(self) -> str:
        return self.text
