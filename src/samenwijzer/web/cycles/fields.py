"""A phase as a form: what stands in it, what was still being written, and what comes back when it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from samenwijzer.practice.cycles.pack import Kind, Phase
from samenwijzer.practice.cycles.queries import Asked, PhaseWork, Said, Work
from samenwijzer.practice.cycles.rules import MOST_STEPS

#: Empty rows that a plan offers beside those that are filled in, and how many it shows at least.
SPARE, FEWEST = 2, 4


@dataclass(frozen=True)
class Option:
    """One choice of a prompt."""

    key: str
    words: str
    picture: str
    is_chosen: bool


@dataclass(frozen=True)
class Row:
    """One step of a plan, or one that may be done."""

    number: int
    what: str
    by: str
    minutes: str
    is_done: bool = False


@dataclass(frozen=True)
class Other:
    """What somebody else, or an earlier answer, says."""

    name: str
    words: str
    at: datetime


@dataclass(frozen=True)
class Field:
    """One prompt as it is asked: with its words for who reads, and what stands in it."""

    key: str
    kind: Kind
    label: str
    hint: str
    words: str
    options: Sequence[Option]
    rows: Sequence[Row]
    others: Sequence[Other]
    before: Sequence[Other]
    is_each: bool


def fields_of(asked: Sequence[Asked], *, work: Work, mode: str, draft: Mapping[str, str] | None) -> list[Field]:
    """Return the prompts as they are asked in ``mode``; what was being written stands before what was kept."""
    return [_field(one, work, mode, draft) for one in asked if one.prompt.kind != Kind.DONE or work.plan()]


def _field(asked: Asked, work: Work, mode: str, draft: Mapping[str, str] | None) -> Field:
    prompt = asked.prompt
    kept = asked.value if isinstance(asked.value, str) else ""
    words = kept if draft is None else draft.get(prompt.key, "")
    return Field(
        key=prompt.key,
        kind=prompt.kind,
        label=prompt.wording.words(mode),
        hint=prompt.hint.words(mode) if prompt.hint else "",
        words=words,
        options=[Option(one.key, one.title.words(mode), one.picture, one.key == words) for one in prompt.choices],
        rows=_rows(asked, work, draft),
        others=[_other(asked, one) for one in asked.others],
        before=[_other(asked, one) for one in asked.before if asked.words_of(one.value)],
        is_each=prompt.each,
    )


def _other(asked: Asked, said: Said) -> Other:
    return Other(said.by, asked.words_of(said.value), said.at)


def _rows(asked: Asked, work: Work, draft: Mapping[str, str] | None) -> list[Row]:
    key = asked.prompt.key
    if asked.prompt.kind == Kind.DONE:
        return [_done(key, number, step, draft or {}) for number, step in enumerate(work.plan())]
    if asked.prompt.kind != Kind.STEPS:
        return []
    kept = asked.value or []
    written = _steps(key, draft) if draft is not None else kept
    count = min(MOST_STEPS, max(FEWEST, len(written) + SPARE))
    blank: dict[str, Any] = {"what": "", "by": None, "minutes": None}
    steps = [*written, *[blank] * count][:count]
    return [
        Row(number, step["what"], step["by"] or "", "" if step["minutes"] is None else str(step["minutes"]))
        for number, step in enumerate(steps)
    ]


def _done(key: str, number: int, step: Mapping[str, Any], draft: Mapping[str, str]) -> Row:
    minutes = draft.get(f"{key}-minutes-{number}", "")
    return Row(number, step["what"], step["by"] or "", minutes, f"{key}-is-{number}" in draft)


def _steps(key: str, sent: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the steps that were sent and hold words, in order."""
    rows = [
        {part: sent.get(f"{key}-{part}-{number}", "") or None for part in ("what", "by", "minutes")}
        for number in range(MOST_STEPS)
    ]
    return [row for row in rows if (row["what"] or "").strip()]


def values_of(phase: Phase, sent: Mapping[str, str], *, plan: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the answers that were sent for the prompts of ``phase``; ``plan``: the steps that may be done.

    A prompt of which nothing was sent at all is left as it is.
    """
    values: dict[str, Any] = {}
    for prompt in phase.prompts:
        if prompt.kind == Kind.STEPS:
            if f"{prompt.key}-what-0" in sent:
                values[prompt.key] = _steps(prompt.key, sent)
        elif prompt.kind == Kind.DONE:
            values[prompt.key] = [
                {"what": step["what"], "minutes": sent.get(f"{prompt.key}-minutes-{number}", "")}
                for number, step in enumerate(plan)
                if f"{prompt.key}-is-{number}" in sent
            ]
        elif prompt.key in sent:
            values[prompt.key] = sent[prompt.key]
    return values


@dataclass(frozen=True)
class Shown:
    """One answer as it is read: what was asked and what stands there, in words or as steps."""

    label: str
    words: str
    steps: Sequence[tuple[str, date | None, int | None]]
    others: Sequence[Other]


def shown_of(asked: Asked, mode: str = "full") -> Shown:
    """Return an answer as it is read by who takes part or with whom it was shared."""
    steps = asked.value if isinstance(asked.value, list) else []
    return Shown(
        label=asked.prompt.wording.words(mode),
        words="" if steps else asked.words,
        steps=[(one["what"], _day(one.get("by")), one["minutes"]) for one in steps],
        others=[_other(asked, one) for one in asked.others if asked.words_of(one.value)],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Heading:
    """One phase as a stop on the way through a cycle, with who reads it."""

    key: str
    title: str
    meaning: str
    due: date
    is_over: bool
    scope: str
    yields: str


def heading_of(work: PhaseWork, language: str, mode: str = "full") -> Heading:
    """Return what stands above a phase."""
    phase = work.phase
    return Heading(
        key=phase.key,
        title=phase.title.words(mode),
        meaning=phase.meaning.words(mode),
        due=work.due,
        is_over=work.passed_at is not None,
        scope=work.scope.value,
        yields=phase.yields.in_language(language),
    )
