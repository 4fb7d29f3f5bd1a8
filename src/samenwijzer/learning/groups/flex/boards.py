"""The board on which a round is filled in: at each moment who is where, who waits for a place, and why."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.tasks.models import Task
from samenwijzer.learning.groups.flex.planning import STEPS, TASK
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.people.naming import call_names
from samenwijzer.practice.offers.models import Moment, Moved, Placement, Proposal
from samenwijzer.practice.offers.queries import Offered, Whole, learners_of_round, whole_round


@dataclass(frozen=True)
class Placed:
    """One learner on the board: where from the placement says why, and whether it was told already."""

    pk: int
    name: str
    placement: Placement


@dataclass(frozen=True)
class Column:
    """One offer at one moment with who is there."""

    offered: Offered
    members: list[Placed]


@dataclass(frozen=True)
class Board:
    """One moment of a round as it is filled in; ``waiting`` are (id, name) of those without a place."""

    whole: Whole
    moment: Moment
    columns: list[Column]
    waiting: list[tuple[int, str]]
    names: dict[int, str]
    places: list[Placement]
    planned: "Planned | None"

    @property
    def drafts(self) -> int:
        """How many places of the round only who places sees."""
        return sum(one.published_at is None for one in self.places)


@dataclass(frozen=True)
class Planned:
    """The last proposal of a round: how far its making is (steps of ``of``), and who it moves.

    ``is_asked``: it is still being made.
    """

    proposal: Proposal
    moves: list[Moved]
    names: dict[int, str]
    done: int
    of: int
    is_asked: bool

    @property
    def lines(self) -> list[tuple[str, Moved]]:
        """Who moves, by name."""
        return [(self.names.get(one.person_id, str(one.person)), one) for one in self.moves]


def planned(round_id: int, names: dict[int, str]) -> Planned | None:
    """Return the last proposal; the caller has checked who may know (two queries, three while it is made)."""
    found = Proposal.objects.filter(round=round_id).first()
    if found is None:
        return None
    if found.state == Proposal.State.ASKED:
        task = Task.objects.filter(name=TASK, arguments={"proposal": found.pk}).last()
        is_asked = task is not None and task.state != Task.State.FAILED
        return Planned(found, [], names, task.done if task else 0, STEPS, is_asked)
    moves = found.moves.select_related("person", "moment", "before", "after")
    return Planned(found, list(moves), names, STEPS, STEPS, is_asked=False)


def board(*, viewer: Viewer, round_id: int, moment: int | None) -> Board | None:
    """Return the board of a moment, of the first coming one where none is named; nothing without any moment."""
    whole = whole_round(viewer=viewer, round_id=round_id, briefly=True)
    if not whole.coordinates:
        raise NotVisible(_("There is nothing here for you."))
    coming = [one for one, _offers in whole.moments if one.on >= viewer.on] or [one for one, _ in whole.moments]
    chosen = next((one for one, _offers in whole.moments if one.pk == moment), coming[0] if coming else None)
    if chosen is None:
        return None
    people = learners_of_round(whole.round.pk, max(viewer.on, whole.round.starts))
    names = call_names(people)
    offered = next(offers for one, offers in whole.moments if one.pk == chosen.pk)
    running = {one.offer.pk for one in offered if one.offer.withdrawn_at is None}
    places = list(Placement.objects.filter(moment__round=whole.round).select_related("goal"))
    members: dict[int, list[Placed]] = defaultdict(list)
    for row in (one for one in places if one.offer_id in running and one.person_id in names):
        members[row.offer_id].append(Placed(row.person_id, names[row.person_id], row))
    seated = {one.pk for own in members.values() for one in own}
    return Board(
        whole,
        chosen,
        [
            Column(one, sorted(members[one.offer.pk], key=lambda who: who.name))
            for one in offered
            if one.offer.pk in running
        ],
        [(one.pk, names[one.pk]) for one in people if one.pk not in seated],
        names,
        places,
        planned(whole.round.pk, names),
    )
