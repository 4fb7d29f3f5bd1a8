"""Starting a cycle, writing in it, ending a phase and choosing who reads it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.cycles.models import Answer, Cycle, Draft, Passed, Sharing
from samenwijzer.practice.cycles.owners import taken_part_in
from samenwijzer.practice.cycles.pack import Phase, Scope, templates
from samenwijzer.practice.cycles.rules import check_complete, check_phase, check_takes_part, check_value

LONGEST_TITLE = 200
#: What a draft may hold: it is a form of one phase, not a place to keep things.
MOST_FIELDS, LONGEST_FIELD = 80, 6000


@transaction.atomic
def start_cycle(
    *, template: str, owner: Reference, title: str, due: date | None, by: Viewer, about: Reference | None = None
) -> Cycle:
    """Start a cycle of ``owner``, a person or group as which ``by`` may take part; ``due`` is its last day."""
    known = templates().get(template)
    if known is None or owner.id not in taken_part_in(by, owner.kind, known.owner):
        raise NotVisible(_("There is nothing here for you."))
    words = " ".join(title.split())
    if not words or len(words) > LONGEST_TITLE:
        raise Refused(_("Write your goal in a few words."))
    last = due or by.on + timedelta(days=known.lasts)
    if not by.on <= last <= by.on + timedelta(days=366):
        raise Refused(_("Choose a day between today and a year from now."))
    cycle = Cycle.objects.create(
        template=known.identifier,
        version=known.version,
        owner_kind=owner.kind,
        owner_id=owner.id,
        about_kind=about.kind if about else "",
        about_id=about.id if about else "",
        title=words,
        due=last,
        started_by_id=by.person_id,
    )
    record(verb="start cycle", on=_reference(cycle), by=by.person_id)
    return cycle


@transaction.atomic
def keep_answers(
    *, cycle: UUID, phase: str, values: Mapping[str, Any], ends: bool, by: Viewer, seen: int | None = None
) -> int:
    """Keep what ``by`` answers in a phase, and end the phase where ``ends``; return how many answers are new.

    Only what differs from the last answer is added, and from what ``by`` had before it: ``seen`` is the newest answer
    that stood there then, so that what others of a group wrote meanwhile stays. In a phase that repeats, everything
    that was filled in is one check-in. The draft of this phase goes: all that stood in it is kept.
    """
    found, template = check_takes_part(by, cycle)
    part = check_phase(template, phase)
    clean = {prompt.key: check_value(prompt, values[prompt.key]) for prompt in part.prompts if prompt.key in values}
    new = _check_in(found, part, clean) if part.repeats else _changed(found, part, clean, by, seen)
    for answer in new:
        answer.by_id = by.person_id
    Answer.objects.bulk_create(new)
    Draft.objects.filter(cycle=found, phase=part.key, by=by.person_id).delete()
    if ends:
        check_complete(found, template, part)
    if ends and not Passed.objects.filter(cycle=found, phase=part.key).exists():
        Passed.objects.create(cycle=found, phase=part.key, by_id=by.person_id)
    record(verb="answer in cycle", on=_reference(found), by=by.person_id, count=len(new))
    return len(new)


def _changed(cycle: Cycle, phase: Phase, values: Mapping[str, Any], by: Viewer, seen: int | None) -> list[Answer]:
    last: dict[str, Any] = {}
    shown: dict[str, Any] = {}
    for row in cycle.answers.filter(phase=phase.key):
        prompt = phase.prompt(row.prompt)
        if prompt is not None and (not prompt.each or row.by_id == by.person_id):
            last[row.prompt] = row.value
            if seen is None or row.pk <= seen:
                shown[row.prompt] = row.value
    return [
        Answer(cycle=cycle, phase=phase.key, prompt=key, value=value)
        for key, value in values.items()
        if value not in (last.get(key) or type(value)(), shown.get(key) or type(value)())
    ]


def _check_in(cycle: Cycle, phase: Phase, values: Mapping[str, Any]) -> list[Answer]:
    before = cycle.answers.filter(phase=phase.key).aggregate(last=Max("round"))["last"] or 0
    return [
        Answer(cycle=cycle, phase=phase.key, prompt=key, value=value, round=before + 1)
        for key, value in values.items()
        if value
    ]


def keep_draft(*, cycle: UUID, phase: str, fields: Mapping[str, str], by: Viewer) -> Draft:
    """Keep the form of a phase as it stands while it is being written; only ``by`` reads it."""
    found, template = check_takes_part(by, cycle)
    part = check_phase(template, phase)
    if len(fields) > MOST_FIELDS or any(len(value) > LONGEST_FIELD for value in fields.values()):
        raise Refused(_("This is too long to keep."))
    draft, _is_new = Draft.objects.update_or_create(
        cycle=found,
        phase=part.key,
        by_id=by.person_id,
        defaults={"fields": dict(fields), "at": timezone.now()},
    )
    return draft


@transaction.atomic
def share_phases(*, cycle: UUID, scopes: Mapping[str, str], by: Viewer) -> None:
    """Choose who reads each phase, from now on. What is not said stays as it is."""
    found, template = check_takes_part(by, cycle)
    for key, scope in scopes.items():
        phase = check_phase(template, key)
        if scope not in template.scopes:
            raise Refused(_("Choose who may read this."))
        Sharing.objects.create(cycle=found, phase=phase.key, scope=Scope(scope), by_id=by.person_id)
    record(verb="share cycle", on=_reference(found), by=by.person_id, count=len(scopes))


def _reference(cycle: Cycle) -> Reference:
    return Reference("cycles.cycle", str(cycle.pk))
