"""What the story of the shown class adds to the simulation, and where it keeps the simulation silent."""

from collections.abc import Iterator, Sequence
from datetime import date

from samenwijzer.demo.happenings import HOURS, LivingClass
from samenwijzer.demo.plans import Curriculum, Stretch
from samenwijzer.demo.population import Pupil
from samenwijzer.demo.story import AHEAD, AHEAD_DAYS, AHEAD_ITEMS, CAST, MOMENTS, SILENCE, Moment
from samenwijzer.learning.evidence.content import EvidenceRow
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.practice.goals.models import Goal

Kind = Evidence.Kind


def withheld(curriculum: Curriculum) -> frozenset[tuple[int, int]]:
    """Return the (place in the class, goal id) pairs about which only the story speaks."""
    places = {character.given: place for place, character in enumerate(CAST)}
    return frozenset((places[one.given], curriculum.by_identifier[one.goal].pk) for one in MOMENTS if one.items)


def silent_since(days: Sequence[date]) -> date:
    """Return the first of the school days on which a quiet learner is not heard of, given those before today."""
    return days[-SILENCE] if len(days) >= SILENCE else date.max


def story_rows(
    *, pupils: Sequence[Pupil], days: Sequence[date], stretches: Sequence[Stretch], today: date,
    curriculum: Curriculum, teacher: int, living: LivingClass,
) -> Iterator[EvidenceRow]:  # fmt: skip
    """Yield the evidence of the story on this year's school ``days``; what would lie before them is left out."""
    people = {pupil.person.given_name: pupil.person.pk for pupil in pupils}
    for moment in MOMENTS:
        if moment.days_ago <= len(days):
            goal = curriculum.by_identifier[moment.goal]
            yield from _rows(moment, days[-moment.days_ago], people[moment.given], goal, teacher, living)
    running = [goal for one in stretches if one.starts <= today <= one.ends for goal in one.goals]
    for number, days_ago in enumerate(one for one in AHEAD_DAYS if one <= len(days)):
        for goal in running[number % 2 :: 2]:
            more = Moment(AHEAD, goal.identifier, days_ago, items=AHEAD_ITEMS)
            yield from _rows(more, days[-days_ago], people[AHEAD], goal, teacher, living)


def _rows(
    moment: Moment, day: date, learner: int, goal: Goal, teacher: int, living: LivingClass
) -> Iterator[EvidenceRow]:
    at = living.moment(day, HOURS[0])
    for number, right in enumerate(moment.items, start=1):
        item = f"{goal.code}/{number:02d}"
        yield EvidenceRow(living.uid(), learner, (goal.pk,), Kind.ITEM_RESPONSE.value, float(right), at, item)
    if moment.step:
        outcome = scales().step(moment.step).outcome
        yield EvidenceRow(
            living.uid(), learner, (goal.pk,), Kind.OBSERVATION.value, outcome, at,
            seen_by_id=teacher, step=moment.step, note=moment.note,
        )  # fmt: skip
    if moment.confidence is not None:
        yield EvidenceRow(
            living.uid(), learner, (goal.pk,), Kind.SELF.value, moment.confidence, at,
            seen_by_id=learner, note=moment.note,
        )  # fmt: skip
