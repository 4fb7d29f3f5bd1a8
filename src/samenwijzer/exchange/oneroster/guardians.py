"""Relations between users become guardianships."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.translation import ngettext

from samenwijzer.exchange.oneroster.content import Mode, Roster
from samenwijzer.exchange.oneroster.layout import GUARDIANS, STUDENT
from samenwijzer.exchange.oneroster.standing import Standing
from samenwijzer.exchange.plans import Changes
from samenwijzer.network.people.actions import add_guardians, end_guardians
from samenwijzer.network.people.models import Guardianship

Pair = tuple[str, str]


@dataclass
class GuardianPlan:
    """Which pairs of (guardian, learner) come and end."""

    pairs: Changes[Pair, Guardianship] = field(default_factory=Changes)
    remarks: list[str] = field(default_factory=list)


def plan_guardians(roster: Roster, standing: Standing) -> GuardianPlan:
    """Compare the agents of users with the guardianships that stand.

    The standard lets either side name the other; only a parent, guardian or relative of a student counts, because an
    agent may be anybody. A file with changes ends only what rests on somebody who is gone.
    """
    plan = GuardianPlan()
    wanted, others = _pairs(roster)
    kept = set()
    for guardian, learner in wanted:
        key = (standing.person_ids.get(guardian, 0), standing.person_ids.get(learner, 0))
        if key in standing.guardianships:
            kept.add(key)
            plan.pairs.untouched += 1
        else:
            plan.pairs.new.append((guardian, learner))
    is_bulk = roster.mode("users") is Mode.BULK
    gone = {standing.person_ids.get(user.id) for user in roster.users if user.is_gone}
    plan.pairs.ended = [
        row for key, row in standing.guardianships.items() if key not in kept and (is_bulk or not gone.isdisjoint(key))
    ]
    if others:
        sentence = ngettext(
            "%(count)s relation is not one of a parent, guardian or relative with a learner; passed over.",
            "%(count)s relations are not those of a parent, guardian or relative with a learner; passed over.",
            others,
        )
        plan.remarks.append(sentence % {"count": others})
    return plan


def _pairs(roster: Roster) -> tuple[dict[Pair, None], int]:
    """Return the wanted pairs in the order of the file, and how many relations are of another kind."""
    roles = _roles(roster)
    pairs: dict[Pair, None] = {}
    others = 0
    for user in roster.users:
        for agent in () if user.is_gone else user.agents:
            if roles.get(agent, set()) & set(GUARDIANS) and STUDENT in roles[user.id]:
                pairs[agent, user.id] = None
            elif roles[user.id] & set(GUARDIANS) and STUDENT in roles.get(agent, set()):
                pairs[user.id, agent] = None
            else:
                others += 1
    return pairs, others


def _roles(roster: Roster) -> dict[str, set[str]]:
    roles = {user.id: {user.role} for user in roster.users if not user.is_gone}
    for function in roster.functions:
        if not function.is_gone:
            roles.setdefault(function.user, set()).add(function.role)
    return roles


def store_guardians(plan: GuardianPlan, standing: Standing, *, person_ids: dict[str, int], by: int | None) -> None:
    """Carry out ``plan``."""
    if plan.pairs.ended:
        end_guardians(guardianships=plan.pairs.ended, on=standing.on - timedelta(days=1), by=by)
    rows = [
        Guardianship(guardian_id=person_ids[guardian], learner_id=person_ids[learner], starts=standing.on)
        for guardian, learner in plan.pairs.new
    ]
    if rows:
        add_guardians(guardianships=rows, by=by)
