"""Text that a spreadsheet would take for a formula (CWE-1236): guarded when it goes out, restored when it comes in.

An apostrophe goes before text that begins with ``=``, ``+``, ``-`` or ``@``, after any apostrophes of its own, so that
one is always added and always taken away: a name such as *'t Hooft* stays as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from samenwijzer.foundation.tables import Row, Table

_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def guarded(text: str) -> str:
    """Return ``text`` so that a spreadsheet shows it and does not compute it."""
    return f"'{text}" if _FORMULA.match(text) else text


def restored(text: str) -> str:
    """Return what :func:`guarded` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def restored_table(table: Table) -> Table:
    """Return ``table`` with all its values restored."""
    rows: Iterator[Row] = ((line, [restored(value) for value in values]) for line, values in table.rows)
    return replace(table, rows=rows)
