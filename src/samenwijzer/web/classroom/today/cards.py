"""The cards of the attention list as they are drawn: names, sentences and addresses filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from samenwijzer.learning.progress.attention import Attention
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.learning.progress.sentences import ago
from samenwijzer.network.people.models import Person
from samenwijzer.web.classroom.today.words import in_a_row


@dataclass(frozen=True)
class Card:
    """One card: ``address`` opens what it rests on, for the first of its learners; ``ago`` is when that was seen.

    ``evidence`` holds for each learner the name and the address of what the card rests on (empty without a goal).
    """

    need: str
    title: str
    learners: list[Person]
    evidence: list[tuple[str, str]]
    goal_id: int | None
    goal: str
    for_goal: str
    address: str
    sentence: str
    certainty: str
    owner: str
    reason: str
    ago: str
    estimate: Estimate | None

    @property
    def is_about_one(self) -> bool:
        """Whether it is about one learner, so that an interval says something."""
        return len(self.learners) == 1


def card_of(found: Attention, names: Mapping[int, str], unit: int, on: date) -> Card:
    """Return the card for one signal in the group ``unit``."""
    estimate, goal = found.signal.estimate, found.goal
    seen_on = estimate.last_seen_on if estimate else found.signal.last_seen
    evidence = [
        (names[one.pk], reverse("cell", args=[unit, one.pk, goal.pk]) if goal else "") for one in found.learners
    ]
    return Card(
        need=found.signal.need,
        title=in_a_row([name for name, _ in evidence]),
        learners=found.learners,
        evidence=evidence,
        goal_id=found.signal.goal,
        goal=goal.title if goal else "",
        for_goal=found.for_goal.title if found.for_goal else "",
        address=evidence[0][1],
        sentence=found.sentence,
        certainty=found.certainty,
        owner=found.owner,
        reason=found.reason,
        ago=ago(seen_on, on) if seen_on else "",
        estimate=estimate,
    )
