"""What one professional makes of the scales: an own intention, and the stage of the own lessons. Both stay small."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.access.rules import headed_schools
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Membership, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.instruments.scales.models import Intention, LessonStages
from samenwijzer.practice.instruments.scales.rules import check_indicator, check_profession, check_works_in

#: From so many weeks told a share says something, and tells of nobody.
FEWEST_WEEKS = 5
MOST_LESSONS = 60
YEARS = 3


@transaction.atomic
def keep_intention(*, indicator: str, text: str, is_shared: bool, by: Viewer) -> Intention:
    """Keep what an indicator means for ``by``; only shared when asked, for a growth talk (D-256)."""
    check_profession(by)
    asked = check_indicator(indicator)
    made = Intention.objects.create(
        person_id=by.person_id, indicator=asked.key, text=text.strip()[:600], is_shared=is_shared and bool(text.strip())
    )
    record(verb="keep intention", on=Reference("scales.intention", str(made.pk)), by=by.person_id)
    return made


def own_intentions(viewer: Viewer) -> dict[str, Intention]:
    """Return the intentions of ``viewer`` itself, by indicator (one query)."""
    last = {row.indicator: row for row in Intention.objects.filter(person=viewer.person_id)}
    return {key: row for key, row in last.items() if row.text}


def shared_intentions(viewer: Viewer) -> list[tuple[Person, Intention]]:
    """Return what people of the schools ``viewer`` heads share now for a growth talk, by name; two queries."""
    people: set[int] = set()
    for one in headed_schools(viewer):
        adults = Membership.objects.filter(active(viewer.on), unit__path__startswith=one.unit_path).exclude(
            role="learner"
        )
        people |= set(adults.values_list("person", flat=True))
    people.discard(viewer.person_id)
    rows = Intention.objects.filter(person__in=people).select_related("person")
    last = {(row.person_id, row.indicator): row for row in rows}
    told = [(row.person, row) for row in last.values() if row.is_shared]
    return sorted(told, key=lambda one: (str(one[0]), one[1].indicator))


@dataclass(frozen=True)
class StageYear:
    """Of the lessons told in one school year the share in each stage; ``shares`` is empty where too few were told."""

    year: SchoolYear
    lessons: int
    shares: tuple[float, ...]

    @property
    def percents(self) -> list[int]:
        """The shares in whole percents."""
        return [round(100 * one) for one in self.shares]


@transaction.atomic
def tell_stages(*, unit: int, on: date, lessons: tuple[int, int, int], by: Viewer) -> None:
    """Keep how many lessons of a week were teacher-centred, learner-centred and learner-steered; not who says so."""
    school = check_works_in(by, unit)
    if min(lessons) < 0 or not 0 < sum(lessons) <= MOST_LESSONS:
        raise Refused(_("Tell of one to %(most)s lessons.") % {"most": MOST_LESSONS})
    led, centred, steered = lessons
    LessonStages.objects.create(
        unit=school, on=on, teacher_centred=led, learner_centred=centred, learner_steered=steered
    )


def stage_years(*, unit: int, viewer: Viewer) -> list[StageYear]:
    """Return the shares of this school year and the two before, oldest first, as people of the school told (D-397)."""
    school = check_works_in(viewer, unit)
    year = SchoolYear.of(viewer.on)
    years = [SchoolYear(year.start - back) for back in range(YEARS - 1, -1, -1)]
    return [_stage_year(school.pk, one) for one in years]


def _stage_year(unit: int, year: SchoolYear) -> StageYear:
    rows = LessonStages.objects.filter(unit=unit, on__gte=year.first_day, on__lte=year.last_day)
    names = ("teacher_centred", "learner_centred", "learner_steered")
    sums = rows.aggregate(**{f"sum_{name}": Sum(name) for name in names})
    counts = [sums[f"sum_{name}"] or 0 for name in names]
    lessons = sum(counts)
    enough = lessons and rows.count() >= FEWEST_WEEKS
    return StageYear(year, lessons, tuple(one / lessons for one in counts) if enough else ())
