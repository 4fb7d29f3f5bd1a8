"""A framework as content: what the pack, a CASE package or a spreadsheet says, before it meets the database."""

from dataclasses import dataclass, field
from datetime import datetime

from samenwijzer.practice.goals.models import Texts


@dataclass(frozen=True)
class GoalContent:
    """One goal; ``parent`` is the identifier of another goal of the same framework, or ``None`` at the top.

    ``changed_at`` is when its source says it last changed; without it, when it comes in.
    """

    identifier: str
    parent: str | None
    statement: Texts
    code: str = ""
    kind: str = "goal"
    level: str = ""
    also_for: str = ""
    short: Texts = field(default_factory=dict)
    learner_wording: Texts = field(default_factory=dict)
    notes: Texts = field(default_factory=dict)
    changed_at: datetime | None = None


@dataclass(frozen=True)
class LinkContent:
    """``origin`` relates to ``destination`` (identifiers of the same framework, or ``framework/identifier``)."""

    origin: str
    destination: str
    kind: str


@dataclass(frozen=True)
class FrameworkContent:
    """A whole framework; goals stand in reading order, every parent before its children."""

    identifier: str
    version: str
    title: Texts
    kind: str
    status: str
    goals: tuple[GoalContent, ...]
    links: tuple[LinkContent, ...] = ()
    publisher: str = ""
    source: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True)
class FrameworkChange:
    """What storing a framework changes: identifiers of goals, and how many links come or go.

    ``reworded`` are those of ``changed`` whose official wording is another; ``gone`` those that just disappeared.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    untouched: int
    links: int
    reworded: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return not (self.new or self.changed or self.gone or self.links)
