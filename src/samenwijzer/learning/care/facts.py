"""What stands in a track today: a fold over its facts, in the order they were noted."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from samenwijzer.learning.care.models import Fact
from samenwijzer.practice.cycles.pack import Template


@dataclass(frozen=True)
class Said:
    """A fact that counts, with what stood there before and what belongs to it, oldest first."""

    fact: Fact
    before: Sequence[Fact] = ()
    belonging: Sequence["Said"] = ()

    def of(self, kind: str) -> list["Said"]:
        """Return what belongs to it of one kind."""
        return [one for one in self.belonging if one.fact.kind == kind]

    @property
    def last_outcome(self) -> "Said | None":
        """What came of it, as last said."""
        return next(reversed(self.of(Fact.Kind.OUTCOME)), None)


@dataclass(frozen=True)
class Facts:
    """The facts of a track that count, by kind, oldest first."""

    by_kind: dict[str, list[Said]] = field(default_factory=dict)

    def of(self, kind: str) -> list[Said]:
        """Return those of one kind."""
        return self.by_kind.get(kind, [])

    @property
    def phase(self) -> str:
        """The phase of the continuum as last decided; empty when none was."""
        steps = self.of(Fact.Kind.STEP)
        return steps[-1].fact.key if steps else ""

    @property
    def review_on(self) -> date | None:
        """The day on which this is looked at again."""
        reviews = self.of(Fact.Kind.REVIEW)
        return reviews[-1].fact.on if reviews else None

    def round(self, template: Template) -> int:
        """Return which time around the cycle this is."""
        ended = [one.fact.round for one in self.of(Fact.Kind.PASSED) if one.fact.key == template.phases[-1].key]
        return max(ended, default=0) + 1

    def passed(self, template: Template) -> list[str]:
        """Return the phases of this time around that were ended."""
        now = self.round(template)
        return [one.fact.key for one in self.of(Fact.Kind.PASSED) if one.fact.round == now]

    def answers(self, template: Template, round: int | None = None) -> dict[str, str]:
        """Return what was answered last to each prompt, this time around unless another is named."""
        now = round or self.round(template)
        return {one.fact.key: one.fact.text for one in self.of(Fact.Kind.ANSWER) if one.fact.round == now}


def standing(facts: Sequence[Fact]) -> Facts:
    """Return what counts: of a fact that was corrected the last words, without those that were taken back.

    What belongs to a fact goes on belonging to it after a correction.
    """
    known = {one.pk: one for one in facts}
    gone = {one.replaces_id for one in facts if one.replaces_id}
    belonging: dict[int, list[Fact]] = defaultdict(list)
    counts = [one for one in facts if one.pk not in gone and one.kind != Fact.Kind.WITHDRAWN]
    for one in counts:
        if one.answers_id in known:
            belonging[_first(known, known[one.answers_id]).pk].append(one)
    found: dict[str, list[Said]] = defaultdict(list)
    for one in counts:
        found[one.kind].append(_said(one, known, belonging))
    for kept in found.values():
        kept.sort(key=lambda said: _first(known, said.fact).pk)
    return Facts(dict(found))


def _said(one: Fact, known: dict[int, Fact], belonging: dict[int, list[Fact]]) -> Said:
    before, back = [], one
    while back.replaces_id in known:
        back = known[back.replaces_id]
        before.append(back)
    own = [_said(other, known, belonging) for other in belonging.get(back.pk, ())]
    return Said(one, before, own)


def _first(known: dict[int, Fact], one: Fact) -> Fact:
    while one.replaces_id in known:
        one = known[one.replaces_id]
    return one
