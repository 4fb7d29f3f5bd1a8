"""Every picture in the papers exists, is used, and is made by a journey."""

import re

from tests.docs.reference import ROOT

PICTURES = ROOT / "docs" / "handleiding" / "beelden"


def used() -> set[str]:
    papers = [*(ROOT / "docs" / "handleiding").glob("*.md"), ROOT / "README.md"]
    return {name for paper in papers for name in re.findall(r"beelden/([\w-]+)\.png", paper.read_text("utf-8"))}


def made() -> set[str]:
    journeys = (ROOT / "tests" / "journeys").glob("test_*.py")
    return {name for file in journeys for name in re.findall(r'photograph\(\w+, "([\w-]+)"\)', file.read_text("utf-8"))}


def test_every_picture_that_is_used_exists() -> None:
    assert used() <= {file.stem for file in PICTURES.glob("*.png")}


def test_every_picture_there_is_is_used_and_made_by_a_journey() -> None:
    there = {file.stem for file in PICTURES.glob("*.png")}
    assert there <= used()
    assert there <= made()
