"""The layouts of responses: how each is read, and how the rows that are left out of it are written."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TextIO

from samenwijzer.exchange.responses import assistments, generic, kdd, oulad, sequences
from samenwijzer.exchange.responses.content import REST, Responses
from samenwijzer.exchange.responses.rest import Rest, write_table
from samenwijzer.foundation.problems import Problems
from samenwijzer.foundation.tables import raw_lines


class Read(Protocol):
    """Reads a file; what is wrong goes to ``problems``."""

    def __call__(self, path: Path, problems: Problems | None = None) -> Responses:
        """Return the responses at ``path`` or raise ``FileRefused``."""
        ...


def _write_rows(path: Path, rest: Rest, out: TextIO) -> None:
    write_table(raw_lines(path), rest, out)


@dataclass(frozen=True)
class Layout:
    """One layout; ``group`` is the school group in which it lands unless another is chosen."""

    key: str
    group: str
    read: Read
    write_rest: Callable[[Path, Rest, TextIO], None] = _write_rows
    has_header: bool = True

    def read_good_rows(self, path: Path) -> tuple[Responses, Rest]:
        """Return what is sound at ``path``, and the rest; raise ``FileRefused`` where the file itself is wrong."""
        rest = Rest(oulad.scores_file(path) if self.key == oulad.LAYOUT else "", has_header=self.has_header)
        responses = self.read(path, rest)
        remarks = (*responses.remarks, rest.remark) if rest.reasons else responses.remarks
        return replace(responses, remarks=remarks), rest

    def rest_name(self, path: Path) -> str:
        """Return how the file with the rest of ``path`` is called; it stands next to it."""
        if self.key == oulad.LAYOUT:
            return f"{Path(oulad.scores_file(path)).stem}{REST}.csv"
        return f"{path.stem.removesuffix(REST)}{REST}.csv"


LAYOUTS: dict[str, Layout] = {
    layout.key: layout
    for layout in (
        Layout(assistments.LAYOUT, "ASSISTments (oefendata)", assistments.read),
        Layout(kdd.LAYOUT, "KDD Cup 2010 (oefendata)", kdd.read),
        Layout(oulad.LAYOUT, "OULAD (oefendata)", oulad.read, oulad.write_rest),
        Layout(
            sequences.LAYOUT, "ASSISTments 2015 (oefendata)", sequences.read, sequences.write_rest, has_header=False
        ),
        Layout(generic.LAYOUT, "Oefendata", generic.read, generic.write_rest),
    )
}
