"""The yearly report of a school, filled in as far as the product knows (D-278): sums of a whole school only."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.counts import count_each
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.rules import counting
from samenwijzer.learning.groups.models import Grouping
from samenwijzer.learning.lessons.models import UnitGoal, UnitOfWork
from samenwijzer.learning.lessons.planned import CitizenshipReport, YearGroup, citizenship_report
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.calendar.models import Closure
from samenwijzer.network.calendar.queries import open_days
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.practice.curriculum.models import Rollout
from samenwijzer.practice.curriculum.rules import check_reads_plans
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.technology.models import DigitalAction, Idea, Tool
from samenwijzer.quality.reports.pack import Question, Section, yearly_report_form

#: Fewer people than this are not counted out: a number might tell of one.
FEWEST = 5


@dataclass(frozen=True)
class Answer:
    """A question of the report with what fills it in, empty where people answer."""

    question: Question
    value: str


@dataclass(frozen=True)
class FilledReport:
    """A report on ``school`` over ``year``, section by section."""

    school: Unit
    year: SchoolYear
    sections: list[tuple[Section, list[Answer]]]

    @property
    def answers(self) -> list[Answer]:
        """Every answer, in order."""
        return [answer for _section, answers in self.sections for answer in answers]

    @property
    def filled(self) -> int:
        """How much is filled in already, in percent of the questions."""
        return round(100 * sum(1 for one in self.answers if one.value) / len(self.answers))


def yearly_report(*, viewer: Viewer, school: int) -> FilledReport:
    """Return the report on the school year of today; a constant number of queries."""
    civic = citizenship_report(viewer=viewer, school=check_reads_plans(viewer, school))
    figures = _figures(viewer, civic)
    sections = [
        (section, [Answer(one, figures[one.figure] if one.figure else "") for one in section.questions])
        for section in yearly_report_form().sections
    ]
    return FilledReport(civic.school, SchoolYear.of(viewer.on), sections)


def _figures(viewer: Viewer, civic: CitizenshipReport) -> dict[str, str]:
    years = [line.year for line in civic.lines]
    return _of_people(viewer, civic.school, years) | _of_work(viewer, civic)


def _of_people(viewer: Viewer, school: Unit, years: list[YearGroup]) -> dict[str, str]:
    year = SchoolYear.of(viewer.on)
    inside = Membership.objects.filter(active(viewer.on), unit__path__startswith=school.path)
    people = inside.aggregate(
        learners=Count("person", distinct=True, filter=Q(role=LEARNER)),
        adults=Count("person", distinct=True, filter=~Q(role=LEARNER)),
    )
    above = Closure.objects.filter(unit__in=school.ancestor_ids)
    closed = list(above.filter(first__lte=year.last_day, last__gte=year.first_day))
    days = open_days(closed, first=year.first_day, last=min(viewer.on, year.last_day))
    return {
        "learners": _count(people["learners"]),
        "adults": _count(people["adults"]),
        "groups": str(sum(len(one.groups) for one in years)),
        "years": ", ".join(one.level for one in years) or _("none"),
        "school_days": str(len(days)),
        "closures": ", ".join(dict.fromkeys(one.title for one in closed)) or _("none"),
    }


def _count(people: int) -> str:
    return str(people) if people >= FEWEST or people == 0 else _("fewer than %(fewest)s") % {"fewest": FEWEST}


def _of_work(viewer: Viewer, civic: CitizenshipReport) -> dict[str, str]:
    """Return what was taught, seen and done in the school this year (two queries)."""
    school = civic.school
    training = list(Rollout.objects.filter(unit=school).values_list("lead", "training_hours"))
    counts = count_each(**_of_teaching(viewer, school), **_of_policy(school))
    done, still_open = counts.pop("done"), counts.pop("open")
    return {name: str(many) for name, many in counts.items()} | {
        "citizenship": _("%(some)s of %(all)s")
        % {"some": len(civic.lines) - len(civic.without), "all": len(civic.lines)},
        "rollouts": str(sum(1 for lead, _hours in training if lead)),
        "training": str(sum(hours for _lead, hours in training)),
        "actions": _("%(done)s done, %(open)s open") % {"done": done, "open": still_open},
    }


def _of_teaching(viewer: Viewer, school: Unit) -> dict[str, QuerySet[Any]]:
    year = SchoolYear.of(viewer.on)
    units = UnitOfWork.objects.filter(
        group__path__startswith=school.path, starts__lte=year.last_day, ends__gte=year.first_day
    )
    aimed = UnitGoal.objects.filter(unit_of_work__in=units)
    here = Membership.objects.filter(active(viewer.on), unit__path__startswith=school.path, role=LEARNER)
    return {
        "units": units,
        "goals": Goal.objects.filter(pk__in=aimed.values("goal"), framework__kind="curriculum"),
        "evidence": Evidence.objects.filter(
            counting(), learner__in=here.values("person"), seen_at__date__gte=year.first_day
        ),
        "groupings": Grouping.objects.filter(
            unit__path__startswith=school.path, starts__gte=year.first_day, withdrawn_at=None
        ),
    }


def _of_policy(school: Unit) -> dict[str, QuerySet[Any]]:
    actions = DigitalAction.objects.filter(unit=school)
    return {
        "tools": Tool.objects.filter(unit=school, state=Tool.State.APPROVED),
        "done": actions.exclude(done_at=None),
        "open": actions.filter(done_at=None),
        "ideas": Idea.objects.filter(unit__path__startswith=school.path),
    }
