"""CASE packages in: the tree and its relations, what a wrong file is told, and that a second time nothing changes."""

import json
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from samenwijzer.exchange.case.plan import carry_out, plan
from samenwijzer.exchange.case.reading import read
from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.foundation.problems import FileRefused
from samenwijzer.practice.goals.models import Framework, Goal, GoalLink

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "case"


def node(id):
    return {"identifier": id, "uri": f"https://server/{id}", "title": id}


def association(type, origin, destination, number=None):
    content = {"associationType": type, "originNodeURI": node(origin), "destinationNodeURI": node(destination)}
    return content if number is None else content | {"sequenceNumber": number}


def item(id, **values):
    return {"identifier": id, "fullStatement": f"Statement {id}", **values}


def sound():
    return {
        "CFDocument": {"identifier": "doc", "title": "Wiskunde", "creator": "Wij", "language": "nl", "version": "2026"},
        "CFItems": [
            item("a", humanCodingScheme="G.1"),
            item("b", humanCodingScheme="G.1", abbreviatedStatement="Kort", educationLevel=["L3"]),
            item("c"),
            item("d", language="en"),
        ],
        "CFAssociations": [
            association("isChildOf", "d", "doc", 2),
            association("isChildOf", "a", "doc", 1),
            association("isChildOf", "c", "a", 2),
            association("isChildOf", "b", "a", 1),
            association("precedes", "b", "c"),
            association("exactMatchOf", "c", "d"),
            association("replacedBy", "a", "d"),
            association("isRelatedTo", "b", "d"),
        ],
    }


@pytest.fixture
def write(tmp_path):
    def write(content):
        path = tmp_path / "framework.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return write


def test_goals_stand_in_reading_order_under_their_parents(write):
    goals = read(write(sound())).framework.goals
    assert [(goal.identifier, goal.parent) for goal in goals] == [("a", None), ("b", "a"), ("c", "a"), ("d", None)]
    assert [goal.kind for goal in goals] == ["domain", "goal", "goal", "goal"]
    assert (goals[0].code, goals[1].code) == ("G.1", "G.1")
    assert (goals[1].short, goals[1].level) == ({"nl": "Kort"}, "L3")
    assert goals[3].statement == {"en": "Statement d"}


def test_what_precedes_is_a_prerequisite_of_what_comes_after(write):
    links = read(write(sound())).framework.links
    assert {(link.origin, link.destination, str(link.kind)) for link in links} == {
        ("c", "b", "prerequisite"),
        ("c", "d", "exactMatchOf"),
        ("a", "d", "replacedBy"),
        ("b", "d", "isRelatedTo"),
    }


@pytest.mark.django_db
def test_a_second_time_nothing_changes(write):
    path = write(sound())
    first = plan(read(path))
    assert [count.new for count in first.preview.counts] == [1, 4, 4]
    carry_out(first, by=None)
    assert Goal.objects.get(identifier="b").parent == Goal.objects.get(identifier="a")
    events = AuditEvent.objects.count()
    second = plan(read(path))
    assert second.preview.is_empty
    carry_out(second, by=None)
    assert AuditEvent.objects.count() == events


@pytest.mark.django_db
def test_a_newer_file_changes_texts_and_relations_and_keeps_goals_that_are_gone(write):
    carry_out(plan(read(write(sound()))), by=None)
    content = sound()
    content["CFItems"][1]["fullStatement"] = "Beter gezegd"
    content["CFItems"].pop(3)
    content["CFAssociations"] = content["CFAssociations"][1:5]
    content["CFDocument"]["adoptionStatus"] = "Deprecated"
    newer = plan(read(write(content)))
    frameworks, goals, links = newer.preview.counts
    assert (frameworks.changed, goals.changed, links.ended) == (1, 1, 3)
    carry_out(newer, by=None)
    assert Goal.objects.count() == 4
    assert GoalLink.objects.get().kind == GoalLink.Kind.PREREQUISITE
    assert Framework.objects.get().status == Framework.Status.DEPRECATED
    assert plan(read(write(content))).preview.is_empty


def broken(**changes):
    content = sound()
    for place, value in changes.items():
        where, number, name = place.split("__")
        (content[where] if number == "all" else content[where][int(number)])[name] = value
    return content


