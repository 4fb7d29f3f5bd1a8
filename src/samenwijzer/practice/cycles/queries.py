"""Cycles as they are read: by who takes part, and what was shared by who guides or works beside them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.cycles.models import Answer, Cycle, Draft, Passed, Sharing
from samenwijzer.practice.cycles.owners import PERSON, colleagues_of, teachers_of
from samenwijzer.practice.cycles.pack import (
    Kind,
    Owner,
    Phase,
    Process,
    Prompt,
    Scope,
    Template,
    template_of,
    templates,
)
from samenwijzer.practice.cycles.rules import check_takes_part, read_of, takes_part

#: How far somebody counts as being for whom every prompt is folded, until it asks for them.
NONE_ASKED = 9


@dataclass(frozen=True)
class Said:
    """One answer: what it says, of whom and when."""

    value: Any
    by: str
    by_id: int | None
    at: datetime


@dataclass(frozen=True)
class Asked:
    """A prompt with the answer that counts now, those of others where each answers for itself, and what stood before.

    In a phase that repeats there is no answer that counts: every check-in starts empty.
    """

    prompt: Prompt
    last: Said | None
    others: Sequence[Said] = ()
    before: Sequence[Said] = ()

    @property
    def value(self) -> Any:
        """The answer that counts, ``None`` where there is none."""
        return self.last.value if self.last else None

    @property
    def words(self) -> str:
        """The answer that counts, as it is read: the title of a choice, or the words."""
        return self.words_of(self.value)

    def words_of(self, value: Any) -> str:
        """Return ``value`` as it is read."""
        if self.prompt.kind == Kind.CHOICE and value:
            choice = self.prompt.choice(value)
            return choice.title.words() if choice else ""
        return value if isinstance(value, str) else ", ".join(step["what"] for step in value or ())


@dataclass(frozen=True)
class CheckIn:
    """What one person wrote at one moment in a phase that repeats."""

    number: int
    by: str
    at: datetime
    answers: Sequence[Asked]


@dataclass(frozen=True)
class PhaseWork:
    """One phase of a cycle: what it asks, what was answered, until when, and who reads it.

    ``folded`` are the prompts that somebody who is this far no longer needs; they come back when asked for.
    """

    phase: Phase
    asked: Sequence[Asked]
    folded: Sequence[Asked]
    check_ins: Sequence[CheckIn]
    due: date
    passed_at: datetime | None
    scope: Scope

    @property
    def answered(self) -> list[Asked]:
        """The prompts with an answer, of a phase that does not repeat."""
        return [one for one in (*self.asked, *self.folded) if one.value or one.others]

    @property
    def everything(self) -> list[Asked]:
        """All that was answered, that of the check-ins included."""
        return [*self.answered, *(asked for check_in in self.check_ins for asked in check_in.answers)]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered yet."""
        return not self.answered and not self.check_ins


@dataclass(frozen=True)
class Work:
    """A cycle with everything in it that its reader may read.

    ``left_over``: what was answered to questions that no version in the pack asks any more, in words; nothing is lost.
    ``newest_answer`` is the key of the newest answer, 0 where there is none.
    """

    cycle: Cycle
    template: Template
    phases: Sequence[PhaseWork]
    left_over: Sequence[str] = ()
    newest_answer: int = 0

    @property
    def now(self) -> PhaseWork:
        """The first phase that is not over, the last when all are."""
        return next((one for one in self.phases if one.passed_at is None), self.phases[-1])

    @property
    def is_over(self) -> bool:
        """Whether the last phase is over."""
        return bool(self.phases) and self.phases[-1].passed_at is not None

    def phase(self, key: str) -> PhaseWork | None:
        """Return the phase ``key``."""
        return next((one for one in self.phases if one.phase.key == key), None)

    def chosen(self, process: Process) -> Asked | None:
        """Return what was chosen for ``process``: how sure, how it came out, or the cause."""
        choices = (one for phase in self.phases for one in phase.answered if one.prompt.kind == Kind.CHOICE)
        return next((one for one in choices if one.prompt.process == process), None)

    def plan(self) -> list[dict[str, Any]]:
        """Return the steps of the plan."""
        found = (one for phase in self.phases for one in phase.answered if one.prompt.kind == Kind.STEPS)
        return list(next((one.value for one in found), []))


def cycles_of(*, viewer: Viewer, owners: Iterable[Owner]) -> list[Work]:
    """Return the cycles in which ``viewer`` takes part, newest first; five queries."""
    found = list(Cycle.objects.filter(takes_part(viewer, *owners)))
    return _works(found, viewer=viewer)


def cycle_of(*, cycle: UUID, viewer: Viewer) -> Work:
    """Return a cycle in which ``viewer`` takes part."""
    found, _template = check_takes_part(viewer, cycle)
    return _works([found], viewer=viewer)[0]


def folded(work: Work, *, how_far: int) -> Work:
    """Return the cycle with the prompts folded that somebody who is this far (0 to 4) no longer needs."""
    phases = [
        replace(
            one,
            asked=[asked for asked in one.asked if not _fades(asked.prompt, how_far)],
            folded=[asked for asked in one.asked if _fades(asked.prompt, how_far)],
        )
        for one in work.phases
    ]
    return replace(work, phases=phases)


def draft_of(*, work: Work, phase: str, viewer: Viewer) -> Draft | None:
    """Return what ``viewer`` is writing in a phase of a cycle in which it takes part."""
    return Draft.objects.filter(cycle=work.cycle, phase=phase, by=viewer.person_id).first()


