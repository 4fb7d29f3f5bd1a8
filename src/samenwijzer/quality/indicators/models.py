"""What an indicator came to in a school and a school year: two counts, and by which definition they were counted."""

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
