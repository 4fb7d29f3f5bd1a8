"""Packs: content is checked on load, and an error names file and line."""

from pathlib import Path

import pytest

from samenwijzer.foundation.packs import PackError, PackModel, Text, load


class Corner(PackModel):
    name: Text
    places: int


class Corners(PackModel):
    corners: tuple[Corner, ...]


def write(folder: Path, text: str) -> Path:
    file = folder / "corners.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_content_is_loaded(tmp_path: Path) -> None:
    file = write(tmp_path, "corners:\n  - name: {nl: bouwhoek, en: blocks}\n    places: 4\n")
    corner = load(file, Corners).corners[0]
    assert (corner.name.in_language("nl"), corner.name.in_language("en-GB"), corner.places) == ("bouwhoek", "blocks", 4)


def test_text_without_english_falls_back_on_dutch(tmp_path: Path) -> None:
    assert Text(nl="poppenhoek").in_language("en") == "poppenhoek"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("corners:\n  - name: {nl: bouwhoek}\n    places: veel\n", "corners.yaml:3: corners.0.places"),
        ("corners:\n  - name: {nl: bouwhoek}\n    places: 4\n  - places: 2\n", "corners.yaml:4: corners.1.name"),
        ("corners:\n  - name: {nl: bouwhoek}\n    places: 4\n    colour: red\n", "corners.yaml:4: corners.0.colour"),
        ("corners:\n  - name: {nl: 'bouwhoek}\n", "corners.yaml:3"),
        ("", "corners.yaml:1: the file is empty"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(PackError) as error:
        load(write(tmp_path, text), Corners)
    assert said in str(error.value)
