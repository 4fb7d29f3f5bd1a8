"""Responses beside what stands: what would come in, and carrying that out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import islice
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwijzer.exchange.plans import Count, Preview
from samenwijzer.exchange.responses.clock import Clock, check_past, clock_told
from samenwijzer.exchange.responses.content import Responses
from samenwijzer.exchange.responses.landing import Landing, land, missing_units, store_units
from samenwijzer.exchange.responses.mapping import Chosen, chosen_goals, remember_goals
from samenwijzer.exchange.responses.people import PeoplePlan, plan_people, store_people
from samenwijzer.exchange.responses.skills import new_skills, store_skills
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.problems import Problems
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.evidence.actions import record_batch
from samenwijzer.learning.evidence.content import EvidenceRow
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.network.organisation.models import Unit

PIECE = 20_000


@dataclass(frozen=True)
class ResponsesPlan:
    """What bringing in a file of responses would do; ``known`` are the responses that stand already.

    ``goals`` are the goals that skills of the file are, as ``chosen`` now or for an earlier file of the same source;
    the others are ``skills`` that become goals.
    """

    responses: Responses
    day: date
    landing: Landing
    people: PeoplePlan
    skills: tuple[str, ...]
    goals: Mapping[str, int]
    chosen: Chosen
    known: frozenset[UUID]

    @property
    def preview(self) -> Preview:
        """The counts, the columns that are never stored, and what is worth knowing."""
        responses, people = self.responses, self.people
        schools = {course.school for course in responses.courses}
        schools |= {school for course in responses.courses for _learner, school in course.guests}
        learners = {id for course in responses.courses for id in course.learners}
        teachers = {id for course in responses.courses for id in course.teachers}
        new_schools = missing_units(self.landing, responses, "school:")
        new_classes = missing_units(self.landing, responses, "class:")
        counts = (
            _count(_("school groups"), int(self.landing.group is None), 1),
            _count(_("schools"), len(new_schools), len(schools)),
            _count(_("classes"), len(new_classes), len(responses.courses)),
            _count(_("learners"), len(people.learners), len(learners)),
            _count(_("teachers"), len(people.teachers), len(teachers)),
            _count(_("accounts of teachers"), len(people.accounts), len(teachers)),
            _count(_("places in classes"), len(people.places), len(people.places) + people.standing_places),
            _count(_("goals"), len(self.skills), len(responses.skills)),
            _count(_("responses"), len(responses.responses) - len(self.known), len(responses.responses)),
        )
        return Preview(counts, responses.unused, (self._place, *self._told))

    @property
    def _place(self) -> str:
        return _("Everything lands in “%(group)s”.") % {"group": self.landing.group or self.landing.name}

    @property
    def _told(self) -> list[str]:
        clock = clock_told(self.responses, self.day)
        return [*([clock] if clock else []), self._skills, self._names, *self._guests, *self.responses.remarks]

    @property
    def _skills(self) -> str:
        every, mapped, new = len(self.responses.skills), len(self.goals), len(self.skills)
        return _(
            "Of %(every)s skills %(mapped)s are a goal you chose, %(standing)s became a goal earlier and %(new)s "
            "become a goal of their own."
        ) % {"every": every, "mapped": mapped, "standing": every - mapped - new, "new": new}

    @property
    def _names(self) -> str:
        if not any(course.teachers for course in self.responses.courses):
            return _("People are known by a number only and cannot sign in.")
        return _("People are known by a number only. Teachers can sign in, learners cannot.")

    @property
    def _guests(self) -> list[str]:
        shared = [course for course in self.responses.courses if course.guests]
        sentence = ngettext(
            "%(count)s class has learners of more than one school: it stands under the school of most of them, and the "
            "others keep a place in their own school.",
            "%(count)s classes have learners of more than one school: they stand under the school of most of them, and "
            "the others keep a place in their own school.",
            len(shared),
        )
        return [sentence % {"count": len(shared)}] if shared else []


def _count(what: str, new: int, total: int) -> Count:
    return Count(what, new=new, untouched=total - new)


def plan(
    responses: Responses, *, under: Unit | None, name: str, day: date, today: date, chosen: Chosen | None = None
) -> ResponsesPlan:
    """Compare ``responses`` with what stands, as they are to land ``under`` a unit as of ``day``; nothing changes.

    ``chosen`` says of skills which goal they are. ``name`` is that of the school group under a network or at the root.
    ``day`` is that of all responses, or of the last one, where the file tells no dates. Raises ``Refused`` where that
    cannot be.
    """
    if day > today:
        raise Refused(_("Responses cannot be given in the future."))
    check_past(responses)
    problems = Problems()
    landing = land(responses, under=under, name=name)
    people = plan_people(responses, landing.ids, problems)
    problems.refuse_if_any()
    goals = chosen_goals(system=responses.system, skills=responses.skills, chosen=chosen or {})
    skills = new_skills(responses, goals)
    return ResponsesPlan(responses, day, landing, people, skills, goals, chosen or {}, _known(responses, people))


def _uid(responses: Responses, key: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"{responses.system}:{key}")


def _known(responses: Responses, people: PeoplePlan) -> frozenset[UUID]:
    if not people.ids:
        return frozenset()
    uids = [_uid(responses, response.key) for response in responses.responses]
    found: set[UUID] = set()
    for start in range(0, len(uids), PIECE):
        rows = Evidence.objects.filter(uid__in=uids[start : start + PIECE])
        found.update(rows.values_list("uid", flat=True))
    return frozenset(found)


@transaction.atomic
def carry_out(plan: ResponsesPlan, *, by: int | None) -> None:
    """Do everything ``plan`` says, or nothing. The evidence goes in pieces, so that a large file fits in memory."""
    if plan.preview.is_empty:
        return
    unit_ids = store_units(plan.landing, plan.responses, by=by)
    clock = Clock(plan.responses, plan.day)
    person_ids = store_people(plan.people, unit_ids, starts=SchoolYear.of(clock.first_day).first_day, by=by)
    owner = Unit.objects.get(pk=unit_ids[f"school:{plan.responses.courses[0].school}"]).parent_id
    goal_ids = store_skills(plan.responses, plan.goals, owner=owner, by=by)
    remember_goals(plan.responses, plan.chosen, goal_ids)
    rows = _rows(plan, clock, person_ids, goal_ids)
    number = 0
    while piece := list(islice(rows, PIECE)):
        number += 1
        digest = sha256(f"{plan.responses.system}:{plan.responses.digest}:{number}".encode()).hexdigest()
        record_batch(source=plan.responses.file, digest=digest, rows=piece, by=by)


def _rows(
    plan: ResponsesPlan, clock: Clock, person_ids: dict[str, int], goal_ids: dict[str, int]
) -> Iterator[EvidenceRow]:
    for place, response in enumerate(plan.responses.responses):
        uid = _uid(plan.responses, response.key)
        if uid not in plan.known:
            yield EvidenceRow(
                uid=uid,
                learner_id=person_ids[f"user:{response.learner}"],
                goal_ids=tuple(dict.fromkeys(goal_ids[skill] for skill in response.skills)),
                kind=plan.responses.kind,
                outcome=response.outcome,
                seen_at=clock.moment(place, response),
                item=response.item,
            )
