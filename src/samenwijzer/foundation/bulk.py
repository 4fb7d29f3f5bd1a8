"""Storing very many new rows of a model at once, without making an object of each."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

#: Their values reach the database as they are.
AS_IT_IS = (
    models.AutoField,
    models.BooleanField,
    models.CharField,
    models.FloatField,
    models.IntegerField,
    models.TextField,
)


def new_ids(model: type[models.Model], count: int) -> Sequence[int]:
    """Return ``count`` ids that no row of ``model`` has or will get; inside the transaction that stores the rows.

    On SQLite such a transaction keeps other writers out, so that the ids after the last one given are free.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [table, model._meta.pk.column, count],
            )
            return [id for (id,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or [0])[0]
    return range(last + 1, last + count + 1)


def insert_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert ``rows``, each with a value for every one of ``fields`` (names as on the model, ``…_id`` for a key).

    A field that is not named gets its default, the same in every row. Constraints hold as always; ``save`` of the
    model is passed by, as with ``bulk_create``, and ids come from :func:`new_ids` where they are needed.
    """
    named = {field.attname: field for field in model._meta.concrete_fields}
    given = [named.pop(name) for name in fields]
    constant = [field for field in named.values() if not field.primary_key]
    tail = [field.get_db_prep_save(field.pre_save(model(), add=True), connection) for field in constant]
    places = [(n, field) for n, field in enumerate(given) if not isinstance(_target(field), AS_IT_IS)]

    def prepared() -> Iterable[list[Any]]:
        for row in rows:
            values = [*row, *tail]
            for place, field in places:
                values[place] = field.get_db_prep_save(values[place], connection)
            yield values

    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in [*given, *constant])
    into = f"{connection.ops.quote_name(model._meta.db_table)} ({columns})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for values in prepared():
                    copy.write_row(values)
        else:
            marks = ", ".join(["%s"] * (len(given) + len(constant)))
            cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", list(prepared()))  # noqa: S608


def _target(field: "models.Field[Any, Any]") -> "models.Field[Any, Any]":
    """Return the field whose values are stored: of a foreign key the one it points at."""
    return field.target_field if isinstance(field, models.ForeignKey) else field
