"""Following a track, keeping what one did, weighing oneself, and planning what one wants to learn."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.agenda.rules import check_due, check_words
from samenwijzer.practice.offers.training.models import Follow, OwnCheck, Piece, PlanLine, Step
from samenwijzer.practice.offers.training.pack import Stage, tracks, words
from samenwijzer.practice.offers.training.rules import (
    check_follow,
    check_listed,
    check_task,
    check_team_goal,
    check_track,
    check_works,
)

LONGEST = 4000


@transaction.atomic
def begin_track(*, track: str, stage: str, by: Viewer) -> Follow:
    """Follow a track; who follows it already goes on with the same record (D-448)."""
    found = check_track(by, track)
    if found.staged and stage not in set(Stage):
        raise Refused(_("Choose whether you start or have experience."))
    follow, is_new = Follow.objects.get_or_create(
        person_id=by.person_id, track=found.key, defaults={"stage": stage if found.staged else ""}
    )
    if is_new:
        record(verb="follow track", on=_self(by), by=by.person_id)
    return follow


@transaction.atomic
def stop_track(*, track: str, by: Viewer) -> None:
    """Follow a track no longer; what was written in it goes."""
    follow, _track = check_follow(by, track)
    follow.delete()
    record(verb="stop track", on=_self(by), by=by.person_id)


@transaction.atomic
def guess(*, track: str, agreed: Mapping[str, bool], by: Viewer) -> Follow:
    """Keep, before a track, which misconceptions one agrees with; all of them."""
    follow, found = check_follow(by, track)
    if set(found.beliefs) - set(agreed):
        raise Refused(_("Answer each of them. Nobody else sees it."))
    follow.guesses = {key: bool(agreed[key]) for key in found.beliefs}
    follow.save(update_fields=["guesses"])
    return follow


@transaction.atomic
def go_on(*, track: str, task: str, part: int, by: Viewer) -> Step:
    """Remember at which part of a task to go on, on whatever device."""
    step, parts = _step(track, task, by)
    step.part = max(0, min(part, parts - 1))
    step.save()
    return step


@transaction.atomic
def do_task(*, track: str, task: str, text: str, done: bool, by: Viewer) -> Step:
    """Keep what one wrote at a task, and that it is done or not any more."""
    step, _parts = _step(track, task, by)
    step.words = _long(text)
    step.done_at = (step.done_at or timezone.now()) if done else None
    step.save()
    record(verb="do task of track", on=_self(by), by=by.person_id)
    return step


@transaction.atomic
def weigh_self(*, check: str, answers: Mapping[str, int], by: Viewer) -> OwnCheck:
    """Keep what somebody says of itself; nobody else reads it."""
    check_works(by)
    found = words().check(check)
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    if any(answers.get(one.key) not in (1, 2, 3, 4) for one in found.items):
        raise Refused(_("Answer each of them. Nobody else sees it."))
    kept = {one.key: answers[one.key] for one in found.items}
    return OwnCheck.objects.create(person_id=by.person_id, check_key=found.key, answers=kept)


@transaction.atomic
def forget_check(*, check: str, by: Viewer) -> None:
    """Remove everything one answered to a self-check."""
    check_works(by)
    OwnCheck.objects.filter(person=by.person_id, check_key=check).delete()


@transaction.atomic
def keep_piece(*, title: str, text: str, theme: str, on: date, by: Viewer) -> Piece:
    """Keep something in the own portfolio."""
    check_works(by)
    said = check_words(title, longest=120)
    if on > by.on:
        raise Refused(_("Choose a day that has been."))
    chosen = check_listed(theme, words().themes, empty=True)
    return Piece.objects.create(person_id=by.person_id, title=said, words=_long(text), theme=chosen, on=on)


@transaction.atomic
def drop_piece(*, piece: int, by: Viewer) -> None:
    """Take something out of the own portfolio."""
    check_works(by)
    Piece.objects.filter(pk=piece, person=by.person_id).delete()


@transaction.atomic
def plan_line(
    *, what: str, need: str, theme: str, team_goal: UUID | None, track: str, by_when: date, by: Viewer
) -> PlanLine:
    """Plan something to learn, from a need and for a goal of one's team where one chooses one (D-354)."""
    check_works(by)
    if track and track not in tracks():
        raise Refused(_("Choose one of the list."))
    return PlanLine.objects.create(
        person_id=by.person_id,
        what=check_words(what, longest=200),
        need=" ".join(need.split())[:300],
        theme=check_listed(theme, words().themes, empty=True),
        team_goal=check_team_goal(by, team_goal),
        track=track,
        by_when=check_due(by_when, by.on),
    )


@transaction.atomic
def end_line(*, line: int, done: bool, by: Viewer) -> None:
    """Say that a line of the own plan is done, or take it away."""
    check_works(by)
    own = PlanLine.objects.filter(pk=line, person=by.person_id)
    if done:
        own.update(done_on=by.on)
    else:
        own.delete()


def _step(track: str, task: str, by: Viewer) -> tuple[Step, int]:
    follow, found = check_follow(by, track)
    known = check_task(found, follow, task)
    step, _is_new = Step.objects.get_or_create(follow=follow, task=known.key)
    return step, max(1, len(known.parts))


def _long(text: str) -> str:
    if len(text) > LONGEST:
        raise Refused(_("Say it in at most %(longest)s characters.") % {"longest": LONGEST})
    return text.replace("\r\n", "\n").strip()


def _self(by: Viewer) -> Reference:
    return Reference("people.person", str(by.person_id))
