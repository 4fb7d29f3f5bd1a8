"""What was answered: to the person itself all of it, to others only means of groups that are large enough.

The minimum stands in the query: what is too small never leaves the database. A month is told when it is over, so that
nobody reads one answer from the difference between a mean before and after it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Avg, Count, DateField, Exists, OuterRef, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.rules import check_guided_path, check_guides_learner
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.instruments.models import Answer, Response, Sharing
from samenwijzer.practice.instruments.pack import Instrument, instruments


@dataclass(frozen=True)
class OwnPoint:
    """What one person answered at one time: the mean score of a dimension."""

    at: datetime
    dimension: str
    mean: float


@dataclass(frozen=True)
class GroupPoint:
    """The mean score of a dimension over the ``people`` who answered in the month that begins on ``month``."""

    month: date
    dimension: str
    mean: float
    people: int


def own_trend(*, instrument: str, viewer: Viewer) -> list[OwnPoint]:
    """Return what ``viewer`` itself answered, oldest first, a point a dimension."""
    return _trend_of(instrument, viewer.person_id)


def _trend_of(instrument: str, person: int) -> list[OwnPoint]:
    rows = _scored(instrument).filter(response__person=person)
    means = rows.order_by("response__at", "response", "dimension").values("response", "response__at", "dimension")
    return [OwnPoint(row["response__at"], row["dimension"], row["mean"]) for row in means.annotate(mean=Avg("score"))]


def group_trend(*, instrument: str, unit: int, viewer: Viewer) -> list[GroupPoint]:
    """Return the means of ``unit``, a group ``viewer`` guides, for each month that is over, oldest first.

    Of each person the last response of the month counts. A month and dimension with fewer people than the minimum of
    the instrument is not there, and nothing tells how many there were (D-017).
    """
    check_guided_path(viewer, unit)
    return large_enough(
        _scored(instrument).filter(response__unit=unit), minimum=_asked(instrument).minimum, on=viewer.on
    )


def large_enough(rows: QuerySet[Answer], *, minimum: int, on: date) -> list[GroupPoint]:
    """Return the means of ``rows`` by month and dimension where at least ``minimum`` people stand behind them."""
    counted = _last_of_month(rows, on).order_by("month", "dimension").values("month", "dimension")
    means = counted.annotate(mean=Avg("score"), people=Count("response__person", distinct=True))
    return [GroupPoint(**row) for row in means.filter(people__gte=minimum)]


def _last_of_month(rows: QuerySet[Answer], on: date) -> QuerySet[Any]:
    """Return of each person the answers of its last response of each month that is over, with that month."""
    this_month = timezone.make_aware(datetime.combine(on.replace(day=1), time.min))
    month = TruncMonth("response__at", output_field=DateField())
    later = Response.objects.annotate(month=TruncMonth("at", output_field=DateField())).filter(
        person=OuterRef("response__person"),
        unit=OuterRef("response__unit"),
        instrument=OuterRef("response__instrument"),
        month=OuterRef("month"),
        pk__gt=OuterRef("response"),
    )
    return rows.filter(response__at__lt=this_month).annotate(month=month).exclude(Exists(later))


@dataclass(frozen=True)
class UnitPoint:
    """The mean of one unit in one month that is over, over all that was asked."""

    unit: int
    month: date
    mean: float


def large_enough_by_unit(rows: QuerySet[Answer], *, minimum: int, on: date) -> list[UnitPoint]:
    """Return the means of ``rows`` by unit and month, oldest first, where at least ``minimum`` people answered."""
    counted = _last_of_month(rows, on).order_by("response__unit", "month").values("response__unit", "month")
    means = counted.annotate(mean=Avg("score"), people=Count("response__person", distinct=True))
    enough = means.filter(people__gte=minimum)
    return [UnitPoint(one["response__unit"], one["month"], one["mean"]) for one in enough]


def _asked(instrument: str) -> Instrument:
    found = instruments().get(instrument)
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def _scored(instrument: str) -> QuerySet[Answer]:
    """Return the answers to every version of ``instrument`` that still hold something."""
    return Answer.objects.filter(response__instrument=_asked(instrument).identifier, score__isnull=False)


def last_answered(*, instrument: str, viewer: Viewer) -> datetime | None:
    """Return when ``viewer`` last answered ``instrument``."""
    rows = Response.objects.filter(instrument=instrument, person=viewer.person_id).order_by("-at")
    return rows.values_list("at", flat=True).first()


def shares_trend(*, instrument: str, person: int) -> bool:
    """Whether somebody shows its own trend of ``instrument`` now; until it says so it does not."""
    last = Sharing.objects.filter(instrument=instrument, person=person).last()
    return last is not None and last.is_shared


def shared_trend(*, instrument: str, learner: int, viewer: Viewer) -> list[OwnPoint]:
    """Return the trend of a learner that ``viewer`` guides, as long as the learner shares it; otherwise nothing."""
    check_guides_learner(viewer, learner)
    return _trend_of(instrument, learner) if shares_trend(instrument=instrument, person=learner) else []


def sharing_now(*, instrument: str, people: Iterable[int]) -> set[int]:
    """Return which of ``people`` show their own trend now (one query)."""
    rows = Sharing.objects.filter(instrument=instrument, person__in=list(people))
    last = {row.person_id: row.is_shared for row in rows}
    return {person for person, is_shared in last.items() if is_shared}


def team_means(*, instrument: str, school: Unit, viewer: Viewer) -> dict[str, float]:
    """Return the mean of each dimension over the adults of ``school``, where ``viewer`` works, of their last answers.

    Nothing of a dimension to which fewer people than the minimum answered.
    """
    if not any(one.rights and one.unit_path.startswith(school.path) for one in viewer.functions):
        raise NotVisible(_("There is nothing here for you."))
    later = Response.objects.filter(
        person=OuterRef("response__person"), instrument=OuterRef("response__instrument"), pk__gt=OuterRef("response")
    )
    rows = _scored(instrument).filter(response__unit__path__startswith=school.path).exclude(Exists(later))
    means = rows.order_by("dimension").values("dimension")
    told = means.annotate(mean=Avg("score"), people=Count("response__person", distinct=True))
    return {row["dimension"]: row["mean"] for row in told.filter(people__gte=_asked(instrument).minimum)}
