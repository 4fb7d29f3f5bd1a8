"""Importing the good rows: what is wrong with the others, and a file of them to mend and bring in again."""

import csv
from collections.abc import Iterable
from typing import TextIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwijzer.exchange.formulas import guarded
from samenwijzer.foundation.problems import Problem, Problems
from samenwijzer.foundation.tables import Row


class Rest(Problems):
    """Sets rows with a mistake aside; a mistake that is not in a row of the responses still refuses everything.

    ``file`` is the one with the responses, where several belong together. ``reasons`` are those of each line.
    """

    def __init__(self, file: str = "", *, has_header: bool = True) -> None:
        super().__init__()
        self._file, self._first = file, 2 if has_header else 1
        self.reasons: dict[int, list[Problem]] = {}

    def add(self, problem: Problem) -> None:
        """Set the row of ``problem`` aside."""
        if problem.line is None or problem.line < self._first or (self._file and problem.file != self._file):
            super().add(problem)
        else:
            self.reasons.setdefault(problem.line, []).append(problem)

    def set_aside(self, file: str, lines: Iterable[int]) -> None:
        """Set sound rows aside too, because they belong to a row with a mistake."""
        for line in lines:
            if line not in self.reasons:
                what, remedy = _("Another row of this response has a mistake."), _("Mend that row; leave this one.")
                self.add(Problem(file, what, remedy, line))

    @property
    def remark(self) -> str:
        """How many rows are set aside, as a sentence."""
        sentence = ngettext(
            "%(count)s row has a mistake and is left out; it goes to a file of its own.",
            "%(count)s rows have a mistake and are left out; they go to a file of their own.",
            len(self.reasons),
        )
        return sentence % {"count": len(self.reasons)}

    def told(self, line: int) -> str:
        """Say what is wrong with ``line``."""
        return " ".join(
            f"{problem.field}: {problem.what}" if problem.field else problem.what for problem in self.reasons[line]
        )


def write_table(lines: Iterable[Row], rest: Rest, out: TextIO) -> None:
    """Write the rows of a table that were set aside, as CSV with the same columns and one that says what is wrong.

    A ragged row is filled up or runs over; its values stand as they stood, guarded where a spreadsheet would compute.
    """
    filled = ((line, values) for line, values in lines if any(values))
    _first, header = next(filled)
    writer = csv.writer(out)
    writer.writerow([*map(guarded, header), _("what is wrong")])
    for line, values in filled:
        if line in rest.reasons:
            kept = [guarded(value) if not _is_number(value) else value for value in values]
            writer.writerow([*kept, *[""] * (len(header) - len(values)), guarded(rest.told(line))])


def _is_number(text: str) -> bool:
    """Whether ``text`` is a plain number, which a spreadsheet computes nothing with."""
    try:
        float(text)
    except ValueError:
        return False
    return True
