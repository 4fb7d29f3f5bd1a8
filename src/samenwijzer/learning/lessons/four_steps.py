"""The four steps of R-OK in a unit of work: what the team wrote of each; it closes once all were touched (D-288)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.learning.lessons.rules import check_plan
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.cycles.actions import keep_answers, start_cycle
from samenwijzer.practice.cycles.models import Cycle
from samenwijzer.practice.cycles.owners import UNIT, taken_part_in
from samenwijzer.practice.cycles.pack import Owner, Phase, templates
from samenwijzer.practice.cycles.queries import Work, cycle_of

FOUR_STEPS, WORK = "rok-four-steps", "lessons.unit_of_work"


@dataclass(frozen=True)
class Step:
    """A step: its phase in the pack, what it asks, and what the team wrote."""

    phase: Phase
    key: str
    question: str
    text: str


@dataclass(frozen=True)
class FourSteps:
    """A unit of work with its four steps; ``is_closed`` once all were touched and somebody closed it."""

    work: UnitOfWork
    steps: list[Step]
    is_closed: bool

    @property
    def touched(self) -> int:
        """How many steps hold something."""
        return sum(1 for one in self.steps if one.text)


def is_of_team(viewer: Viewer, work: UnitOfWork) -> bool:
    """Whether ``viewer`` works in the team of the group; no query."""
    return str(work.group_id) in taken_part_in(viewer, UNIT, Owner.TEAM)


def _check_team(viewer: Viewer, unit_of_work: int) -> UnitOfWork:
    work = check_plan(viewer, unit_of_work)
    if not is_of_team(viewer, work):
        raise NotVisible(_("There is nothing here for you."))
    return work


def _cycle(work: UnitOfWork) -> Cycle | None:
    return Cycle.objects.filter(template=FOUR_STEPS, about_kind=WORK, about_id=str(work.pk)).order_by("pk").first()


def four_steps(*, viewer: Viewer, unit_of_work: int) -> FourSteps:
    """Return the four steps of a unit of work for who works in the team of its group."""
    work = _check_team(viewer, unit_of_work)
    found = _cycle(work)
    return _steps(work, cycle_of(cycle=found.uid, viewer=viewer) if found else None)


def _steps(work: UnitOfWork, written: Work | None) -> FourSteps:
    said = {one.prompt.key: one.words for phase in written.phases for one in phase.answered} if written else {}
    steps = [
        Step(phase, phase.prompts[0].key, phase.prompts[0].wording.words(), said.get(phase.prompts[0].key, ""))
        for phase in templates()[FOUR_STEPS].phases
    ]
    return FourSteps(work, steps, bool(written and written.is_over))


@transaction.atomic
def keep_four_steps(*, unit_of_work: int, texts: Mapping[str, str], closes: bool, by: Viewer) -> FourSteps:
    """Keep what was written of each step; a unit closes only when all four were touched, and is refused otherwise."""
    work = _check_team(by, unit_of_work)
    found = _cycle(work) or start_cycle(
        template=FOUR_STEPS,
        owner=Reference(UNIT, str(work.group_id)),
        about=Reference(WORK, str(work.pk)),
        title=work.title,
        due=None,
        by=by,
    )
    for step in _steps(work, None).steps:
        values = {step.key: texts[step.key]} if step.key in texts else {}
        keep_answers(cycle=found.uid, phase=step.phase.key, values=values, ends=False, by=by)
    now = _steps(work, cycle_of(cycle=found.uid, viewer=by))
    missing = [one.phase.title.words() for one in now.steps if not one.text]
    if closes and missing:
        raise Refused(_("Not closed yet: nothing is written of %(steps)s.") % {"steps": ", ".join(missing)})
    for step in now.steps if closes and not now.is_closed else ():
        keep_answers(cycle=found.uid, phase=step.phase.key, values={}, ends=True, by=by)
    return _steps(work, cycle_of(cycle=found.uid, viewer=by))
