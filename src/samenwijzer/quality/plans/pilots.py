"""Pilots: a scenario tried in a school, under which conditions, and which of them was decisive (D-313)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.cycles.actions import keep_answers, start_cycle
from samenwijzer.practice.cycles.models import Cycle
from samenwijzer.practice.cycles.owners import UNIT
from samenwijzer.practice.cycles.pack import Owner
from samenwijzer.practice.cycles.queries import Work, cycles_of
from samenwijzer.practice.documents.rules import leads

PILOT = "inclusion-pilot"


@dataclass(frozen=True)
class Pilot:
    """A pilot with its school, and what was answered: words by the key of the prompt."""

    work: Work
    school: Unit | None
    said: dict[str, str]

    @property
    def scenario(self) -> str:
        """What is tried."""
        return self.said.get("pilot-scenario", "")

    @property
    def finding(self) -> str:
        """What was found."""
        return self.said.get("pilot-found", "")

    @property
    def decisive(self) -> str:
        """The condition that was decisive, once that is said."""
        return self.said.get("pilot-decisive", "") if self.work.is_over else ""


def check_pilots(viewer: Viewer, unit: int) -> Unit:
    """Return the school group or network when ``viewer`` leads it."""
    found = Unit.objects.filter(pk=unit, kind__in=("school_group", "network")).first()
    if found is None or not leads(viewer, found):
        raise NotVisible(_("There is nothing here for you."))
    return found


def pilots_of(*, viewer: Viewer, unit: Unit) -> list[Pilot]:
    """Return the pilots that ``unit`` coordinates, newest first."""
    works = [
        one
        for one in cycles_of(viewer=viewer, owners=(Owner.TEAM,))
        if one.cycle.template == PILOT and one.cycle.owner_id == str(unit.pk)
    ]
    schools = Unit.objects.in_bulk([int(one.cycle.about_id) for one in works if one.cycle.about_id])
    return [
        Pilot(
            one,
            schools.get(int(one.cycle.about_id or 0)),
            {asked.prompt.key: asked.words for phase in one.phases for asked in phase.answered},
        )
        for one in works
    ]


def decided_by(pilots: list[Pilot]) -> list[tuple[str, int]]:
    """Return in how many pilots each condition was decisive, most first."""
    return sorted(Counter(one.decisive for one in pilots if one.decisive).items(), key=lambda one: (-one[1], one[0]))


@transaction.atomic
def start_pilot(*, unit: int, school: int, title: str, scenario: str, due: date | None, by: Viewer) -> Cycle:
    """Begin a pilot of a scenario in a school of the group or network."""
    found = check_pilots(by, unit)
    if not Unit.objects.filter(pk=school, path__startswith=found.path, kind__in=SCHOOLS).exists():
        raise Refused(_("Choose a school."))
    owner, about = Reference(UNIT, str(found.pk)), Reference(UNIT, str(school))
    made = start_cycle(template=PILOT, owner=owner, title=title, due=due, about=about, by=by)
    keep_answers(cycle=made.uid, phase="scenario", values={"pilot-scenario": scenario}, ends=True, by=by)
    return made
