"""School years: from 1 September to 31 August, named after the year they start in."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone


@dataclass(frozen=True, order=True)
class SchoolYear:
    """The school year that starts on 1 September of ``start``."""

    start: int

    @classmethod
    def of(cls, day: date) -> "SchoolYear":
        """Return the school year in which ``day`` falls."""
        return cls(day.year if day.month >= 9 else day.year - 1)

    @property
    def first_day(self) -> date:
        """1 September."""
        return date(self.start, 9, 1)

    @property
    def last_day(self) -> date:
        """31 August of the next calendar year."""
        return date(self.start + 1, 8, 31)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The first moment of 1 September, and that of the next."""
        return _midnight(self.first_day), _midnight(date(self.start + 1, 9, 1))

    @property
    def previous(self) -> "SchoolYear":
        """The school year before this one."""
        return SchoolYear(self.start - 1)

    def __str__(self) -> str:
        return f"{self.start}-{self.start + 1}"


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
