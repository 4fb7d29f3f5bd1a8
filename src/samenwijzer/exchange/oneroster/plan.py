"""A roster beside what stands: what would come, change and end, and carrying that out."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwijzer.exchange.oneroster.content import Mode, Roster
from samenwijzer.exchange.oneroster.guardians import GuardianPlan, plan_guardians, store_guardians
from samenwijzer.exchange.oneroster.layout import GUARDIANS
from samenwijzer.exchange.oneroster.members import MemberPlan, plan_members, store_members
from samenwijzer.exchange.oneroster.people import PeoplePlan, plan_people, store_people
from samenwijzer.exchange.oneroster.references import broken_references
from samenwijzer.exchange.oneroster.standing import NOTHING, Adopted, Standing, standing_of
from samenwijzer.exchange.oneroster.units import UnitPlan, plan_units, store_units
from samenwijzer.exchange.plans import Changes, Count, Preview
from samenwijzer.foundation.problems import Problems
from samenwijzer.network.organisation.models import Unit


@dataclass(frozen=True)
class RosterPlan:
    """What bringing in a roster would do."""

    roster: Roster
    standing: Standing
    units: UnitPlan
    people: PeoplePlan
    members: MemberPlan
    guardians: GuardianPlan

    @property
    def preview(self) -> Preview:
        """The counts, the columns that are never stored, and what is worth knowing."""
        remarks = (
            *self.roster.remarks,
            *self.units.remarks,
            *self.members.remarks,
            *self.guardians.remarks,
            *_without_class(self.roster),
        )
        counts = (
            _count(_("schools and school groups"), self.units.orgs),
            _count(_("classes"), self.units.classes),
            _count(_("people"), self.people.people),
            _count(_("accounts"), self.people.accounts),
            _count(_("places of learners"), self.members.learners),
            _count(_("places of teachers"), self.members.adults),
            _count(_("guardians of learners"), self.guardians.pairs),
        )
        return Preview(counts, tuple(self.roster.unused), remarks)


def _count(what: str, changes: Changes[Any, Any]) -> Count:
    return Count(what, len(changes.new), len(changes.changed), len(changes.ended), changes.untouched)


def _without_class(roster: Roster) -> list[str]:
    if roster.mode("enrollments") is not Mode.BULK:
        return []
    placed = {row.user for row in roster.enrolments} | {agent for user in roster.users for agent in user.agents}
    waiting = [user for user in roster.users if user.id not in placed and user.role not in GUARDIANS]
    sentence = ngettext(
        "%(count)s person is in no class and stays out of sight until that changes.",
        "%(count)s people are in no class and stay out of sight until that changes.",
        len(waiting),
    )
    return [sentence % {"count": len(waiting)}] if waiting else []


def plan(
    roster: Roster, *, under: Unit | None, on: date, since: date | None = None, adopted: Adopted = NOTHING
) -> RosterPlan:
    """Compare ``roster`` with what stands, as it is to land ``under`` a unit on day ``on``; nothing changes.

    ``since`` lets every enrolment without dates of its own begin that day, instead of with the term of its class.
    ``adopted`` are units and people that the source names now and that stand from elsewhere.
    Raises ``FileRefused`` where the file cannot be reconciled with what stands.
    """
    problems = Problems()
    standing = standing_of(roster, under=under, on=on, adopted=adopted)
    known = {
        "orgs": {key.removeprefix("org:") for key in standing.unit_ids if key.startswith("org:")},
        "classes": {key.removeprefix("class:") for key in standing.unit_ids if key.startswith("class:")},
        "users": standing.person_ids.keys(),
    }
    for problem in broken_references(roster, Mode.DELTA, known):
        problems.add(problem)
    units = plan_units(roster, standing, under=under, since=since, problems=problems)
    people = plan_people(roster, standing, problems)
    members = plan_members(roster, standing, units.ids, since=since, problems=problems)
    guardians = plan_guardians(roster, standing)
    problems.refuse_if_any()
    return RosterPlan(roster, standing, units, people, members, guardians)


@transaction.atomic
def carry_out(plan: RosterPlan, *, by: int | None) -> None:
    """Do everything ``plan`` says, or nothing."""
    unit_ids = store_units(plan.units, plan.standing, by=by)
    person_ids = store_people(plan.people, plan.standing, by=by)
    store_members(plan.members, plan.standing, unit_ids=unit_ids, person_ids=person_ids, by=by)
    store_guardians(plan.guardians, plan.standing, person_ids=person_ids, by=by)
