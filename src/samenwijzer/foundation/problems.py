"""What is wrong with a file somebody hands in, said so that this person can mend it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwijzer.foundation.errors import Refused


@dataclass(frozen=True)
class Problem:
    """One thing wrong: in which file, on which line and in which field, what it is and how to mend it.

    ``line`` counts from 1, the line of the column names included; it is ``None`` where the whole file is meant.
    """

    file: str
    what: str
    remedy: str
    line: int | None = None
    field: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.what} {self.remedy}"

    @property
    def place(self) -> str:
        """Where it is, in words."""
        line = _("line %(line)s") % {"line": self.line} if self.line else ""
        return ", ".join(part for part in (self.file, line, self.field) if part)


class FileRefused(Refused):
    """A file cannot come in, and nothing was changed; ``problems`` says why, ``total`` counts those beyond as well."""

    def __init__(self, problems: tuple[Problem, ...], total: int | None = None) -> None:
        self.problems = problems
        self.total = total or len(problems)
        sentence = ngettext(
            "There is %(total)s mistake in the file. Nothing was changed.",
            "There are %(total)s mistakes in the file. Nothing was changed.",
            self.total,
        )
        super().__init__(sentence % {"total": self.total})


class Problems:
    """Gathers what is wrong while a file is read, so that all of it can be told at once.

    The first ``KEPT`` are kept: whoever mends a file with thousands of equal mistakes learns nothing from the rest.
    """

    KEPT = 200

    def __init__(self) -> None:
        self._kept: list[Problem] = []
        self.total = 0

    def add(self, problem: Problem) -> None:
        """Remember ``problem``."""
        self.total += 1
        if len(self._kept) < self.KEPT:
            self._kept.append(problem)

    def refuse_if_any(self) -> None:
        """Raise :class:`FileRefused` with everything gathered, file by file and line by line, if there is anything."""
        if self.total:
            files = list(dict.fromkeys(problem.file for problem in self._kept))
            ordered = sorted(self._kept, key=lambda problem: (files.index(problem.file), problem.line or 0))
            raise FileRefused(tuple(ordered), self.total)


def refuse(file: str, what: str, remedy: str, *, line: int | None = None, field: str = "") -> FileRefused:
    """Return the refusal of a file for one reason that makes reading on pointless."""
    return FileRefused((Problem(file, what, remedy, line, field),))
