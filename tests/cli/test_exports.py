"""``samenwijzer export``: a framework as CASE package, and rosters."""

import json
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from samenwijzer.cli.main import main
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.network.organisation.models import Unit
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


ROSTERS = Path(__file__).resolve().parents[3] / "shared" / "data" / "roster"


@pytest.mark.real_data
@pytest.mark.django_db
@pytest.mark.skipif(not ROSTERS.exists(), reason="the data folder beside the repository is absent")
@pytest.mark.parametrize("name", ["oneroster.zip", "oneroster12_one_row_each.zip"])
@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_every_roster_of_others_comes_in_goes_out_and_comes_in_again_unchanged(
    tmp_path: Path, name: str, version: str
) -> None:
    group = create_unit(kind="school_group", name="Groep", parent=None, by=None)
    out = tmp_path / "out.zip"
    arguments = ["--under", group.pk, "--from", "2026-09-01", "--yes"]
    bring_in = partial(CliRunner().invoke, main)
    assert bring_in(["import", "roster", str(ROSTERS / name), *map(str, arguments)]).exit_code == 0
    school = Unit.objects.get(kind="school")
    assert run("roster", school.pk, "--out", out, "--version", version).exit_code == 0
    again = bring_in(["import", "--language", "en", "roster", str(out), "--under", str(group.pk), "--preview"])
    assert (
        "Everything stands already"
        in bring_in(["import", "--language", "en", "roster", str(out), "--under", str(group.pk), "--yes"]).output
    ), again.output
    assert run("roster", group.pk, "--out", out, "--since", "2026-11-01").exit_code == 0
    assert run("roster", school.pk, "--out", out, "--version", "2.0").exit_code == 2
