"""The capacity of school teams for inclusion, in their own eyes: a mean by month of each school, never an answer."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.instruments.models import Answer
from samenwijzer.practice.instruments.pack import instruments
from samenwijzer.practice.instruments.queries import large_enough_by_unit
from samenwijzer.quality.indicators.rules import check_reads_indicators

PULSE, LOOK = "capacity-pulse", "draagkracht"


@dataclass(frozen=True)
class TeamCapacity:
    """A school and the mean of its team in each month that can be told, oldest first."""

    school: Unit
    months: list[tuple[date, float]]


def capacity_of(*, viewer: Viewer, unit: int) -> tuple[Unit, list[TeamCapacity]]:
    """Return the schools of a school group or network in order of name with the means of their teams; two queries.

    A month of a school is told once it is over and as many people answered as the instrument asks.
    """
    found = check_reads_indicators(viewer, unit)
    schools = list(Unit.objects.filter(path__startswith=found.path, kind__in=SCHOOLS).order_by("name", "pk"))
    rows = Answer.objects.filter(response__instrument=PULSE, response__unit__in=schools, score__isnull=False)
    told: dict[int, list[tuple[date, float]]] = defaultdict(list)
    for one in large_enough_by_unit(rows, minimum=instruments()[PULSE].minimum, on=viewer.on):
        told[one.unit].append((one.month, one.mean))
    return found, [TeamCapacity(one, told[one.pk]) for one in schools]
