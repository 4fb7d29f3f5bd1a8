"""How long forms take, kept in total: which form, which day, how often, how long."""

from django.db import models

from samenwijzer.foundation.personal_data import NoPersonalData


class FormEffort(models.Model):
    """How often a form was sent on a day within one range of seconds, and the seconds and keys of those together.

    ``bucket`` counts the ranges of :data:`samenwijzer.foundation.effort.queries.BOUNDS` from 0.
    """

    form = models.CharField(max_length=80)
    on = models.DateField()
    bucket = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)
    seconds = models.PositiveIntegerField(default=0)
    keys = models.PositiveIntegerField(default=0)

    personal_data = NoPersonalData(
        why="Sums per form and day, shown from ten on; no row, log or address names anybody."
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "on", "bucket"], name="form_effort_once")]

    def __str__(self) -> str:
        return f"{self.form} {self.on}"
