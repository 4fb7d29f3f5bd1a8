"""CASE packages out: valid against the official schema, and unchanged when they come in again."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft201909Validator, FormatChecker

from samenwijzer.exchange.case.export import package, uuid_of
from samenwijzer.exchange.case.plan import carry_out, plan
from samenwijzer.exchange.case.reading import read
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent, LinkContent
from samenwijzer.practice.goals.models import Framework, Goal, GoalLink
from samenwijzer.practice.goals.pack import frameworks

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "case"
SCHEMA = DATA / "case-v1p1-cfpackage-official-schema.json"
real_data = pytest.mark.skipif(not DATA.exists(), reason="the data folder beside the repository is absent")
pytestmark = pytest.mark.django_db
UUIDS = [f"0b7a3c1e-0000-4000-8000-00000000000{number}" for number in range(6)]
CONTENT = FrameworkContent(
    identifier=UUIDS[0],
    version="2026",
    title={"nl": "Wiskunde"},
    kind="curriculum",
    status="adopted",
    publisher="Wij",
    source="https://voorbeeld.example/wiskunde",
    goals=(
        GoalContent(UUIDS[1], None, {"nl": "Getallen"}, kind="domain"),
        GoalContent(UUIDS[2], UUIDS[1], {"nl": "tellen"}, code="G.1", level="L3", short={"nl": "tel"}),
        GoalContent(UUIDS[3], UUIDS[1], {"en": "adding"}, code="G.1"),
        GoalContent(UUIDS[4], None, {"nl": "meten"}, kind="attitude"),
    ),
    links=(
        LinkContent(UUIDS[3], UUIDS[2], "prerequisite"),
        LinkContent(UUIDS[4], UUIDS[3], "exactMatchOf"),
        LinkContent(UUIDS[2], UUIDS[4], "isRelatedTo"),
        LinkContent(UUIDS[2], UUIDS[3], "replacedBy"),
        LinkContent(UUIDS[4], UUIDS[2], "closeMatchOf"),
        LinkContent(UUIDS[4], UUIDS[2], "isRelatedTo"),
        LinkContent(UUIDS[3], UUIDS[4], "isPartOf"),
    ),
)


def faults(content: object) -> list[str]:
    """Say what the official schema finds wrong, formats included."""
    validator = Draft201909Validator(json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=FormatChecker())
    return [f"{'/'.join(map(str, error.path))}: {error.message}" for error in validator.iter_errors(content)]


def saved(content: FrameworkContent) -> Framework:
    save_framework(framework=content, by=None)
    return Framework.objects.get(identifier=content.identifier, version=content.version)


@pytest.fixture
def file(tmp_path):
    def write(content) -> Path:
        path = tmp_path / "out.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        return path

    return write


@pytest.mark.real_data
@real_data
@pytest.mark.parametrize("content", frameworks(), ids=lambda content: content.identifier)
def test_every_framework_of_the_pack_goes_out_valid_in_again_and_out_the_same(content: FrameworkContent, file) -> None:
    sent = package(saved(content))
    assert faults(sent) == []
    path = file(sent)
    Framework.objects.all().delete()
    again = plan(read(path))
    assert [count.new for count in again.preview.counts] == [1, len(content.goals), len(content.links)]
    carry_out(again, by=None)
    assert package(Framework.objects.get()) == sent
    assert plan(read(path)).preview.is_empty


@pytest.mark.real_data
@real_data
def test_the_schema_notices_a_planted_fault() -> None:
    sent = package(saved(CONTENT))
    assert faults(sent) == []
    sent["CFItems"][0]["identifier"] = "domain"
    sent["CFAssociations"][0].pop("destinationNodeURI")
    assert len(faults(sent)) == 2


@pytest.mark.demand("D-275", partly=True)
def test_what_goes_out_goes_in_again_unchanged(file) -> None:
    sent = package(saved(CONTENT))
    path = file(sent)
    again = plan(read(path))
    assert again.preview.is_empty
    before = list(Goal.objects.order_by("pk").values())
    Framework.objects.all().delete()
    carry_out(plan(read(path)), by=None)
    strip = ("id", "framework_id", "parent_id", "changed_at", "stems")
    after = list(Goal.objects.order_by("pk").values())
    assert [{key: row[key] for key in row if key not in strip} for row in after] == [
        {key: row[key] for key in row if key not in strip} for row in before
    ]
    assert package(Framework.objects.get()) == sent


def test_relations_with_goals_that_stand_elsewhere_are_found_by_the_name_they_went_out_with(file) -> None:
    other = saved(
        FrameworkContent("spraak", "1", {"nl": "Taal"}, "x", "draft", (GoalContent("t1", None, {"nl": "taal"}),))
    )
    content = replace(CONTENT, links=(LinkContent(UUIDS[2], "spraak/t1", "exactMatchOf"),))
    path = file(package(saved(content)))
    Framework.objects.exclude(pk=other.pk).delete()
    first = plan(read(path))
    assert (first.links.new, first.elsewhere) == (1, 0)
    carry_out(first, by=None)
    assert GoalLink.objects.get().destination.framework == other
    assert plan(read(path)).preview.is_empty
    Framework.objects.all().delete()
    alone = plan(read(path))
    assert (alone.links.new, alone.elsewhere) == (0, 1)
    assert any("hier niet bekend" in remark for remark in alone.preview.remarks)


def test_what_replaces_a_goal_of_the_version_before_goes_out_with_the_newer_one(file) -> None:
    saved(replace(CONTENT, version="2025", links=()))
    newer = replace(
        CONTENT, goals=CONTENT.goals[:3], links=(LinkContent(f"{UUIDS[0]}/{UUIDS[4]}", UUIDS[3], "replacedBy"),)
    )
    path = file(package(saved(newer)))
    assert plan(read(path)).preview.is_empty
    Framework.objects.filter(version="2026").delete()
    again = plan(read(path))
    assert any("1 vervangen" in remark for remark in again.preview.remarks)
    carry_out(again, by=None)
    assert GoalLink.objects.get().origin.framework.version == "2025"


def test_another_system_that_changes_a_text_wins_from_what_it_left_in_our_extension(file) -> None:
    goal = GoalContent(UUIDS[1], None, {"nl": "tellen", "en": "counting"})
    sent = package(saved(replace(CONTENT, goals=(goal,), links=())))
    sent["CFItems"][0]["fullStatement"] = "verder tellen"
    assert read(file(sent)).framework.goals[0].statement == {"nl": "verder tellen", "en": "counting"}


@pytest.mark.real_data
@real_data
@pytest.mark.parametrize(
    "name", ["ordering_cfpackage_v1p0", "SmartLevelFramework", "MarkdownFramework", "Utf8TestFramework"]
)
def test_a_real_package_goes_out_valid_and_in_again_unchanged(name: str, file) -> None:
    carry_out(plan(read(DATA / f"{name}.json")), by=None)
    sent = package(Framework.objects.get())
    assert faults(sent) == []
    assert plan(read(file(sent))).preview.is_empty


def test_identifiers_that_are_no_uuid_are_made_into_one_that_lasts() -> None:
    framework = saved(replace(CONTENT, identifier="wiskunde", goals=(GoalContent("g1", None, {"nl": "x"}),), links=()))
    sent = package(framework)
    assert (
        sent["CFItems"][0]["identifier"] == uuid_of(framework, "g1") == package(framework)["CFItems"][0]["identifier"]
    )
    assert sent["CFItems"][0]["extensions"]["samenwijzer"]["identifier"] == "g1"
    assert sent["CFDocument"]["extensions"]["samenwijzer"]["identifier"] == "wiskunde"
    assert uuid_of(framework, UUIDS[2]) == UUIDS[2]


def test_a_learners_wording_and_other_languages_travel_in_the_extensions() -> None:
    goal = GoalContent(UUIDS[1], None, {"nl": "tellen", "en": "counting"}, learner_wording={"nl": "Ik kan tellen."})
    (item,) = package(saved(replace(CONTENT, goals=(goal,), links=())))["CFItems"]
    assert item["fullStatement"] == "tellen"
    assert item["extensions"]["samenwijzer"] == {
        "statement": {"nl": "tellen", "en": "counting"},
        "learnerWording": {"nl": "Ik kan tellen."},
    }


def test_a_goal_that_is_gone_does_not_go_out() -> None:
    saved(CONTENT)
    framework = saved(replace(CONTENT, goals=CONTENT.goals[:1], links=()))
    assert len(package(framework)["CFItems"]) == 1
