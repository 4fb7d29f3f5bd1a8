"""Knecht's class: twenty-six pupils and whom they named as friends, through the command line and through the screen.

What is asked of groups is that everyone who named a friend sits with one; nobody's place in the network is read.
"""

import csv
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.urls import reverse

from samenwijzer.cli.groups import command
from samenwijzer.learning.groups import solver
from samenwijzer.learning.groups.models import Tie
from tests.worlds import small_world

KNECHT = Path(__file__).parents[2] / "shared" / "data" / "networks"
SIZES = [4, 4, 4, 4, 4, 3, 3]
#: Of the second wave one pupil named only friends whose own names pull the other way: one may stay without.
WITHOUT = {1: 0, 2: 1, 3: 0, 4: 1}


@dataclass(frozen=True)
class Wave:
    """One of the four times the pupils were asked: who is a girl, and whom each named."""

    girls: dict[int, bool]
    named: dict[int, list[int]]

    @property
    def naming(self) -> int:
        """How many named anybody."""
        return sum(bool(self.named[one]) for one in self.girls)


def wave(number: int) -> Wave:
    if not KNECHT.is_dir():
        pytest.skip("The folder shared/data/networks is not beside the repository.")

    def rows(name: str) -> list[dict[str, str]]:
        with (KNECHT / name).open(encoding="utf-8") as file:
            return [row for row in csv.DictReader(file) if row["wave"] == str(number)]

    girls = {int(row["node"]): row["gender"] == "1" for row in rows("knecht_nodes.csv")}
    named: dict[int, list[int]] = defaultdict(list)
    for row in rows("knecht_edges.csv"):
        if int(row["to"]) in girls:
            named[int(row["from"])].append(int(row["to"]))
    return Wave(girls, named)


@pytest.mark.real_data
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_on_the_command_line_everyone_who_named_a_friend_sits_with_one(number: int) -> None:
    found = wave(number)
    learners = [
        {"id": str(one), "traits": {"girl": girl}, "prefers": [str(friend) for friend in found.named[one]]}
        for one, girl in found.girls.items()
    ]
    weights = {"score": 0, "trait": 50, "repeat": 0, "lonely": 30}
    stated = json.dumps({"learners": learners, "sizes": SIZES, "weights": weights})
    result = CliRunner().invoke(command, ["form", "-", "--seconds", "0.5", "--json"], input=stated)
    printed = json.loads(result.output)
    lonely = printed["parts"]["lonely"] / weights["lonely"] - (len(learners) - found.naming)
    assert lonely <= WITHOUT[number]
    assert printed["parts"]["trait"] <= weights["trait"], "boys and girls are mixed over nearly all groups"
    assert sorted(map(len, printed["groups"]), reverse=True) == SIZES


@pytest.mark.real_data
def test_through_the_screen_a_class_is_entered_at_once_and_sits_with_friends(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solver, "BUDGET", 0.4)
    found, world = wave(1), small_world(learners=26)
    called = dict(zip(found.girls, world.learners, strict=True))
    lines = [
        f"{called[one]}: {', '.join(str(called[friend]) for friend in friends)}" for one, friends in found.named.items()
    ]
    teacher = world.client_of(world.teacher)
    teacher.post(reverse("groups_preferences", args=[world.group.pk]), {"lines": "\n".join(lines)})
    assert Tie.objects.count() == sum(map(len, found.named.values()))
    asked = {"purpose": "cooperation", "size": 4, "here": [one.pk for one in world.learners]}
    asked["girl"] = [called[one].pk for one, girl in found.girls.items() if girl]
    answer = teacher.post(reverse("groups_propose", args=[world.group.pk]), asked, headers={"HX-Request": "true"})
    page = answer.content.decode()
    first = page.partition('<li class="card')[2].partition("</li>\n    <li")[0]
    assert "Iedereen zit bij iemand met wie die graag werkt." in first
    assert re.search(r"Meisjes: 17 van de 26 leerlingen, [1-3] tot [34] per groep", page)
