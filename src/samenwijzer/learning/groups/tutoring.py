"""Pairs in which one learner explains a goal to another: proposed among who said yes, watched over by a named adult."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.groups.basis import Asked, Basis, Placed
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.organisation.queries import adults
from samenwijzer.science.grouping.tutoring import REPEAT, SMALLEST_GAP, Willing, pair_cost, pairs_by_goal

A_PAIR = 2
NEW = 10 * REPEAT
"""What having been paired before weighs where new pairs matter most."""
ALONE = 100.0
"""What a group that is no pair costs, in points."""
LEFT = 1.0
"""What it costs, in points, that somebody who asks for an explanation gets none."""


def ways_to_pair(basis: Basis, asked: Asked) -> list[tuple[str, tuple[Placed, ...]]]:
    """Return pairs with what they give most to: most pairs, new pairs, pairs on every running goal; none: nobody."""
    goals = [asked.goal] if asked.goal else basis.running_goals
    ways = [("pairs", goals, REPEAT), ("new partners", goals, NEW)]
    if asked.goal:
        ways.append(("whole", list(dict.fromkeys([*goals, *basis.running_goals])), REPEAT))
    found = [(aim, _pairs(basis, on, asked.here, repeat)) for aim, on, repeat in ways]
    most = _met_before(basis, found[0][1])
    return [
        (aim, pairs)
        for aim, pairs in found
        if pairs and (aim != "new partners" or _met_before(basis, pairs) < most)  # else it gives nothing more
    ]


def _met_before(basis: Basis, pairs: Sequence[Placed]) -> int:
    """Return how many times the two of these pairs were together before."""
    times = basis.times_together()
    return sum(times[str(first), str(second)] for first, second in (sorted(one.learners) for one in pairs))


def paired_around(basis: Basis, asked: Asked, groups: Sequence[Placed], fixed: Collection[int]) -> tuple[Placed, ...]:
    """Return the pairs with somebody in ``fixed`` as they are, and the others formed anew."""
    kept = tuple(one for one in groups if set(one.learners) & set(fixed))
    settled = {learner for one in kept for learner in one.learners}
    goals = [asked.goal] if asked.goal else basis.running_goals
    return kept + _pairs(basis, goals, [one for one in asked.here if one not in settled], NEW)


def _pairs(basis: Basis, goals: Sequence[int], learners: Collection[int], repeat: float) -> tuple[Placed, ...]:
    known = basis.known()
    mastery = {
        str(goal): {str(one): basis.means[one, goal] for one in learners if (one, goal) in basis.means}
        for goal in goals
    }
    found = pairs_by_goal(mastery, basis.willing, apart=known.apart, history=known.history, repeat=repeat)
    return tuple(Placed(int(goal), (int(pair.tutor), int(pair.tutee))) for goal, pair in found)


@dataclass(frozen=True)
class Pairing:
    """Pairs read: ``with_gap`` of ``pairs`` have somebody for whom the goal works and somebody on the way.

    ``unheard`` is how many who asked for an explanation are in no pair.
    """

    cost: float
    pairs: int
    with_gap: int
    unheard: int


def read_pairs(*, basis: Basis, asked: Asked, groups: Sequence[Placed]) -> Pairing:
    """Return what pairs are worth; lower cost is better."""
    times = basis.times_together()
    cost, with_gap = 0.0, 0
    for one in groups:
        if len(one.learners) != A_PAIR:
            cost += ALONE
            continue
        gap = _gap(basis, who_explains(basis, one), one.goal)
        first, second = sorted(one.learners)
        cost += pair_cost(gap, times[str(first), str(second)])
        with_gap += gap >= SMALLEST_GAP
    seated = {str(learner) for one in groups for learner in one.learners}
    here = set(map(str, asked.here))
    unheard = len((basis.willing.listen & here) - seated)
    return Pairing(round(cost + LEFT * unheard, 1), len(groups), with_gap, unheard)


def who_explains(basis: Basis, pair: Placed) -> tuple[int, int]:
    """Return (who explains, who listens) of a pair: as both said yes to it, then by who the goal works best for."""
    first, second = pair.learners

    def fits(order: tuple[int, int]) -> tuple[bool, float]:
        explainer, listener = order
        agreed = str(explainer) in basis.willing.explain and str(listener) in basis.willing.listen
        return agreed, _gap(basis, order, pair.goal)

    return max(((first, second), (second, first)), key=fits)


def _gap(basis: Basis, order: tuple[int, int], goal: int | None) -> float:
    explainer, listener = (basis.means.get((one, goal or 0), 0.0) for one in order)
    return explainer - listener


def not_agreed(basis: Basis, groups: Sequence[Placed]) -> list[str]:
    """Return why these pairs cannot be: a group that is no pair, and who did not say yes; in sentences with names."""
    found = []
    for one in groups:
        names = [basis.names[learner] for learner in one.learners]
        if len(names) != A_PAIR:
            found.append(_("A pair is two learners: %(names)s.") % {"names": ", ".join(sorted(names))})
            continue
        explainer, listener = who_explains(basis, one)
        found += _silent(basis.willing, explainer, listener, basis)
    return found


def _silent(willing: Willing, explainer: int, listener: int, basis: Basis) -> list[str]:
    found = []
    if str(explainer) not in willing.explain:
        found.append(_("%(name)s did not say yes to explaining to others.") % {"name": basis.names[explainer]})
    if str(listener) not in willing.listen:
        found.append(_("%(name)s did not ask a classmate to explain.") % {"name": basis.names[listener]})
    return found


def watchers(*, unit: Unit, by: Viewer) -> list[tuple[int, str]]:
    """Return the adults who may watch over pairs of ``unit`` as (id, name), the viewer first (one query)."""
    found = {person.pk: str(person) for person, _role in adults(unit=unit, on=by.on)}
    return [(by.person_id, by.name), *((pk, name) for pk, name in found.items() if pk != by.person_id)]


def check_pairs(*, basis: Basis, groups: Sequence[Placed], adult: int | None, by: Viewer) -> None:
    """Refuse pairs without the yes of both, and pairs no named adult of the group watches over."""
    if adult not in {pk for pk, _name in watchers(unit=basis.unit, by=by)}:
        raise Refused(_("Name the adult of this group who watches over the pairs."))
    if silent := not_agreed(basis, groups):
        raise Refused(" ".join(silent))
