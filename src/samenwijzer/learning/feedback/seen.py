"""What was seen of a learner at a moment, voice by voice, and what of it counts."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from samenwijzer.learning.feedback.assessment_pack import assessment_content
from samenwijzer.learning.feedback.models import MomentCriterion, Rating

Voice = Rating.Voice


@dataclass(frozen=True)
class Seen:
    """Every view on one learner and one criterion: the last step of each voice."""

    criterion: MomentCriterion
    steps: dict[str, int]

    @property
    def result(self) -> int | None:
        """What counts: what two readers agreed on, or what the first saw where no other reader differs (R17)."""
        first, second = self.steps.get(Voice.FIRST), self.steps.get(Voice.SECOND)
        if Voice.AGREED in self.steps:
            return self.steps[Voice.AGREED]
        return None if second is not None and second != first else first

    @property
    def readers_differ(self) -> bool:
        """Whether two readers saw something else and did not settle it yet."""
        first, second = self.steps.get(Voice.FIRST), self.steps.get(Voice.SECOND)
        return Voice.AGREED not in self.steps and None not in (first, second) and first != second

    @property
    def asks_talk(self) -> bool:
        """Whether the learner's own view lies so far from the readers' that it asks for a talk (D-433)."""
        own, seen = self.steps.get(Voice.SELF), self.result or self.steps.get(Voice.FIRST)
        return own is not None and seen is not None and abs(own - seen) >= assessment_content().talk_from


def steps_of(
    *, criteria: Collection[MomentCriterion], people: Collection[int]
) -> dict[tuple[int, int], dict[str, int]]:
    """Return by learner and criterion the last step of each voice (one query)."""
    found: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    rows = Rating.objects.filter(criterion__in=criteria, learner__in=people, step__isnull=False)
    for learner, criterion, voice, step in rows.values_list("learner", "criterion", "voice", "step"):
        found[learner, criterion][voice] = step or 0
    return found


def results_of(*, criteria: Collection[MomentCriterion], learner: int) -> list[int] | None:
    """Return what counts on each criterion; ``None`` as long as one was not looked at or two readers differ."""
    steps = steps_of(criteria=criteria, people=[learner])
    found = [Seen(one, steps[learner, one.pk]).result for one in criteria]
    known = [one for one in found if one is not None]
    return known if known and len(known) == len(found) else None
