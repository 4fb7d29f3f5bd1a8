"""A newer text of a framework: what changed is said with both wordings, and goals lead to what replaced them."""

from dataclasses import replace
from datetime import date

import pytest

from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent, LinkContent
from samenwijzer.practice.goals.models import Framework, Goal
from samenwijzer.practice.goals.versions import Happened, changes_between, changes_within, previous_version

pytestmark = pytest.mark.django_db
LONG_AGO = date(2000, 1, 1)


def framework(version: str, texts: dict[str, str], *replaced: tuple[str, str]) -> FrameworkContent:
    return FrameworkContent(
        identifier="sample",
        version=version,
        title={"nl": "Voorbeeld"},
        kind="curriculum",
        status="adopted",
        goals=tuple(GoalContent(id, None, {"nl": text}, code=id.upper()) for id, text in texts.items()),
        links=tuple(LinkContent(old, new, "replacedBy") for old, new in replaced),
    )


OLD = {"a": "tellen tot 20", "b": "optellen tot 20", "c": "klok in uren", "d": "meten"}


def told() -> list[tuple[str, str, str, str, list[str]]]:
    new = Framework.objects.get(version="2")
    old = previous_version(new)
    assert old is not None
    return [
        (one.happened.value, one.goal.identifier, one.before, one.after, [end.identifier for end in one.successors])
        for one in changes_between(old, new)
    ]


@pytest.mark.demand("D-270", partly=True)
def test_between_two_versions_each_goal_says_what_happened_to_it() -> None:
    save_framework(framework=framework("1", OLD), by=None)
    new = {"a": "tellen tot 20", "b": "optellen tot 100", "d": "meten", "e": "meten met een lat", "f": "delen"}
    save_framework(framework=framework("2", new, ("d", "e")), by=None)
    assert told() == [
        ("reworded", "b", "optellen tot 20", "optellen tot 100", []),
        ("gone", "c", "klok in uren", "", []),
        ("replaced", "d", "meten", "", ["e"]),
        ("new", "e", "", "meten met een lat", []),
        ("new", "f", "", "delen", []),
    ]


def test_a_chain_of_replacements_is_followed_to_its_end_and_a_circle_is_left() -> None:
    save_framework(framework=framework("1", OLD), by=None)
    new = OLD | {"x": "x", "y": "y", "z": "z"}
    links = (("a", "x"), ("x", "y"), ("c", "d"), ("d", "c"), ("b", "y"), ("b", "z"))
    save_framework(framework=framework("2", new, *links), by=None)
    replaced = {id: ends for happened, id, _before, _after, ends in told() if happened == "replaced"}
    assert replaced == {"a": ["y"], "b": ["y", "z"]}


def test_within_a_version_the_oldest_wording_since_a_day_is_beside_the_present_one() -> None:
    save_framework(framework=framework("1", OLD), by=None)
    save_framework(framework=framework("1", OLD | {"b": "optellen tot 50"}), by=None)
    save_framework(framework=framework("1", OLD | {"b": "optellen tot 100"}), by=None)
    stored = Framework.objects.get()
    (change,) = changes_within(stored, LONG_AGO)
    assert (change.before, change.after) == ("optellen tot 20", "optellen tot 100")
    save_framework(framework=framework("1", OLD), by=None)
    assert changes_within(stored, LONG_AGO) == []
    assert changes_within(stored, date(3000, 1, 1)) == []


def test_a_goal_that_left_says_so_and_one_that_returns_is_there_again() -> None:
    save_framework(framework=framework("1", OLD), by=None)
    less = {id: text for id, text in OLD.items() if id != "c"}
    assert save_framework(framework=framework("1", less), by=None).gone == ("c",)
    assert save_framework(framework=framework("1", less), by=None).is_empty
    assert [one.happened for one in changes_within(Framework.objects.get(), LONG_AGO)] == [Happened.GONE]
    assert "c" in save_framework(framework=framework("1", OLD), by=None).changed
    assert Goal.objects.get(identifier="c").gone_at is None


def test_a_new_title_alone_is_stored() -> None:
    save_framework(framework=framework("1", OLD), by=None)
    save_framework(framework=replace(framework("1", OLD), title={"nl": "Nieuwe titel"}), by=None)
    assert str(Framework.objects.get()) == "Nieuwe titel"
