"""Frameworks come in whole, and again with what changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from samenwijzer.foundation.packs import PackError
from samenwijzer.practice.goals.actions import change_of, save_framework
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent, LinkContent
from samenwijzer.practice.goals.models import Framework, Goal, localised
from samenwijzer.practice.goals.pack import frameworks
from samenwijzer.practice.goals.queries import prerequisites

FRAMEWORK = FrameworkContent(
    identifier="sample",
    version="1",
    title={"nl": "Voorbeeld"},
    kind="curriculum",
    status="sample",
    goals=(
        GoalContent("domain", None, {"nl": "Getallen"}, kind="domain"),
        GoalContent("count", "domain", {"nl": "tellen tot 20"}, code="G1", learner_wording={"nl": "Ik kan tellen."}),
        GoalContent("add", "domain", {"nl": "optellen tot 20"}, code="G2"),
    ),
    links=(LinkContent("add", "count", "prerequisite"),),
)


@pytest.mark.django_db
class TestSaving:
    def test_a_framework_is_stored_with_its_tree_and_links(self) -> None:
        change = save_framework(framework=FRAMEWORK, by=None)
        assert (change.new, change.links) == (("domain", "count", "add"), 1)
        add = Goal.objects.get(identifier="add")
        assert add.parent is not None
        assert add.parent.identifier == "domain"
        assert [goal.identifier for goal in prerequisites([add.pk])[add.pk]] == ["count"]

    def test_storing_it_again_changes_nothing(self) -> None:
        save_framework(framework=FRAMEWORK, by=None)
        assert save_framework(framework=FRAMEWORK, by=None).is_empty
        assert Framework.objects.count() == 1

    @pytest.mark.demand("D-270", partly=True)
    def test_a_changed_text_is_named_beforehand_and_stored(self) -> None:
        save_framework(framework=FRAMEWORK, by=None)
        goals = (*FRAMEWORK.goals[:2], replace(FRAMEWORK.goals[2], statement={"nl": "optellen tot 100"}))
        changed = replace(FRAMEWORK, goals=goals)
        assert change_of(changed).changed == ("add",)
        assert Goal.objects.get(identifier="add").full_statement == "optellen tot 20"
        assert save_framework(framework=changed, by=None).changed == ("add",)
        assert Goal.objects.get(identifier="add").full_statement == "optellen tot 100"

    def test_a_goal_that_is_gone_stays_because_evidence_may_rest_on_it(self) -> None:
        save_framework(framework=FRAMEWORK, by=None)
        change = save_framework(framework=replace(FRAMEWORK, goals=FRAMEWORK.goals[:2], links=()), by=None)
        assert change.gone == ("add",)
        assert Goal.objects.filter(identifier="add").exists()

    @pytest.mark.demand("D-163")
    def test_learner_wording_keeps_its_link_to_the_official_code_and_version(self) -> None:
        save_framework(framework=FRAMEWORK, by=None)
        goal = Goal.objects.select_related("framework").get(identifier="count")
        assert (goal.wording, goal.code, goal.framework.version) == ("Ik kan tellen.", "G1", "1")


def test_a_text_falls_back_on_a_language_there_is() -> None:
    assert localised({"fr": "compter"}) == "compter"
    assert localised({}) == ""


def test_the_pack_holds_some_two_hundred_goals_and_prerequisites_without_circles() -> None:
    links: dict[str, list[str]] = {}
    goals = 0
    for framework in frameworks():
        if framework.kind == "curriculum":
            goals += sum(goal.kind == "goal" for goal in framework.goals)
            for link in framework.links:
                links.setdefault(link.origin, []).append(link.destination)

    def walk(goal: str, path: tuple[str, ...]) -> None:
        assert goal not in path, f"{goal} is its own prerequisite"
        for before in links.get(goal, ()):
            walk(before, (*path, goal))

    for goal in links:
        walk(goal, ())
    assert goals >= 200


def test_a_mistake_in_a_framework_file_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "frameworks"
    folder.mkdir()
    (folder / "wiskunde.yaml").write_text(
        "identifier: w\ntitle: {nl: W}\nversion: '1'\nstatus: sample\nkind: curriculum\ngoals:\n"
        "  - {id: a, statement: {nl: A}, requires: [z]}\n  - {id: a, statement: {nl: B}}\n"
    )
    with pytest.raises(PackError) as error:
        frameworks(tmp_path)
    assert "wiskunde.yaml: a: this id is used twice" in str(error.value)
    assert "wiskunde.yaml: a: requires unknown goal z" in str(error.value)
