"""The screens of goals over HTTP: what each shows to whom, that names leave a trail, and constant query counts."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.network.access.models import View
from samenwijzer.network.notices.models import Notice
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.browsing import around, branches
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent, LinkContent
from samenwijzer.practice.goals.models import Framework, Goal, OwnGoal
from samenwijzer.practice.goals.own_goal_actions import make_own_goal
from samenwijzer.web.goals.drawing import MOST, drawing_of
from tests.worlds import World, seen


def page(world: World, person, name: str, *arguments: object, **query: object) -> str:
    response = world.client_of(person).get(reverse(name, args=arguments), query)
    assert response.status_code == 200
    return response.content.decode()


def tree(levels: int = 3, size: int = 4) -> Framework:
    """A curriculum with a domain, subdomains and goals for several levels, each goal building on the one before."""
    goals = [GoalContent("d", None, {"nl": "Getallen"}, "D", "domain")]
    links = []
    for part in range(size):
        goals.append(GoalContent(f"s{part}", "d", {"nl": f"Deel {part}"}, kind="domain"))
        for level in range(1, levels + 1):
            id = f"g{part}-{level}"
            goals.append(GoalContent(id, f"s{part}", {"nl": f"rekenen {part} in jaar {level}"}, level=f"L{level}"))
            if level > 1:
                links.append(LinkContent(id, f"g{part}-{level - 1}", "prerequisite"))
    content = FrameworkContent("tree", "1", {"nl": "Boom"}, "curriculum", "draft", tuple(goals), tuple(links))
    save_framework(framework=content, by=None)
    return Framework.objects.get(identifier="tree")


def test_the_search_in_the_frame_leads_from_any_screen_to_the_goals(world: World) -> None:
    assert 'action="/doelen/"' in page(world, world.teacher, "today_of_group", world.group.pk)
    found = page(world, world.learners[0], "goals", q="bruken vergelijken")
    assert "breuken vergelijken" in found and "dit lijkt erop" in found
    assert "Wiskunde (voorbeeld)" in found


def test_nothing_found_says_what_to_try(world: World) -> None:
    assert "Niets gevonden" in page(world, world.teacher, "goals", q="xxxxxxxxxxxx")


def test_a_branch_is_a_fragment_in_the_tree_and_a_page_of_its_own(world: World) -> None:
    framework = tree()
    top = Goal.objects.get(identifier="d")
    whole = page(world, world.teacher, "framework", framework.pk)
    assert "Getallen" in whole and "Deel 0" not in whole
    alone = page(world, world.teacher, "framework_branch", framework.pk, top.pk)
    client = world.client_of(world.teacher)
    fragment = client.get(reverse("framework_branch", args=[framework.pk, top.pk]), headers={"HX-Request": "true"})
    assert "Deel 0" in alone and "<html" in alone
    assert "Deel 0" in fragment.content.decode() and "<html" not in fragment.content.decode()
    strange = reverse("framework_branch", args=[framework.pk, world.goals["add"].pk])
    assert client.get(strange).status_code == 404


def test_a_level_leaves_out_what_has_nothing_for_it(world: World) -> None:
    framework = tree()
    assert [one.below for one in branches(framework=framework, under=None, level="L2")] == [4]
    assert branches(framework=framework, under=None, level="L9") == []
    Goal.objects.filter(identifier="g0-2").update(level="L1")
    top = Goal.objects.get(identifier="d").pk
    assert [one.goal.identifier for one in branches(framework=framework, under=top, level="L2")] == ["s1", "s2", "s3"]


@pytest.mark.demand("D-163", partly=True)
def test_a_goal_shows_its_official_text_beside_the_learners_words_with_code_and_version(world: World) -> None:
    Goal.objects.filter(pk=world.goals["compare"].pk).update(code="WI-3.13")
    shown = page(world, world.learners[0], "goal", world.goals["compare"].pk)
    for words in ("De leerlingen kunnen breuken vergelijken.", "Ik kan breuken vergelijken.", "WI-3.13", "versie 1"):
        assert words in shown


@pytest.mark.demand("D-003", partly=True)
def test_a_missing_source_is_flagged(world: World) -> None:
    assert "Er staat geen bron bij" in page(world, world.teacher, "goal", world.goals["compare"].pk)
    Framework.objects.update(source="Onderwijsdoelen 2024")
    shown = page(world, world.teacher, "goal", world.goals["compare"].pk)
    assert "Onderwijsdoelen 2024" in shown and "geen bron" not in shown


@pytest.mark.demand("D-432")
def test_the_prerequisite_chain_is_drawn_and_listed_with_where_learners_stand(world: World) -> None:
    tree()
    middle = Goal.objects.get(identifier="g0-2")
    for learner in world.learners[:2]:
        seen(learner, middle, [1.0] * 8)
    shown = page(world, world.teacher, "goal", middle.pk)
    drawing = drawing_of(around(goal=middle.pk))
    assert drawing is not None
    assert [box.goal.identifier for box in drawing.boxes] == ["g0-1", "g0-2", "g0-3"]
    assert len(drawing.curves) == 2
    assert shown.count('<path class="goal-curve"') == 2
    assert "De lijn over de jaren" in shown and "Waar je leerlingen staan" in shown
    assert "2/6" in shown


def test_a_wide_chain_says_how_many_goals_are_left_out(world: World) -> None:
    links = tuple(LinkContent(f"g{n}", "a", "prerequisite") for n in range(MOST + 3))
    goals = (
        GoalContent("a", None, {"nl": "a"}),
        *(GoalContent(f"g{n}", None, {"nl": f"g{n}"}) for n in range(MOST + 3)),
    )
    save_framework(framework=FrameworkContent("wide", "1", {"nl": "Breed"}, "x", "draft", goals, links), by=None)
    drawing = drawing_of(around(goal=Goal.objects.get(identifier="a").pk))
    assert drawing is not None
    assert len(drawing.boxes) == MOST + 1
    assert [rest.count for rest in drawing.rests] == [3]


def test_names_are_shown_only_when_asked_and_leave_a_trail(world: World) -> None:
    goal = world.goals["compare"]
    seen(world.learners[0], goal, [1.0] * 8)
    assert str(world.learners[0]) not in page(world, world.teacher, "goal", goal.pk)
    assert not View.objects.exists()
    assert str(world.learners[0]) in page(world, world.teacher, "goal", goal.pk, wie=world.group.pk)
    assert {view.learner_id for view in View.objects.all()} == {one.pk for one in world.learners}
    for person in (world.colleague, world.learners[1], world.general_director):
        assert str(world.learners[0]) not in page(world, person, "goal", goal.pk, wie=world.group.pk)
    assert View.objects.filter(learner=world.learners[0]).count() == 1


def test_an_own_goal_is_made_at_the_goal_it_belongs_to(world: World) -> None:
    goal = world.goals["compare"]
    client = world.client_of(world.learners[0])
    assert client.post(reverse("own_goal_add", args=[goal.pk]), {"text": "pizza eerlijk delen"}).status_code == 302
    assert "pizza eerlijk delen" in page(world, world.learners[0], "goal", goal.pk)
    assert "pizza eerlijk delen" not in page(world, world.learners[1], "goal", goal.pk)
    own = OwnGoal.objects.get()
    assert (own.official, own.learner) == (goal, world.learners[0])
    assert "pizza eerlijk delen" not in page(world, world.teacher, "goal", goal.pk)
    assert "pizza" in page(world, world.teacher, "own_goals")
    assert View.objects.filter(learner=world.learners[0], page="own_goals").count() == 1


@pytest.mark.demand("D-396", partly=True)
def test_an_extra_goal_is_shown_as_extra_and_without_the_mark_refused(world: World) -> None:
    client = world.client_of(world.learners[0])
    assert client.post(reverse("own_goals"), {"text": "dinosaurussen"}).status_code == 422
    assert client.post(reverse("own_goals"), {"text": "dinosaurussen", "extra": "1"}).status_code == 302
    shown = page(world, world.learners[0], "own_goals")
    assert "dinosaurussen" in shown and "extra" in shown
    own = OwnGoal.objects.get()
    assert client.post(reverse("own_goal_away", args=[own.pk])).status_code == 302
    assert "dinosaurussen" not in page(world, world.learners[0], "goals")
    assert client.post(reverse("own_goal_back", args=[own.pk])).status_code == 302
    assert OwnGoal.objects.get().put_away_at is None


@pytest.mark.demand("D-270")
def test_a_teacher_sees_changed_goals_with_what_it_means_for_the_own_class(world: World) -> None:
    framework = world.goals["add"].framework
    standing = [world.goals[key] for key in ("equivalent", "compare", "add", "clock")]
    goals = tuple(
        GoalContent(one.identifier, None, {"nl": "Breuken ordenen."} if one.identifier == "compare" else one.statement,
                    level="L4")
        for one in standing
    )  # fmt: skip
    newer = FrameworkContent(framework.identifier, "2", framework.title, "curriculum", "adopted", goals)
    save_framework(framework=newer, by=None)
    stored = Framework.objects.get(version="2")
    shown = page(world, world.teacher, "framework_changes", stored.pk, niveau="L4")
    for words in (
        "De leerlingen kunnen breuken vergelijken.",
        "Breuken ordenen.",
        "Je werkt er nu aan, in:",
        "Breuken",
    ):
        assert words in shown
    assert "anders verwoord" in page(world, world.teacher, "goals")
    assert "anders verwoord" in page(world, world.teacher, "today_of_group", world.group.pk)
    notice = Notice.objects.get()
    world.client_of(world.colleague).post(reverse("goal_notice_seen", args=[notice.pk]))
    assert Notice.objects.get().seen_at is None
    seen_there = world.client_of(world.teacher).post(reverse("goal_notice_seen", args=[notice.pk]), {"back": "today"})
    assert seen_there.headers["Location"] == reverse("today")
    assert "anders verwoord" not in page(world, world.teacher, "goals")
    old = page(world, world.teacher, "goal", world.goals["compare"].pk)
    assert "nieuwere versie van" in old or "is er een nieuwere versie" in old


def test_a_tag_is_put_on_what_one_works_at_and_filters(world: World) -> None:
    ppgo = FrameworkContent(
        "ppgo", "1", {"nl": "PPGO!"}, "quality", "draft", (GoalContent("b", None, {"nl": "burgerschap"}),)
    )
    save_framework(framework=ppgo, by=None)
    tag = Goal.objects.get(identifier="b")
    client = world.client_of(world.teacher)
    assert "Breuken" in page(world, world.teacher, "goal_tags")
    address = reverse("goal_tag_put", args=["lessons.unit_of_work", world.unit_of_work.pk])
    assert client.post(address, {"goal": tag.pk}).status_code == 302
    assert f"?kenmerk={tag.pk}" in page(world, world.teacher, "goal_tags")
    assert "Breuken (L3A)" in page(world, world.teacher, "goal_tags", kenmerk=tag.pk)
    assert "Breuken (L3A)" in page(world, world.teacher, "goal", tag.pk)
    assert "Breuken (L3A)" not in page(world, world.other_teacher, "goal", tag.pk)
    away = reverse("goal_tag_off", args=["lessons.unit_of_work", world.unit_of_work.pk, tag.pk])
    client.post(away)
    assert "Breuken (L3A)" not in page(world, world.teacher, "goal", tag.pk)


@pytest.mark.demand("D-275", partly=True)
def test_a_goal_has_a_lasting_name_and_the_file_says_the_same(world: World) -> None:
    framework = world.goals["add"].framework
    shown = page(world, world.teacher, "goal", world.goals["add"].pk)
    sent = json.loads(page(world, world.teacher, "framework_case", framework.pk))
    assert framework.identifier in shown
    assert sent["CFDocument"]["version"] == framework.version
    assert sent["CFDocument"]["extensions"]["samenwijzer"]["identifier"] == framework.identifier
    assert world.goals["add"].full_statement in [item["fullStatement"] for item in sent["CFItems"]]


@pytest.mark.demand("D-160")
def test_goals_without_evidence_this_term_are_listed_for_a_group(world: World) -> None:
    seen(world.learners[0], world.goals["compare"], [1.0])
    shown = page(world, world.teacher, "goals_unseen", world.group.pk)
    assert "breuken optellen" in shown and "breuken vergelijken" not in shown
    assert "1 van 2 doelen" in shown
    assert f"in “{UnitOfWork.objects.get(group=world.group)}” tot" in shown


@pytest.mark.parametrize(
    "name", ["goals", "framework", "goal", "framework_changes", "goals_unseen", "own_goals", "goal_tags"]
)
def test_the_number_of_queries_does_not_grow_with_the_content(world: World, name: str) -> None:
    def count(framework: Framework) -> int:
        goal = Goal.objects.get(identifier="g0-2", framework=framework)
        arguments = {
            "framework": [framework.pk], "framework_changes": [framework.pk], "goal": [goal.pk],
            "goals_unseen": [world.group.pk],
        }.get(name, [])  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            page(world, world.teacher, name, *arguments, **({"q": "rekenen"} if name == "goals" else {}))
        return len(queries)

    def own(number: int) -> None:
        viewer = world.viewer(world.teacher)
        make_own_goal(text=f"eigen {number}", official=None, is_extra=True, group=world.group.pk, by=viewer)

    own(0)
    small = count(tree(levels=3, size=1))
    large = tree(levels=6, size=8)
    for learner in world.learners:
        seen(learner, Goal.objects.get(identifier="g0-2"), [1.0, 0.0])
    for number in range(1, 4):
        own(number)
    assert count(large) <= small


def test_a_null_character_is_refused_in_words_and_nothing_is_kept(world: World) -> None:
    answer = world.client_of(world.learners[0]).post(reverse("own_goals"), {"text": "Piz\x00za", "extra": "1"})
    assert answer.status_code == 422
    assert "Hier staat een teken in dat niet bewaard kan worden." in answer.content.decode()
    assert not OwnGoal.objects.exists()
