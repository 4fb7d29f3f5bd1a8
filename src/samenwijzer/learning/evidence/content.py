"""Evidence as it arrives in bulk, before it meets the database."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class EvidenceRow:
    """One piece of evidence from a file or a generator; ``uid`` makes that it comes in once."""

    uid: UUID
    learner_id: int
    goal_ids: tuple[int, ...]
    kind: str
    outcome: float | None
    seen_at: datetime
    item: str = ""
    seen_by_id: int | None = None
    step: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Mark:
    """One cell of a quick-entry sheet: a step (1–4) or a number of points, or ``None`` to clear it."""

    learner_id: int
    column_id: int
    value: float | None


@dataclass(frozen=True)
class Conflict:
    """A cell that somebody else changed since it was looked at: what stands there now, and who entered it."""

    learner_id: int
    column_id: int
    value: float | None
    by: str


@dataclass(frozen=True)
class Entered:
    """What entering marks did: what stood before in each cell it changed, and the cells it left to somebody else's."""

    before: list[Mark]
    conflicts: list[Conflict]
