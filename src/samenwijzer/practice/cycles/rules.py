"""Who takes part in a cycle, who reads which phase, and what an answer may be."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.cycles.models import Answer, Cycle
from samenwijzer.practice.cycles.owners import colleagues_of, guided_of, kinds, taken_part_in, teachers_of
from samenwijzer.practice.cycles.pack import Kind, Owner, Phase, Prompt, Scope, Template, template_of, templates

LONGEST_TEXT = 4000
MOST_STEPS = 12
MOST_MINUTES = 10_000


def takes_part(viewer: Viewer, *owners: Owner) -> Q:
    """Return the condition that ``viewer`` takes part in a cycle of one of these kinds of owners."""
    condition = Q(pk__in=[])
    for owner in owners or tuple(Owner):
        keys = [one.identifier for one in templates().values() if one.owner == owner]
        for kind in kinds():
            condition |= Q(template__in=keys, owner_kind=kind, owner_id__in=taken_part_in(viewer, kind, owner))
    return condition


def check_takes_part(viewer: Viewer, uid: Any) -> tuple[Cycle, Template]:
    """Return the cycle and its template when ``viewer`` takes part in it."""
    cycle = Cycle.objects.filter(takes_part(viewer), uid=uid).first()
    if cycle is None:
        raise NotVisible(_("There is nothing here for you."))
    return cycle, template_of(cycle.template, cycle.version)


def check_phase(template: Template, key: str) -> Phase:
    """Return the phase of ``template``."""
    phase = template.phase(key)
    if phase is None:
        raise NotVisible(_("There is nothing here for you."))
    return phase


def check_complete(cycle: Cycle, template: Template, phase: Phase) -> None:
    """Refuse to end a phase that lacks an answer it needs, and the whole cycle where any phase lacks one."""
    ending = template.phases if phase.key == template.phases[-1].key else (phase,)
    needed = [(part, prompt) for part in ending for prompt in part.prompts if prompt.needed]
    if not needed:
        return
    rows = Answer.objects.filter(cycle=cycle, prompt__in=[prompt.key for _part, prompt in needed])
    last = {row.prompt: row.value for row in rows}
    for part, prompt in needed:
        if not last.get(prompt.key):
            said = {"phase": part.title.words(), "question": prompt.wording.words()}
            raise Refused(_("Before you round this off, answer in “%(phase)s”: %(question)s") % said)


def read_of(viewer: Viewer, scope: Scope, people: Collection[int]) -> Collection[int]:
    """Return of which of ``people`` somebody who takes no part reads a phase of ``scope`` (one query).

    Private is private, for everybody.
    """
    if scope == Scope.GUIDES:
        return guided_of(viewer, people)
    if scope == Scope.CLASS:
        return teachers_of(viewer)
    return colleagues_of(viewer) if scope == Scope.COLLEAGUES else ()


def check_value(prompt: Prompt, value: Any) -> Any:
    """Return the answer to ``prompt`` as it is kept; refused where it is too long, too much or not on offer."""
    if prompt.kind == Kind.TEXT:
        return _text(str(value or ""), LONGEST_TEXT)
    if prompt.kind == Kind.CHOICE:
        if value and prompt.choice(str(value)) is None:
            raise Refused(_("Choose one of the answers."))
        return str(value or "")
    return [_step(one, prompt.kind) for one in _few(value)]


def _text(text: str, longest: int) -> str:
    if len(text) > longest:
        raise Refused(_("Say it in at most %(longest)s characters.") % {"longest": longest})
    return text.replace("\r\n", "\n").strip()


def _few(value: Any) -> Sequence[Any]:
    if not isinstance(value, list) or len(value) > MOST_STEPS:
        raise Refused(_("A plan has at most %(most)s steps.") % {"most": MOST_STEPS})
    return value


def _step(step: Any, kind: Kind) -> dict[str, Any]:
    """Return one step of a plan, or of one that is done: its words, its day, and the minutes it takes or took."""
    if not isinstance(step, dict):
        raise Refused(_("A plan has at most %(most)s steps.") % {"most": MOST_STEPS})
    kept: dict[str, Any] = {"what": _text(str(step.get("what", "")), 200), "minutes": _minutes(step.get("minutes"))}
    if kind == Kind.STEPS:
        kept["by"] = _day(step.get("by"))
    return kept


def _minutes(value: Any) -> int | None:
    if value in (None, ""):
        return None
    text = str(value)
    if not (text.isascii() and text.isdigit()) or int(text) > MOST_MINUTES:
        raise Refused(_("Write the minutes as a number."))
    return int(text)


def _day(value: Any) -> str | None:
    if not value:
        return None
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise Refused(_("Choose a day.")) from error
