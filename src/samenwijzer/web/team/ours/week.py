"""Who does what this week: the actions of a team by owner, and which flex hours its adults guide."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.agenda.models import Action
from samenwijzer.practice.offers.models import OfferAdult
from samenwijzer.web.team.ours.membership import Member

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Share:
    """What one member does: its open actions, soonest first, and the flex hours it guides this week."""

    person: Person
    role: str
    actions: Sequence[Action]
    guides: Sequence[OfferAdult]


def shares_of(*, viewer: Viewer, unit: int, members: Sequence[Member], actions: Sequence[Action]) -> list[Share]:
    """Return what each member of a team does this week, in order of name (one query)."""
    mine: dict[int, list[Action]] = defaultdict(list)
    for action in actions:
        if action.owner_id is not None:
            mine[action.owner_id].append(action)
    flex = _flex(unit, [one.person.pk for one in members], viewer.on)
    return [Share(one.person, one.role, mine[one.person.pk], flex[one.person.pk]) for one in members]


def _flex(unit: int, people: Sequence[int], on: date) -> dict[int, list[OfferAdult]]:
    """Return by person the flex hours of the next seven days, of rounds in which learners of the team take part."""
    learners = Membership.objects.filter(active(on), unit=unit, role=LEARNER).values("person")
    groups = Membership.objects.filter(active(on), person__in=learners, role=LEARNER).values("unit")
    rows = OfferAdult.objects.filter(
        person__in=people,
        offer__withdrawn_at=None,
        offer__moment__on__range=(on, on + WEEK),
        offer__moment__round__groups__unit__in=groups,
    )
    found: dict[int, list[OfferAdult]] = defaultdict(list)
    for row in rows.select_related("offer__moment").order_by("offer__moment__on", "offer__moment__begins").distinct():
        found[row.person_id].append(row)
    return found
