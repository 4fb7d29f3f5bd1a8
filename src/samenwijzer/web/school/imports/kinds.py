"""The kinds of files that can be brought in: what to ask, how to compare and how to carry out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenwijzer.exchange.case import plan as case_plan
from samenwijzer.exchange.case import reading as case_reading
from samenwijzer.exchange.oneroster import plan as roster_plan
from samenwijzer.exchange.oneroster import reading as roster_reading
from samenwijzer.exchange.oneroster.places import RANKS
from samenwijzer.exchange.plans import Plan
from samenwijzer.exchange.responses import assistments
from samenwijzer.exchange.responses import plan as responses_plan
from samenwijzer.network.organisation.models import Unit
from samenwijzer.web.school.imports.forms import FileForm, GoalsForm, ResponsesForm, RosterForm

PRACTICE_GROUP = "ASSISTments (oefendata)"


@dataclass(frozen=True)
class Asked:
    """What was chosen beside the file: where it lands and which day; ``today`` is the day of the viewer."""

    under: Unit | None
    day: date | None
    today: date


@dataclass(frozen=True)
class Kind:
    """A kind of file. ``places`` are the kinds of unit it may land in; without any it lands nowhere in particular."""

    key: str
    title: str | Promise
    sentence: str | Promise
    icon: str
    form: type[FileForm]
    places: tuple[str, ...]
    plan: Callable[[Path, Asked], Plan]
    carry_out: Callable[..., None]


def _plan_roster(path: Path, asked: Asked) -> Plan:
    return roster_plan.plan(roster_reading.read(path), under=asked.under, on=asked.today, since=asked.day)


def _plan_goals(path: Path, asked: Asked) -> Plan:
    return case_plan.plan(case_reading.read(path))


def _plan_responses(path: Path, asked: Asked) -> Plan:
    return responses_plan.plan(
        assistments.read(path),
        under=asked.under,
        name=PRACTICE_GROUP,
        day=asked.day or asked.today - timedelta(days=1),
        today=asked.today,
    )


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "roster",
            _("Classes and people"),
            _("A OneRoster export (1.1 or 1.2) of your pupil administration: schools, classes, learners, teachers."),
            "people",
            RosterForm,
            tuple(RANKS),
            _plan_roster,
            roster_plan.carry_out,
        ),
        Kind(
            "goals",
            _("Goals"),
            _("A curriculum as CASE package: goals, what belongs under what, what comes first."),
            "target",
            GoalsForm,
            (),
            _plan_goals,
            case_plan.carry_out,
        ),
        Kind(
            "responses",
            _("Responses"),
            _("Practice data of a tutoring system (ASSISTments): learners without a name, right and wrong per goal."),
            "check",
            ResponsesForm,
            ("network", "school_group"),
            _plan_responses,
            responses_plan.carry_out,
        ),
    )
}
