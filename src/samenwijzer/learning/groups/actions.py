"""Publishing and ending groups, and keeping what the team knows about pairs: always the act of a person (R9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.groups.basis import Asked, Basis, Placed, basis_of
from samenwijzer.learning.groups.contexts import contexts_of, shared_context
from samenwijzer.learning.groups.models import Grouping, Seat, TemporaryGroup, Tie
from samenwijzer.learning.groups.rules import check_forms_groups, check_neutral, check_seats, check_temporary
from samenwijzer.learning.groups.timetables import check_meeting
from samenwijzer.learning.groups.tutoring import check_pairs, who_explains
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.queries import learners_of


@dataclass(frozen=True)
class Named:
    """A group to publish with its name."""

    name: str
    placed: Placed


@transaction.atomic
def publish(*, unit: int, asked: Asked, groups: Sequence[Named], ends: date, by: Viewer) -> Grouping:
    """Store groups that hold from today until ``ends``; the learners in no group are stored as working on.

    The ticks of ``asked`` are not stored. Pairs in which one explains to the other ask the yes of both and an adult who
    watches over them.
    """
    basis = basis_of(viewer=by, unit=unit, goal=asked.goal)
    seated = [one for one in groups if one.placed.learners]
    check_neutral([one.name for one in seated])
    check_seats(
        groups=[one.placed.learners for one in seated],
        present=asked.here,
        members=[one.pk for one in basis.learners],
    )
    if asked.is_tutoring:
        check_pairs(basis=basis, groups=[one.placed for one in seated], adult=asked.adult, by=by)
    here = [learner for one in seated for learner in one.placed.learners]
    met = check_meeting(key=asked.meeting, unit=unit, learners=here, names=basis.names, on=by.on)
    weekday, begins, finishes = met or (None, None, None)
    work = basis.unit_of_work(asked.goal)
    check_temporary(starts=by.on, ends=ends, unit_of_work=work)
    grouping = Grouping.objects.create(
        unit=basis.unit,
        unit_of_work=work,
        goal=basis.goals.get(asked.goal or 0),
        purpose=Grouping.Purpose(asked.purpose),
        starts=by.on,
        ends=ends,
        by_id=by.person_id,
        adult_id=asked.adult if asked.is_tutoring else None,
        published_at=timezone.now(),
        weekday=weekday,
        begins=begins,
        finishes=finishes,
    )
    seats = _seats(grouping, seated, basis, asked)
    record(verb="publish groups", on=_about(grouping), by=by.person_id, count=len(seats))
    return grouping


def _seats(grouping: Grouping, groups: Sequence[Named], basis: Basis, asked: Asked) -> list[Seat]:
    liked = contexts_of(basis, asked.goal) if asked.is_interest else {}
    stored = TemporaryGroup.objects.bulk_create(
        [
            TemporaryGroup(
                grouping=grouping,
                name=one.name,
                goal=basis.goals.get(one.placed.goal or 0),
                context=shared_context(liked, one.placed.learners)[0],
            )
            for one in groups
        ]
    )
    group_of = {learner: group for group, one in zip(stored, groups, strict=True) for learner in one.placed.learners}
    explaining = {who_explains(basis, one.placed)[0] for one in groups} if asked.is_tutoring else set()
    return Seat.objects.bulk_create(
        [
            Seat(
                grouping=grouping,
                group=group_of.get(learner),
                learner_id=learner,
                readiness=basis.readiness(learner, asked.goal),
                explains=learner in explaining,
            )
            for learner in asked.here
        ]
    )


def _about(grouping: Grouping) -> Reference:
    return Reference("groups.grouping", str(grouping.pk))


def _own(grouping: int, by: Viewer) -> Grouping:
    found = Grouping.objects.filter(pk=grouping).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_forms_groups(by, found.unit_id)
    return found


@transaction.atomic
def withdraw(*, grouping: int, by: Viewer) -> Grouping:
    """Take back a grouping as if it was never published; whoever sat together in it did not. Twice is once."""
    found = _own(grouping, by)
    if found.withdrawn_at:
        return found
    found.withdrawn_at = timezone.now()
    found.save(update_fields=["withdrawn_at"])
    record(verb="withdraw groups", on=_about(found), by=by.person_id)
    return found


@transaction.atomic
def stop(*, grouping: int, by: Viewer) -> Grouping:
    """Let a grouping end yesterday, or take it back when it began today; it counts as history where it was used."""
    found = _own(grouping, by)
    if found.starts >= by.on:
        return withdraw(grouping=grouping, by=by)
    found.ends = min(found.ends, by.on - timedelta(days=1))
    found.save(update_fields=["ends"])
    record(verb="stop groups", on=_about(found), by=by.person_id)
    return found


@transaction.atomic
def state_tie(*, unit: int, learner: int, other: int, kind: str, by: Viewer) -> None:
    """Keep that two learners go apart or together, or that ``learner`` likes to work with ``other``.

    It replaces what was known about the two: apart and together both ways, a preference in its own direction.
    """
    group = check_forms_groups(by, unit)
    members = set(learners_of(units=[group.pk], on=by.on).values_list("pk", flat=True))
    if learner == other or kind not in Tie.Kind.values or not {learner, other} <= members:
        raise Refused(_("Choose two different learners of this group."))
    directed = [(learner, other)] if kind == Tie.Kind.PREFERS else [(learner, other), (other, learner)]
    _known(unit, learner, other, both_ways=kind != Tie.Kind.PREFERS).delete()
    Tie.objects.bulk_create(
        [
            Tie(unit=group, learner_id=one, other_id=two, kind=kind, by_id=by.person_id, at=timezone.now())
            for one, two in directed
        ]
    )
    record(verb=f"state tie: {kind}", on=Reference("organisation.unit", str(unit)), by=by.person_id)


@transaction.atomic
def clear_tie(*, unit: int, learner: int, other: int, by: Viewer) -> None:
    """Forget that two learners go apart or together, and that ``learner`` likes to work with ``other``."""
    check_forms_groups(by, unit)
    count, _rows = _known(unit, learner, other, both_ways=False).delete()
    if count:
        record(verb="clear tie", on=Reference("organisation.unit", str(unit)), by=by.person_id, count=count)


def _known(unit: int, learner: int, other: int, *, both_ways: bool) -> QuerySet[Tie]:
    """Return what stands about the two; a preference of ``other`` for ``learner`` only where ``both_ways``."""
    back = Q(learner=other, other=learner)
    if not both_ways:
        back &= ~Q(kind=Tie.Kind.PREFERS)
    return Tie.objects.filter(Q(learner=learner, other=other) | back, unit=unit)
