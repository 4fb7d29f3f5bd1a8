"""The assessment programme of a year, and one moment with every view on it."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.feedback.assessment import check_moment, check_own_moment
from samenwijzer.learning.feedback.assessment_pack import assessment_content
from samenwijzer.learning.feedback.models import Moment, MomentCriterion
from samenwijzer.learning.feedback.seen import Seen, steps_of
from samenwijzer.network.access.rules import can_write_in, check_guides_unit, function_in, guided_units
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Unit
from samenwijzer.network.organisation.queries import learners_of
from samenwijzer.network.people.models import Person
from samenwijzer.network.people.naming import call_names


@dataclass(frozen=True)
class Week:
    """The moments of one week of the calendar (ISO number)."""

    number: int
    moments: list[Moment]

    @property
    def summative(self) -> int:
        """How many of them are summative."""
        return sum(one.is_summative for one in self.moments)

    @property
    def is_overloaded(self) -> bool:
        """Whether those are more than the pack allows for a group in a week (D-457)."""
        return self.summative > assessment_content().most_a_week


@dataclass(frozen=True)
class Programme:
    """The moments of a unit in a school year by week, and how often each purpose is served (in words, 0 too)."""

    unit: Unit
    weeks: list[Week]
    purposes: list[tuple[str, int]]

    @property
    def overloaded(self) -> list[Week]:
        """The weeks with too many summative moments."""
        return [one for one in self.weeks if one.is_overloaded]


def programme(*, viewer: Viewer, unit: int) -> Programme:
    """Return the assessment programme of a unit ``viewer`` guides, this school year (two queries)."""
    group = check_guides_unit(viewer, unit)
    year = SchoolYear.of(viewer.on)
    moments = list(Moment.objects.filter(unit=group, on__range=(year.first_day, year.last_day)).select_related("goal"))
    weeks: dict[date, list[Moment]] = defaultdict(list)
    for one in moments:
        weeks[date.fromisocalendar(*one.on.isocalendar()[:2], 1)].append(one)
    counted = Counter(one.purpose for one in moments)
    return Programme(
        unit=group,
        weeks=[Week(monday.isocalendar().week, found) for monday, found in sorted(weeks.items())],
        purposes=[(one.name, counted[one.key]) for one in assessment_content().purposes],
    )


@dataclass(frozen=True)
class Sheet:
    """One learner at a moment: what everybody saw on each criterion.

    ``title`` and ``name`` are those of the learner; a second reader who does not guide it reads a number instead.
    """

    learner: Person
    title: str
    name: str
    seen: list[Seen]

    @property
    def talks(self) -> list[Seen]:
        """The criteria on which a talk helps more than a correction."""
        return [one for one in self.seen if one.asks_talk]

    @property
    def differences(self) -> list[Seen]:
        """The criteria the two readers still have to settle."""
        return [one for one in self.seen if one.readers_differ]


@dataclass(frozen=True)
class MomentPage:
    """A moment with its frozen criteria and a sheet for each learner."""

    moment: Moment
    purpose: str
    criteria: list[MomentCriterion]
    sheets: list[Sheet]
    writes: bool
    is_second: bool


def moments_with(*, rubric: str, viewer: Viewer) -> list[Moment]:
    """Return the moments that use a rubric, in any version, of the units ``viewer`` guides (one query)."""
    rows = Moment.objects.filter(rubric=rubric, unit__in=guided_units(viewer)).select_related("unit")
    return list(rows.order_by("-on", "-pk")[:50])


def moment_page(*, viewer: Viewer, moment: int) -> MomentPage:
    """Return a moment for an adult of its unit or its second reader (six queries at most)."""
    found = check_moment(viewer, moment)
    people = list(learners_of(units=[found.unit_id], on=viewer.on))
    second = found.second_reader_id == viewer.person_id
    writes = second or can_write_in(viewer, found.unit)
    return _page(found, people, writes=writes, is_second=second, blind=not function_in(viewer, found.unit))


def own_moment(*, viewer: Viewer, moment: int) -> MomentPage:
    """Return a moment for a learner of its unit: its own sheet, once the criteria are frozen."""
    found = check_own_moment(viewer, moment)
    people = list(Person.objects.filter(pk=viewer.person_id)) if found.frozen_at else []
    return _page(found, people, writes=bool(found.frozen_at), is_second=False)


def own_moments(*, viewer: Viewer) -> list[Moment]:
    """Return the moments of the learner's groups of which the criteria are known, newest first (one query)."""
    learns = [one.unit_id for one in viewer.functions if one.role == LEARNER]
    return list(Moment.objects.filter(unit__in=learns, frozen_at__isnull=False).order_by("-on", "-pk")[:10])


def _page(moment: Moment, people: list[Person], *, writes: bool, is_second: bool, blind: bool = False) -> MomentPage:
    criteria = list(moment.criteria.all())
    steps = steps_of(criteria=criteria, people=[one.pk for one in people])
    names = call_names(people)
    sheets = []
    for number, one in enumerate(people, start=1):
        work = _("Work %(number)s") % {"number": number}
        seen = [Seen(criterion, steps[one.pk, criterion.pk]) for criterion in criteria]
        sheets.append(Sheet(one, work if blind else str(one), work if blind else names[one.pk], seen))
    purpose = assessment_content().purpose(moment.purpose)
    return MomentPage(moment, purpose, criteria, sheets, writes, is_second)