FAULTS = {
    "no JSON": ('{"CFDocument": {},\n', ""),
    "a list": ("[]", "CFDocument"),
    "no document": ({"CFItems": []}, "CFDocument"),
    "a document without identifier": (broken(CFDocument__all__identifier=""), "CFDocument.identifier"),
    "a document without title": (broken(CFDocument__all__title=None), "CFDocument.title"),
    "items that are no list": ({**sound(), "CFItems": {"a": 1}}, "CFItems"),
    "an item that is no object": ({**sound(), "CFItems": [*sound()["CFItems"], 3]}, "CFItems[5]"),
    "no statement": (broken(CFItems__1__fullStatement=""), "CFItems[2].fullStatement"),
    "a statement that is a number": (broken(CFItems__1__fullStatement=3), "CFItems[2].fullStatement"),
    "a statement with half a letter": (broken(CFItems__1__fullStatement="\ud800"), "CFItems[2].fullStatement"),
    "a code that never ends": (broken(CFItems__1__humanCodingScheme="x" * 61), "CFItems[2].humanCodingScheme"),
    "the same identifier twice": ({**sound(), "CFItems": [*sound()["CFItems"], item("b")]}, "CFItems[5].identifier"),
    "an unknown parent": (
        broken(CFAssociations__2__destinationNodeURI=node("z")), "CFAssociations[3].destinationNodeURI",
    ),
    "an unknown child": (broken(CFAssociations__2__originNodeURI=node("z")), "CFAssociations[3].originNodeURI"),
    "an association with one end": (
        broken(CFAssociations__5__destinationNodeURI=None), "CFAssociations[6].destinationNodeURI",
    ),
    "an association without type": (broken(CFAssociations__5__associationType=""), "CFAssociations[6].associationType"),
    "an item under itself": (broken(CFAssociations__0__destinationNodeURI=node("d")), "CFItems[4]"),
    "goals that precede each other": (
        {**sound(), "CFAssociations": [*sound()["CFAssociations"], association("precedes", "c", "b")]},
        "CFAssociations",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "field"), FAULTS.values(), ids=FAULTS.keys())
def test_a_planted_fault_is_told_in_two_languages(write, content, field):
    told = []
    for language in ("en", "nl"):
        with translation.override(language), pytest.raises(FileRefused) as caught:
            read(write(content))
        told.append(caught.value.problems)
    assert [problem.field for problem in told[0]] == [field]
    assert told[0][0].what != told[1][0].what and told[0][0].remedy != told[1][0].remedy


#: Faults that leave nothing to mend.
BEYOND = ("no JSON", "a list", "no document")


@pytest.mark.parametrize("fault", [name for name in FAULTS if name not in BEYOND])
def test_what_can_be_mended_is_and_is_told_in_two_languages(write, fault):
    path, told = write(FAULTS[fault][0]), []
    for language in ("en", "nl"):
        with translation.override(language):
            goals = read(path, tolerant=True)
        told.append(goals.mended)
    assert goals.framework.goals or fault == "items that are no list"
    assert told[0][0].what != told[1][0].what
    assert told[0][0].place.startswith("CF")
    assert read(write(sound()), tolerant=True).mended == ()


@pytest.mark.parametrize("fault", BEYOND)
def test_what_cannot_be_mended_is_refused_in_both_ways(write, fault):
    with pytest.raises(FileRefused):
        read(write(FAULTS[fault][0]), tolerant=True)


def test_a_circle_of_three_names_each_of_them(write):
    content = sound()
    content["CFAssociations"][:4] = [
        association("isChildOf", "a", "b"),
        association("isChildOf", "b", "c"),
        association("isChildOf", "c", "a"),
        association("isChildOf", "d", "doc"),
    ]
    with pytest.raises(FileRefused) as caught:
        read(write(content))
    assert {problem.field for problem in caught.value.problems} == {"CFItems[1]", "CFItems[2]", "CFItems[3]"}


def test_what_is_passed_over_is_said(write):
    content = sound()
    content["CFItems"].append(item("loose", educationLevel=["L1", "L2"]))
    content["CFAssociations"] += [
        association("isChildOf", "c", "d"),
        association("exemplar", "a", "b"),
        association("exactMatchOf", "a", "elsewhere"),
    ]
    goals = read(write(content))
    assert len(goals.remarks) == 4
    assert len(goals.outside) == 1
    assert next(goal for goal in goals.framework.goals if goal.identifier == "c").parent == "a"
    assert next(goal for goal in goals.framework.goals if goal.identifier == "loose").parent is None


def test_an_end_known_by_its_address_only_is_read(write):
    content = sound()
    content["CFAssociations"][2]["originNodeURI"] = {"uri": "https://server/CFItems/c"}
    assert [goal.identifier for goal in read(write(content)).framework.goals] == ["a", "b", "c", "d"]


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(8)))
def test_the_order_of_associations_in_the_file_does_not_matter(tmp_path_factory, order):
    content = sound()
    content["CFAssociations"] = [content["CFAssociations"][place] for place in order]
    path = tmp_path_factory.mktemp("case") / "framework.json"
    path.write_text(json.dumps(content))
    assert [goal.identifier for goal in read(path).framework.goals] == ["a", "b", "c", "d"]


def test_a_very_deep_tree_is_read(write):
    content = {"CFDocument": {"identifier": "doc", "title": "Diep"}, "CFItems": [item(str(n)) for n in range(3000)]}
    content["CFAssociations"] = [association("isChildOf", str(n), str(n - 1) if n else "doc") for n in range(3000)]
    assert len(read(write(content)).framework.goals) == 3000


@pytest.mark.real_data
@pytest.mark.django_db
@pytest.mark.skipif(not DATA.exists(), reason="the data folder beside the repository is absent")
@pytest.mark.parametrize(
    ("name", "goals"),
    [
        ("ordering_cfpackage_v1p0", 65),
        ("SmartLevelFramework", 14),
        ("MarkdownFramework", 2),
        ("Utf8TestFramework", 1),
    ],
)
def test_real_packages_come_in_whole(name, goals):
    path = DATA / f"{name}.json"
    carry_out(plan(read(path)), by=None)
    assert Goal.objects.count() == goals
    assert plan(read(path)).preview.is_empty
