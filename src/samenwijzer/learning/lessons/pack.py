"""The content for planning lessons: words, checks, cards, tips, contexts, advice and patterns of the pack."""

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field, model_validator

from samenwijzer.foundation.packs import PackModel, Text, load
from samenwijzer.learning.lessons.kinds import Basis, Channel, Principle, Tier

Key = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9-]*$")]
Word = Annotated[str, Field(min_length=2)]
Source = Annotated[str, Field(min_length=1)]


def said(text: Text) -> str:
    """Return ``text`` in the active language."""
    return text.in_language(get_language() or "nl")


class Named(PackModel):
    """Something with a key and a title, and what it means where that is said."""

    key: Key
    title: Text
    meaning: Text | None = None

    @property
    def name(self) -> str:
        """The title in the active language."""
        return said(self.title)

    @property
    def sentence(self) -> str:
        """The meaning in the active language, empty where there is none."""
        return said(self.meaning) if self.meaning else ""


class Steering(Named):
    """A step in which learners steer their learning: alone, with somebody beside them, or as a group."""

    kind: Literal["self", "co", "shared"]


class Rung(PackModel):
    """Support that fits who stands at ``step`` of the four-step scale."""

    step: Annotated[int, Field(ge=1, le=4)]
    title: Text

    @property
    def name(self) -> str:
        """The title in the active language."""
        return said(self.title)


class Fortnight(PackModel):
    """Below how many minutes of instruction or practice, and moments of cooperation, a learner is listed."""

    minutes: Annotated[int, Field(ge=0)]
    cooperation: Annotated[int, Field(ge=0)]


class Words(PackModel):
    """Everything ``lessons/words.yaml`` says."""

    models: Annotated[tuple[Named, ...], Field(min_length=1)]
    phases: Annotated[tuple[Named, ...], Field(min_length=1)]
    roles: Annotated[tuple[Named, ...], Field(min_length=1)]
    blocks: Annotated[tuple[Named, ...], Field(min_length=1)]
    steering: Annotated[tuple[Steering, ...], Field(min_length=1)]
    scaffolds: tuple[Rung, ...]
    tiers: dict[Tier, float]
    fortnight: Fortnight
    features: tuple[Named, ...]
    channels: dict[Channel, str]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if [rung.step for rung in self.scaffolds] != [1, 2, 3, 4]:
            raise ValueError("scaffolds needs one rung for each step, from 1 to 4")
        if missing := sorted(set(Tier) - set(self.tiers)):
            raise ValueError(f"tiers says nothing about {missing[0]}")
        if without := sorted(set(Channel) - set(self.channels)):
            raise ValueError(f"channels says nothing about {without[0]}")
        return self


class Rule(StrEnum):
    """What the product can see in a plan."""

    RETRIEVAL = "retrieval"
    INTERACTION = "interaction"
    COMMON_GOAL = "common_goal"
    INSTRUCTION = "instruction"
    COOPERATION = "cooperation"
    ONE_BASIS = "one_basis"
    WHY_DISTANCE = "why_distance"
    EQUITY = "equity"
    STEERING = "steering"


class Check(PackModel):
    """What is said where ``rule`` finds something missing."""

    rule: Rule
    title: Text
    sentence: Text
    source: Source

    @property
    def name(self) -> str:
        """The title in the active language."""
        return said(self.title)

    @property
    def advice(self) -> str:
        """The sentence in the active language."""
        return said(self.sentence)


class Barrier(PackModel):
    """One barrier that a plan may hold, and one option that takes it away (UDL, D-471)."""

    principle: Principle
    barrier: Text
    option: Text

    @property
    def named(self) -> str:
        """The barrier in the active language."""
        return said(self.barrier)

    @property
    def way_out(self) -> str:
        """The option in the active language."""
        return said(self.option)


class Checks(PackModel):
    """Everything ``lessons/checks.yaml`` says; ``asks`` are the rules the label *klaar* asks."""

    checks: tuple[Check, ...]
    asks: tuple[Rule, ...]
    udl: Annotated[tuple[Barrier, ...], Field(min_length=3)]

    @model_validator(mode="after")
    def _once(self) -> Self:
        rules = [one.rule for one in self.checks]
        if len(set(rules)) < len(rules):
            raise ValueError("a rule stands here twice")
        if unknown := sorted(set(self.asks) - set(rules)):
            raise ValueError(f"asks names {unknown[0]}, of which no check says anything")
        return self


