"""What the pack offers beside planning: cards with a source, tips, contexts, advice, patterns, instruction cards."""

from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samenwijzer.foundation.packs import PackError
from samenwijzer.learning.lessons.cards import cards_for, contexts_for, road
from samenwijzer.learning.lessons.kinds import Basis
from samenwijzer.learning.lessons.models import DismissedCard
from samenwijzer.learning.lessons.pack import FILES, Advice, Patterns, content
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.models import Goal, localised
from samenwijzer.practice.goals.pack import frameworks
from tests.worlds import World, plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(world: World) -> Client:
    return world.client_of(world.teacher)


@pytest.fixture
def curriculum(db: None) -> dict[str, Goal]:
    """The sample curricula of the pack."""
    for one in frameworks():
        if one.identifier.startswith("go2030-voorbeeldleerplan"):
            save_framework(framework=one, by=None)
    return {goal.identifier: goal for goal in Goal.objects.select_related("framework")}


@pytest.mark.demand("D-021")
@pytest.mark.demand("D-025")
def test_cards_come_with_a_source_first_those_of_the_learning_area_and_go_for_good(
    world: World, teacher: Client, curriculum: dict[str, Goal]
) -> None:
    dutch = next(one for one in curriculum.values() if one.framework.identifier.endswith("nederlands") and one.level)
    work = plan(world.group, [dutch], timezone.localdate(), title="Spellen: woorden met open lettergreep")
    page = reverse("lesson", args=[work.pk])
    found = teacher.get(page).content.decode()
    assert 'data-card="ophalen"' in found
    assert "Ophalen uit het geheugen" in found
    assert "Roediger" in found.partition('data-card="ophalen"')[2].partition("</article>")[0]
    teacher.post(reverse("lesson_card_away", args=["ophalen"]), {"back": page})
    for address in (page, reverse("lesson_cards")):
        assert 'data-card="ophalen"' not in teacher.get(address).content.decode()
    assert DismissedCard.objects.get().person == world.teacher
    maths = curriculum["wi-3-12"]
    assert maths.level == "L3"
    listed = cards_for(viewer=world.viewer(world.colleague), title="", goals=[maths])
    of_area = [bool(one.areas) for one in listed]
    assert of_area[0]
    assert of_area == sorted(of_area, reverse=True), "those of the learning area first"
    assert all(maths.framework.identifier in one.areas for one in listed if one.areas)


@pytest.mark.demand("D-107")
def test_the_planner_gives_three_tips_on_a_basis_for_the_stage(world: World, teacher: Client) -> None:
    Unit.objects.filter(pk=world.group.pk).update(level="L3")
    address = reverse("lesson_variation", args=[world.unit_of_work.pk])
    found = teacher.get(address, {"basis": Basis.PROFILE}).content.decode()
    assert found.count("data-tip") == 3
    assert "leggen, tekenen, vertellen" in found
    assert "podcast" not in found, "a tip for secondary education"


@pytest.mark.demand("D-031")
def test_three_contexts_for_one_goal_cover_most_shared_interests(world: World) -> None:
    goal = world.goals["compare"]
    goal.short = {"nl": "verhoudingen"}
    interests = [
        {"voetbal"},
        {"koken"},
        {"paarden"},
        {"voetbal", "dieren"},
        {"basketbal"},
        {"bakken"},
        {"lezen"},
        {"sport"},
    ]
    found = contexts_for(goal=goal, interests=interests)
    assert [one.key for one in found.contexts] == ["ploeg", "recept", "dieren"]
    assert found.covered >= 80
    assert contexts_for(goal=world.goals["clock"], interests=interests).covered < found.covered


@pytest.mark.demand("D-109")
def test_the_same_answers_give_the_same_advice_and_the_path_prints(teacher: Client) -> None:
    address = reverse("lesson_advice") + "?a=oefenen&a=ja&a=ja"
    first, again = (teacher.get(address).content.decode().partition("<main")[2] for _time in range(2))
    assert first == again
    assert "Doe het, en kijk na twee weken" in first
    assert "data-prints" in first
    assert "oefenen op maat" in first, "the path stands on the page"
    assert teacher.get(reverse("lesson_advice") + "?a=nergens").status_code == 404
    ends = set()
    waiting = [[]]
    while waiting:
        answers = waiting.pop()
        here = road(answers)
        if here.end:
            ends.add(here.end.key)
        else:
            waiting += [[*answers, one.key] for one in here.question.answers]
    assert ends == {one.key for one in content(Advice).ends}


@pytest.mark.demand("D-468")
def test_a_pattern_names_its_group_setting_and_evidence(teacher: Client) -> None:
    found = unescape(teacher.get(reverse("lesson_patterns")).content.decode())
    for one in content(Patterns).patterns:
        part = found.partition(f'id="{one.key}"')[2].partition("</article>")[0]
        for said in (localised(one.groups.model_dump()), localised(one.setting.model_dump()), one.source):
            assert said in part
        assert "Wat we weten" in part


@pytest.mark.demand("D-464", partly=True)
def test_an_instruction_card_stands_in_another_language_beside_dutch(teacher: Client) -> None:
    found = teacher.get(reverse("lesson_instruction_cards"), {"taal": "tr"}).content.decode()
    assert "Lees de vraag." in found
    assert "Soruyu oku." in found
    assert '<td lang="tr">' in found


def test_a_mistake_in_the_pack_names_its_file(tmp_path: Path) -> None:
    folder = tmp_path / "learning" / "lessons"
    folder.mkdir(parents=True)
    answers = "[{key: x, title: {nl: X}, to: a}, {key: y, title: {nl: Y}, to: b}]"
    wrong = f"start: a\nquestions:\n- {{key: a, title: {{nl: A}}, answers: {answers}}}\nends: []\n"
    (folder / "advice.yaml").write_text(wrong, "utf-8")
    with pytest.raises(PackError, match="neither a question nor an end"):
        content(Advice, tmp_path)
    assert all(content(schema) for schema in FILES)
