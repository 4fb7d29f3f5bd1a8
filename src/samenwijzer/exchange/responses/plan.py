"""Responses beside what stands: what would come in, and carrying that out."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwijzer.exchange.plans import Count, Preview
from samenwijzer.exchange.responses.content import Responses
from samenwijzer.exchange.responses.landing import Landing, land, missing_units, store_units
from samenwijzer.exchange.responses.people import PeoplePlan, plan_people, store_people
from samenwijzer.exchange.responses.skills import new_skills, store_skills
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.problems import Problems
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.evidence.actions import record_batch
from samenwijzer.learning.evidence.content import EvidenceRow
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.network.organisation.models import Unit

DAY_STARTS = time(8)
DAY_LASTS = timedelta(hours=8)


@dataclass(frozen=True)
class ResponsesPlan:
    """What bringing in a file of responses would do; ``known`` are the responses that stand already."""

    responses: Responses
    day: date
    landing: Landing
    people: PeoplePlan
    skills: tuple[str, ...]
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
        return Preview(counts, responses.unused, (self._place, self._clock, self._names, *self._guests))

    @property
    def _place(self) -> str:
        return _("Everything lands in “%(group)s”.") % {"group": self.landing.group or self.landing.name}

    @property
    def _clock(self) -> str:
        return _(
            "This file has no clock. Every response gets %(day)s, from eight o'clock on, at most a second apart, "
            "in the order of the file's own numbers."
        ) % {"day": date_format(self.day)}

    @property
    def _names(self) -> str:
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


def plan(responses: Responses, *, under: Unit | None, name: str, day: date, today: date) -> ResponsesPlan:
    """Compare ``responses`` with what stands, as they are to land ``under`` a unit as of ``day``; nothing changes.

    ``name`` is that of the school group under a network or at the root. Raises ``Refused`` where that cannot be.
    """
    if day > today:
        raise Refused(_("Responses cannot be given in the future."))
    problems = Problems()
    landing = land(responses, under=under, name=name)
    people = plan_people(responses, landing.ids, problems)
    problems.refuse_if_any()
    return ResponsesPlan(responses, day, landing, people, new_skills(responses), _known(responses))


def _uid(responses: Responses, order: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"{responses.layout}:{order}")


def _known(responses: Responses) -> frozenset[UUID]:
    uids = [_uid(responses, response.order) for response in responses.responses]
    return frozenset(Evidence.objects.only("uid").in_bulk(uids, field_name="uid"))


@transaction.atomic
def carry_out(plan: ResponsesPlan, *, by: int | None) -> None:
    """Do everything ``plan`` says, or nothing."""
    if plan.preview.is_empty:
        return
    unit_ids = store_units(plan.landing, plan.responses, by=by)
    person_ids = store_people(plan.people, unit_ids, starts=SchoolYear.of(plan.day).first_day, by=by)
    goal_ids = store_skills(plan.responses, by=by)
    rows = _rows(plan, person_ids, goal_ids)
    record_batch(source=plan.responses.file, digest=plan.responses.digest, rows=rows, by=by)


def _rows(plan: ResponsesPlan, person_ids: dict[str, int], goal_ids: dict[str, int]) -> list[EvidenceRow]:
    responses = plan.responses
    first = timezone.make_aware(datetime.combine(plan.day, DAY_STARTS))
    step = min(timedelta(seconds=1), DAY_LASTS / len(responses.responses))
    return [
        EvidenceRow(
            uid=_uid(responses, response.order),
            learner_id=person_ids[f"user:{response.learner}"],
            goal_ids=tuple(goal_ids[skill] for skill in response.skills),
            kind=Evidence.Kind.ITEM_RESPONSE,
            outcome=float(response.is_correct),
            seen_at=first + place * step,
            item=response.item,
        )
        for place, response in enumerate(responses.responses)
    ]