def shared_of(*, owner: Reference, viewer: Viewer) -> list[Work]:
    """Return of each cycle of ``owner`` the phases that were shared with ``viewer``, where something stands in them.

    The caller has checked that ``viewer`` may know of the owner, and logs the view of a learner.
    """
    rows = list(Cycle.objects.filter(template__in=templates(), owner_kind=owner.kind, owner_id=owner.id))
    return _open_parts(rows, viewer)


def _open_parts(cycles: Sequence[Cycle], viewer: Viewer) -> list[Work]:
    """Return of each cycle the phases that ``viewer``, who takes no part in it, may read and that hold something."""
    found = []
    works = [one for one in _works(cycles, viewer=viewer) if one.cycle.owner_kind == PERSON]
    people = {int(one.cycle.owner_id) for one in works}
    scopes = {phase.scope for one in works for phase in one.phases}
    readable = {scope: read_of(viewer, scope, people) for scope in scopes}
    for work in works:
        owner = int(work.cycle.owner_id)
        open_phases = [one for one in work.phases if owner in readable[one.scope] and not one.is_empty]
        if open_phases:
            found.append(Work(work.cycle, work.template, open_phases))
    return found


def shared_by_colleagues(*, viewer: Viewer) -> list[Work]:
    """Return of the cycles of the adults ``viewer`` works with the phases that were shared, newest cycle first."""
    people = colleagues_of(viewer) - {viewer.person_id}
    keys = [one.identifier for one in templates().values() if one.owner == Owner.TEACHER]
    shared = Sharing.objects.filter(cycle=OuterRef("pk"), scope=Scope.COLLEAGUES)
    owned = Cycle.objects.filter(template__in=keys, owner_kind=PERSON, owner_id__in=[str(one) for one in people])
    return _open_parts(list(owned.filter(Exists(shared))), viewer)


def shown_to_class(*, viewer: Viewer) -> list[Work]:
    """Return of the cycles of the teachers of ``viewer``, a learner, the phases they show to the class (D-191)."""
    people = [str(one) for one in teachers_of(viewer)]
    keys = [one.identifier for one in templates().values() if one.owner == Owner.TEACHER]
    shown = Sharing.objects.filter(cycle=OuterRef("pk"), scope=Scope.CLASS)
    rows = Cycle.objects.filter(template__in=keys, owner_kind=PERSON, owner_id__in=people).filter(Exists(shown))
    return _open_parts(list(rows.select_related("started_by")), viewer)


def _works(cycles: Sequence[Cycle], *, viewer: Viewer) -> list[Work]:
    answers: dict[int, list[Answer]] = defaultdict(list)
    for row in Answer.objects.filter(cycle__in=cycles).select_related("by"):
        answers[row.cycle_id].append(row)
    passed = {(row.cycle_id, row.phase): row.at for row in Passed.objects.filter(cycle__in=cycles)}
    scopes = {(row.cycle_id, row.phase): Scope(row.scope) for row in Sharing.objects.filter(cycle__in=cycles)}
    works = []
    for cycle in cycles:
        template = template_of(cycle.template, cycle.version)
        phases = []
        for phase in template.phases:
            rows = [row for row in answers[cycle.pk] if row.phase == phase.key]
            phases.append(
                PhaseWork(
                    phase=phase,
                    asked=[_asked(prompt, rows, phase, viewer) for prompt in phase.prompts],
                    folded=[],
                    check_ins=_check_ins(phase, rows, viewer) if phase.repeats else (),
                    due=due_of(cycle, phase),
                    passed_at=passed.get((cycle.pk, phase.key)),
                    scope=scopes.get((cycle.pk, phase.key), phase.shows),
                )
            )
        said = answers[cycle.pk]
        works.append(
            Work(cycle, template, phases, _left_over(template, said), max((row.pk for row in said), default=0))
        )
    return works


def _left_over(template: Template, rows: Iterable[Answer]) -> list[str]:
    """Return the words that were answered to prompts the template does not have."""
    known = {(phase.key, prompt.key) for phase in template.phases for prompt in phase.prompts}
    last = {(row.phase, row.prompt): row.value for row in rows if (row.phase, row.prompt) not in known}
    return [value for value in last.values() if isinstance(value, str) and value]


def due_of(cycle: Cycle, phase: Phase) -> date:
    """Return the last day of a phase: its share of the time of the cycle."""
    start = timezone.localdate(cycle.started_at)
    return start + timedelta(days=round((cycle.due - start).days * phase.due))


def _fades(prompt: Prompt, how_far: int) -> bool:
    return how_far == NONE_ASKED or (bool(prompt.fades_at) and how_far >= prompt.fades_at)


def _asked(prompt: Prompt, rows: Iterable[Answer], phase: Phase, viewer: Viewer) -> Asked:
    said = [_said(row) for row in rows if row.prompt == prompt.key and row.value is not None][::-1]
    if phase.repeats or not said:
        return Asked(prompt, None)
    if not prompt.each:
        return Asked(prompt, said[0], (), said[1:])
    last = {one.by_id: one for one in reversed(said)}
    return Asked(prompt, last.pop(viewer.person_id, None), list(last.values()))


def _check_ins(phase: Phase, rows: Iterable[Answer], viewer: Viewer) -> list[CheckIn]:
    rounds: dict[int, list[Answer]] = defaultdict(list)
    for row in rows:
        if row.value:
            rounds[row.round].append(row)
    found = []
    for number, ones in sorted(rounds.items(), reverse=True):
        first = _said(ones[0])
        answers = []
        for row in ones:
            prompt = phase.prompt(row.prompt)
            if prompt is not None:
                answers.append(Asked(prompt, _said(row)))
        found.append(CheckIn(number, first.by, first.at, answers))
    return found


def _said(row: Answer) -> Said:
    return Said(row.value, row.by.given_name if row.by else "", row.by_id, row.at)
