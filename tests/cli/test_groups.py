"""``samenwijzer groups``: the interchange of the design, word for word."""

import json

import pytest
from click.testing import CliRunner

from samenwijzer.cli.groups import command

PROBLEM = {
    "learners": [
        {"id": id_, "score": score, "traits": {"girl": id_ in "ab", "home": "fr", "support": False}, "prefers": ["a"]}
        for id_, score in zip("abcdef", (57, 40, 63, 20, 90, 30), strict=True)
    ],
    "sizes": [3, 3],
    "apart": [["a", "b"]],
    "together": [["c", "d"]],
    "history": [["a", "c", 2]],
    "weights": {"score": 1, "trait": 50, "repeat": 20, "lonely": 30},
}
DAY = {
    "offers": [
        {"id": "instructie", "slot": "1", "capacity": 1, "kind": "instruction", "goals": ["breuken"]},
        {"id": "project", "slot": "1", "capacity": 5},
    ],
    "learners": [{"id": "an", "needs": ["breuken"]}, {"id": "bo", "wishes": ["project"]}],
}


def run(stated, *arguments):
    return CliRunner().invoke(command, [arguments[0], "-", *arguments[1:]], input=json.dumps(stated))


def test_form_prints_groups_cost_parts_and_seconds():
    result = run(PROBLEM, "form", "--seconds", "0.05", "--json")
    printed = json.loads(result.output)
    assert list(printed) == ["groups", "cost", "parts", "seconds"]
    assert list(printed["parts"]) == ["score", "trait", "repeat", "lonely"]
    assert printed["cost"] == pytest.approx(sum(printed["parts"].values()))
    groups = [set(group) for group in printed["groups"]]
    assert [len(group) for group in groups] == [3, 3]
    assert not any({"a", "b"} <= group for group in groups)
    assert any({"c", "d"} <= group for group in groups)


def test_form_without_json_is_for_people():
    result = run(PROBLEM, "form", "--seconds", "0.05")
    assert result.exit_code == 0
    assert "cost" in result.output


def test_form_says_why_it_cannot():
    result = run(PROBLEM | {"sizes": [3, 4]}, "form")
    assert result.exit_code == 1
    assert "The groups have 7 places in all, there are 6 learners." in result.output


@pytest.mark.parametrize("wrong", [{"weights": {"score": -1}}, {"learners": [{"score": 3}]}, {"sizes": "three"}])
def test_form_refuses_a_file_that_is_not_a_problem(wrong):
    assert run(PROBLEM | wrong, "form").exit_code == 1


def test_place_prints_placements_with_reasons_and_the_proven_gap():
    printed = json.loads(run(DAY, "place", "--json").output)
    reasons = {(one["learner"], one["offer"], one["why"], one["about"]) for one in printed["placements"]}
    assert reasons == {("an", "instructie", "need", "breuken"), ("bo", "project", "wish", "1")}
    assert printed["gap"] == pytest.approx(0, abs=1e-9)
    assert printed["unmet"] == printed["unseated"] == []


def test_place_without_json_is_one_line_and_errors_are_sentences():
    assert "2 places, 0 needs unmet" in run(DAY, "place").output
    result = run(DAY | {"offers": DAY["offers"] * 2}, "place")
    assert result.exit_code == 1
    assert "more than once: instructie and project" in result.output
