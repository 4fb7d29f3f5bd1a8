"""No column of the lake without a purpose: the product does not start while one is undeclared, or holds text."""

from typing import Any

from django.core.checks import CheckMessage, Error

from samenwijzer.foundation.lake.tables import all_tables


def every_column_has_a_purpose(**options: Any) -> list[CheckMessage]:
    """Return an error for each column of each table whose field is undeclared, secret, or written by somebody."""
    return [
        Error(f"Column {table.name}.{column.name} of the lake has no declared purpose.", id="lake.E001")
        for table in all_tables()
        for column in table.all_columns
        if column.declaration is None
    ]
