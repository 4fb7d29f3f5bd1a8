"""``samenwijzer export``: a framework as CASE package."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from samenwijzer.cli.main import main
from tests.worlds import World

IDENTIFIER = "https://voorbeeld.example/wiskunde"


def run(*arguments: object):
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


@pytest.mark.usefixtures("world")
def test_a_framework_is_written(tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    result = run("goals", IDENTIFIER, file)
    assert (result.exit_code, result.output) == (0, "Wiskunde (voorbeeld): 4 doelen weggeschreven.\n")
    assert len(json.loads(file.read_text(encoding="utf-8"))["CFItems"]) == 4


@pytest.mark.parametrize("asked", [("onbekend",), (IDENTIFIER, "--version", "7")])
def test_a_framework_that_is_not_there_is_said_with_those_that_are(world: World, tmp_path: Path, asked) -> None:
    name, *options = asked
    result = run("goals", name, tmp_path / "out.json", *options)
    assert result.exit_code == 1
    assert IDENTIFIER in result.output
    assert not (tmp_path / "out.json").exists()
