"""The kept database a test run begins from: never one of a migration that was changed or taken away."""

from pathlib import Path

from tests.migrated import Migrations

FIRST = ("Django 5", "a/0001_start.py 11", "b/0001_start.py 22")


def kept(folder: Path, *lines: str) -> Path:
    made = Migrations(lines)
    (folder / f"{made.name}.lines").write_text("\n".join(lines))
    return folder / f"{made.name}.sqlite3"


def test_the_nearest_database_of_the_same_migrations_is_begun_from(tmp_path: Path) -> None:
    now = Migrations((*FIRST, "b/0002_more.py 33", "c/0001_start.py 44"))
    assert now.kept_in(tmp_path) is None
    kept(tmp_path, *FIRST)
    nearest = kept(tmp_path, *FIRST, "b/0002_more.py 33")
    kept(tmp_path, *FIRST, "b/0002_more.py changed")
    kept(tmp_path, *FIRST, "d/0001_taken_away.py 55")
    kept(tmp_path, "Django 6", *FIRST[1:], "b/0002_more.py 33", "c/0001_start.py 44")
    assert now.kept_in(tmp_path) == nearest