class Card(PackModel):
    """A card on how people learn; with ``areas`` (identifiers of frameworks) it belongs to learning areas."""

    key: Key
    title: Text
    text: Text
    areas: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()
    source: Source

    @property
    def name(self) -> str:
        """The title in the active language."""
        return said(self.title)

    @property
    def sentence(self) -> str:
        """The text in the active language."""
        return said(self.text)


class Tip(PackModel):
    """A tip for one basis of difference; without ``stages`` it fits everywhere."""

    basis: Basis
    stages: tuple[str, ...] = ()
    text: Text
    source: Source

    @property
    def sentence(self) -> str:
        """The text in the active language."""
        return said(self.text)


class Context(PackModel):
    """A setting in which a goal with one of ``words`` in its title can be practised, and the interests it speaks to."""

    key: Key
    words: Annotated[tuple[Word, ...], Field(min_length=1)]
    interests: Annotated[tuple[Word, ...], Field(min_length=1)]
    title: Text
    task: Text

    @property
    def name(self) -> str:
        """The title in the active language."""
        return said(self.title)

    @property
    def sentence(self) -> str:
        """The task in the active language."""
        return said(self.task)


class Answer(Named):
    """An answer of the decision tree, and the question or end it leads to."""

    to: Key


class Question(Named):
    """A question of the decision tree."""

    answers: Annotated[tuple[Answer, ...], Field(min_length=2)]


class End(Named):
    """Where the decision tree ends: the advice as title, and why."""

    reason: Text

    @property
    def because(self) -> str:
        """The reason in the active language."""
        return said(self.reason)


class Advice(PackModel):
    """Everything ``lessons/advice.yaml`` says; every path ends."""

    start: Key
    questions: tuple[Question, ...]
    ends: tuple[End, ...]

    @model_validator(mode="after")
    def _every_path_ends(self) -> Self:
        questions = {one.key: one for one in self.questions}
        ends = {one.key for one in self.ends}
        waiting = [(self.start, frozenset[str]())]
        while waiting:
            key, before = waiting.pop()
            if key in ends:
                continue
            if key not in questions:
                raise ValueError(f"“{key}” is neither a question nor an end")
            if key in before:
                raise ValueError(f"“{key}” comes back to itself")
            waiting += [(one.to, before | {key}) for one in questions[key].answers]
        return self


class Pattern(PackModel):
    """A way to personalise inside learning together: for which groups, in which setting, and what is known of it."""

    key: Key
    title: Text
    groups: Text
    setting: Text
    how: Text
    evidence: Text
    source: Source

    @property
    def name(self) -> str:
        """The title in the active language."""
        return said(self.title)

    @property
    def lines(self) -> dict[str, str]:
        """Groups, setting, how and evidence in the active language, by name."""
        return {name: said(getattr(self, name)) for name in ("groups", "setting", "how", "evidence")}


class Language(PackModel):
    """A language of instruction cards, by its own name."""

    key: Key
    title: Word


class InstructionCards(PackModel):
    """Everything ``lessons/instruction-cards.yaml`` says: each card has every language."""

    languages: tuple[Language, ...]
    cards: tuple[dict[str, str], ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        wanted = {"nl", *(one.key for one in self.languages)}
        for number, card in enumerate(self.cards, start=1):
            if missing := sorted(wanted - card.keys()):
                raise ValueError(f"card {number} is not there in “{missing[0]}”")
        return self


class Cards(PackModel):
    """Everything ``lessons/cards.yaml`` says."""

    cards: tuple[Card, ...]


class Tips(PackModel):
    """Everything ``lessons/tips.yaml`` says."""

    tips: tuple[Tip, ...]


class Contexts(PackModel):
    """Everything ``lessons/contexts.yaml`` says."""

    contexts: tuple[Context, ...]


class Patterns(PackModel):
    """Everything ``lessons/patterns.yaml`` says."""

    patterns: tuple[Pattern, ...]


FILES: dict[type[PackModel], str] = {
    Words: "words",
    Checks: "checks",
    Cards: "cards",
    Tips: "tips",
    Contexts: "contexts",
    Advice: "advice",
    Patterns: "patterns",
    InstructionCards: "instruction-cards",
}
Content = TypeVar("Content", bound=PackModel)


def content(schema: type[Content], folder: Path | None = None) -> Content:
    """Return the content of one file of the pack: `Words`, `Checks`, `Cards`, `Tips`, `Contexts`, `Advice` …"""
    found = _read(schema, folder or settings.PACK)
    assert isinstance(found, schema)  # noqa: S101  # narrows the type: a cache forgets it
    return found


@cache
def _read(schema: type[PackModel], folder: Path) -> PackModel:
    return load(folder / "learning" / "lessons" / f"{FILES[schema]}.yaml", schema)
