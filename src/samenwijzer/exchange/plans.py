"""What every import shows before it does anything: counts, what it leaves out, and what is worth knowing.

An import has three steps, the same for command line and screen: ``read(path)`` gives content or raises
:class:`~samenwijzer.foundation.problems.FileRefused`; ``plan(content, …)`` compares it with what stands and changes
nothing; ``carry_out(plan, by=…)`` changes all of it or nothing.
"""

from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from samenwijzer.exchange.purposes import Unused

New = TypeVar("New")
Standing = TypeVar("Standing")


@dataclass
class Changes(Generic[New, Standing]):
    """What an import does to one kind of thing: ``new`` is content, ``changed`` and ``ended`` are rows that stand."""

    new: list[New] = field(default_factory=list)
    changed: list[Standing] = field(default_factory=list)
    ended: list[Standing] = field(default_factory=list)
    untouched: int = 0


@dataclass(frozen=True)
class Count:
    """One line of a preview: of ``what``, how many come in, change, end and stay as they are."""

    what: str
    new: int = 0
    changed: int = 0
    ended: int = 0
    untouched: int = 0


@dataclass(frozen=True)
class Preview:
    """What an import would do. ``unused`` names columns that are never stored, ``remarks`` are whole sentences."""

    counts: tuple[Count, ...]
    unused: tuple[Unused, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether everything in the file stands already."""
        return not any(count.new or count.changed or count.ended for count in self.counts)


class Plan(Protocol):
    """A comparison of a file with what stands, ready to be shown and carried out."""

    @property
    def preview(self) -> Preview:
        """What it would do."""
        ...
