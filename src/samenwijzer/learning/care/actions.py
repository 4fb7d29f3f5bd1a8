"""Noting care: opening a track, saying what is seen and needed, agreeing, and going around the cycle."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.care.facts import Facts, standing
from samenwijzer.learning.care.models import CareDraft, CareTrack, Fact
from samenwijzer.learning.care.own_words import GUARDIAN, LEARNER
from samenwijzer.learning.care.pack import CYCLE, continuum, cycle, talks
from samenwijzer.learning.care.rules import (
    check_care_group,
    check_care_learner,
    check_kind,
    check_may_write_in,
    check_words,
    check_writes,
    function_at,
)
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.cycles.rules import check_phase
from samenwijzer.practice.goals.models import Goal

#: How long after opening, or after a review, care is looked at again when no day is chosen.
UNTIL_REVIEW = timedelta(weeks=6)
FURTHEST = timedelta(days=366)
MOST_FIELDS, LONGEST_FIELD = 40, 6000


@dataclass(frozen=True)
class Noted:
    """What somebody notes: words, and where they belong, who, when and on which goal."""

    text: str = ""
    key: str = ""
    who: str = ""
    on: date | None = None
    goal: int | None = None
    answers: UUID | None = None


@transaction.atomic
def open_file(*, learner: int, strength: str, why: str, phase: str, by: Viewer) -> CareTrack:
    """Open the care file of ``learner``, strengths first, in a phase of the continuum."""
    check_care_learner(by, learner, writing=True)
    track = _opened(CareTrack(learner_id=learner), by)
    good = check_words(strength, what=_("Begin with what goes well: what is strong, what works already?"))
    _add(track, Fact.Kind.STRENGTH, Noted(good), by)
    note_fact(track=track.uid, kind=Fact.Kind.STEP, noted=Noted(why, key=phase), by=by)
    _add(track, Fact.Kind.REVIEW, Noted(on=by.on + UNTIL_REVIEW), by)
    return track


@transaction.atomic
def open_protected(*, learner: int, text: str, by: Viewer) -> CareTrack:
    """Open the protected track about ``learner`` with a first note; for those held to secrecy towards it."""
    check_care_learner(by, learner, protected=True)
    track = _opened(CareTrack(learner_id=learner, protected=True), by)
    _add(track, Fact.Kind.NOTE, Noted(check_words(text)), by)
    return track


@transaction.atomic
def open_group_plan(*, group: int, strength: str, by: Viewer) -> CareTrack:
    """Open the care plan of a group, strengths first."""
    check_care_group(by, group, writing=True)
    track = _opened(CareTrack(group_id=group), by)
    good = check_words(strength, what=_("Begin with what goes well: what is strong, what works already?"))
    _add(track, Fact.Kind.STRENGTH, Noted(good), by)
    _add(track, Fact.Kind.REVIEW, Noted(on=by.on + UNTIL_REVIEW), by)
    return track


def _opened(track: CareTrack, by: Viewer) -> CareTrack:
    about = {"learner": track.learner_id} if track.learner_id else {"group": track.group_id}
    if CareTrack.objects.filter(**about, protected=track.protected).exists():
        raise Refused(_("It is open already. Go on in it."))
    template = cycle()
    track.template, track.version, track.by_id = CYCLE, template.version, by.person_id
    track.save()
    record(verb="open care track", on=Reference("care.track", str(track.pk)), by=by.person_id)
    return track


@transaction.atomic
def note_fact(*, track: UUID, kind: str, noted: Noted, by: Viewer) -> Fact:
    """Add one fact to a track: what goes well, works or is needed, a step, a talk, an agreement, a review …"""
    found = check_writes(by, track)
    sort = check_kind(found, kind)
    if sort in (Fact.Kind.ANSWER, Fact.Kind.PASSED, Fact.Kind.WITHDRAWN, Fact.Kind.PREPARATION, Fact.Kind.ADVICE):
        raise NotVisible(_("There is nothing here for you."))
    return _add(found, sort, _checked(found, sort, noted, by), by)


def _checked(track: CareTrack, kind: Fact.Kind, noted: Noted, by: Viewer) -> Noted:
    """Return what is noted, refused where its kind asks more or something else."""
    if noted.key not in _known_keys(kind):
        raise Refused(_("Choose one of the answers."))
    if kind in (Fact.Kind.TALK, Fact.Kind.AGREEMENT) and noted.on is None:
        raise Refused(_("Choose a day."))
    if kind == Fact.Kind.AGREEMENT and not noted.who.strip():
        raise Refused(_("Say who does it."))
    if noted.on is not None and not by.on - FURTHEST <= noted.on <= by.on + FURTHEST:
        raise Refused(_("Choose a day within a year."))
    if kind == Fact.Kind.REVIEW and noted.on is None:
        noted = replace(noted, on=by.on + UNTIL_REVIEW)
    if noted.goal is not None or kind == Fact.Kind.GOAL:
        _check_goal(noted.goal)
    if kind == Fact.Kind.GOAL:
        return Noted(goal=noted.goal)
    _check_belongs(track, kind, noted)
    return replace(noted, text=check_words(noted.text), who=noted.who.strip()[:300])


def _known_keys(kind: Fact.Kind) -> set[str]:
    """Return what the pack offers to choose from for a kind of fact; nothing but the empty key where it offers none."""
    words = {
        Fact.Kind.TALK: talks().forms,
        Fact.Kind.AGREEMENT: talks().sides,
        Fact.Kind.OUTCOME: talks().effects,
        Fact.Kind.REVIEW: talks().effects,
    }.get(kind)
    if kind == Fact.Kind.STEP:
        return {one.key for one in continuum().phases}
    return {one.key for one in words} if words else {""}


def _check_goal(goal: int | None) -> None:
    """Refuse a goal that is not there any more."""
    if goal is None or not Goal.objects.filter(pk=goal, gone_at=None).exists():
        raise Refused(_("Choose a goal."))


def _check_belongs(track: CareTrack, kind: Fact.Kind, noted: Noted) -> None:
    """Refuse an outcome without an agreement of this track, and a report without a talk."""
    asked = {Fact.Kind.OUTCOME: Fact.Kind.AGREEMENT, Fact.Kind.REPORT: Fact.Kind.TALK}.get(kind)
    if asked is None and noted.answers is None:
        return
    fitting = track.facts.filter(kind=asked or Fact.Kind.TALK)
    if noted.answers is None or not fitting.filter(uid=noted.answers).exists():
        raise NotVisible(_("There is nothing here for you."))


def _add(
    track: CareTrack, kind: Fact.Kind, noted: Noted, by: Viewer, *, function: str | None = None, round: int = 1
) -> Fact:
    made = Fact.objects.create(
        track=track,
        kind=kind,
        key=noted.key,
        round=round,
        text=noted.text,
        who=noted.who,
        on=noted.on,
        goal_id=noted.goal,
        answers=track.facts.filter(uid=noted.answers).first() if noted.answers else None,
        by_id=by.person_id,
        function=function_at(by, track) if function is None else function,
    )
    record(verb=f"note care: {kind.value}", on=Reference("care.fact", str(made.pk)), by=by.person_id)
    return made


@transaction.atomic
def share_advice(*, track: UUID, text: str, by: Viewer) -> Fact:
    """Put advice in the care file of the learner of a protected track; the notes it rests on stay where they are."""
    found = check_writes(by, track)
    if not found.protected:
        raise NotVisible(_("There is nothing here for you."))
    file = CareTrack.objects.filter(learner=found.learner, protected=False).first()
    if file is None:
        file = _opened(CareTrack(learner_id=found.learner_id), by)
    return _add(file, Fact.Kind.ADVICE, Noted(check_words(text)), by, function=function_at(by, found))


@transaction.atomic
def correct_fact(*, track: UUID, fact: UUID, text: str, by: Viewer) -> Fact:
    """Put other words in the place of a fact; what stood there stays to be read. Empty words take it back.

    What the learner or a guardian said in its own words is corrected by nobody else.
    """
    found = check_writes(by, track)
    old = found.facts.filter(uid=fact, replaced=None).exclude(kind__in=(Fact.Kind.PASSED, Fact.Kind.WITHDRAWN)).first()
    if old is None or old.function in (LEARNER, GUARDIAN):
        raise NotVisible(_("There is nothing here for you."))
    words = text.strip()
    made = Fact.objects.create(
        track=found,
        kind=old.kind if words else Fact.Kind.WITHDRAWN,
        key=old.key,
        round=old.round,
        text=check_words(words) if words else "",
        who=old.who,
        on=old.on,
        goal_id=old.goal_id,
        answers=old.answers,
        replaces=old,
        by_id=by.person_id,
        function=function_at(by, found),
    )
    record(verb="correct care", on=Reference("care.fact", str(made.pk)), by=by.person_id)
    return made


@transaction.atomic
def keep_phase(*, track: UUID, phase: str, values: Mapping[str, str], ends: bool, by: Viewer) -> None:
    """Keep what is answered in a phase of the cycle, and end it where ``ends``; the draft of it goes.

    Ending asks the first question of the phase; ending the last one begins the next time around.
    """
    found = check_writes(by, track)
    template = cycle(found.template, found.version)
    part = check_phase(template, phase)
    now = standing(list(found.facts.all()))
    check_may_write_in(template, part, now.passed(template))
    last = now.answers(template)
    for prompt in part.prompts:
        words = values.get(prompt.key, "").replace("\r\n", "\n").strip()
        if words and words != last.get(prompt.key, ""):
            _add(found, Fact.Kind.ANSWER, Noted(check_words(words), key=prompt.key), by, round=now.round(template))
            last[prompt.key] = words
    if ends:
        _end(found, part.key, last.get(part.prompts[0].key, ""), part.prompts[0].wording.words(), now, by)
    CareDraft.objects.filter(track=found, phase=phase, by=by.person_id).delete()


def _end(track: CareTrack, phase: str, first: str, question: str, now: Facts, by: Viewer) -> None:
    template = cycle(track.template, track.version)
    if not first:
        raise Refused(_("Before going on: %(question)s") % {"question": question})
    if phase not in now.passed(template):
        _add(track, Fact.Kind.PASSED, Noted(key=phase), by, round=now.round(template))


def keep_draft(*, track: UUID, phase: str, fields: Mapping[str, str], by: Viewer) -> CareDraft:
    """Keep the form of a phase as it stands while it is being written; only ``by`` reads it."""
    found = check_writes(by, track)
    check_phase(cycle(found.template, found.version), phase)
    if len(fields) > MOST_FIELDS or any(len(value) > LONGEST_FIELD for value in fields.values()):
        raise Refused(_("This is too long to keep."))
    draft, _is_new = CareDraft.objects.update_or_create(
        track=found, phase=phase, by_id=by.person_id, defaults={"fields": dict(fields), "at": timezone.now()}
    )
    return draft
