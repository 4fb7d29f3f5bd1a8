"""Every picture in the papers exists, is used, and is made by a journey."""

import re

import pytest

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


@pytest.mark.parametrize("folder", ["handleiding", "developers"])
def test_the_start_page_names_every_chapter_and_no_link_leads_nowhere(folder: str) -> None:
    home = ROOT / "docs" / folder
    links = {
        paper: {link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", paper.read_text("utf-8"))}
        for paper in home.glob("*.md")
    }
    dead = {(paper.name, link) for paper, found in links.items() for link in found if ":" not in link and link}
    assert {(name, link) for name, link in dead if not (home / link).exists()} == set()
    assert {paper.name for paper in home.glob("*.md")} - {"README.md"} <= links[home / "README.md"]
