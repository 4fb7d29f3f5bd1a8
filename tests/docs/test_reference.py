"""The generated reference documents say what the code says."""

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docs.reference import DOCUMENTS, ROOT, demand_marks

FOLDER = ROOT / "docs" / "reference"


@pytest.mark.parametrize(("name", "text"), DOCUMENTS.items())
def test_document_is_up_to_date(name: str, text: Callable[[], str]) -> None:
    file: Path = FOLDER / name
    if os.environ.get("WRITE_REFERENCE"):
        file.write_text(text(), encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text(), f"{name} is out of date: run make reference"


def test_marks_name_demands_that_exist() -> None:
    with (FOLDER / "demands.csv").open(encoding="utf-8") as file:
        known = {row["id"] for row in csv.DictReader(file)}
    assert demand_marks().keys() <= known


def test_all_demands_are_listed() -> None:
    with (FOLDER / "demands.csv").open(encoding="utf-8") as file:
        assert [row["id"] for row in csv.DictReader(file)] == [f"D-{n:03}" for n in range(1, 482)]
