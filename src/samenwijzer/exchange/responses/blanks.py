"""Columns that must be there, but whose fields may be empty because that says something."""

from dataclasses import replace

from samenwijzer.foundation.columns import Column
from samenwijzer.foundation.tables import Table


def with_blanks(column: Column, table: Table) -> Column:
    """Return ``column`` as needed only where ``table`` lacks it altogether, so that its absence is told."""
    stands = column.name.casefold() in (name.casefold() for name in table.header)
    return column if stands else replace(column, needed=True)
