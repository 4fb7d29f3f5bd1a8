"""Tags of PPGO!, R-OK and the like: put on anything by who keeps it, found again by who may see it."""

import pytest

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent, LinkContent
from samenwijzer.practice.goals.models import Goal, GoalTag
from samenwijzer.practice.goals.own_goal_actions import make_own_goal
from samenwijzer.practice.goals.search import search
from samenwijzer.practice.goals.tagging import carriers, put_tag, tag_goals, tags_on, take_tag_off
from tests.worlds import World

pytestmark = pytest.mark.django_db
PPGO = FrameworkContent(
    "ppgo", "1", {"nl": "PPGO!"}, "pedagogical_project", "adopted",
    (GoalContent("burger", None, {"nl": "actief burgerschap"}), GoalContent("zorg", None, {"nl": "zorg voor elkaar"})),
)  # fmt: skip


@pytest.fixture
def tag() -> Goal:
    save_framework(framework=PPGO, by=None)
    return Goal.objects.get(identifier="burger")


def on_work(world: World) -> Reference:
    return Reference("lessons.unit_of_work", str(world.unit_of_work.pk))


def test_a_teacher_says_what_a_unit_of_work_serves_and_takes_it_back(world: World, tag: Goal) -> None:
    teacher = world.viewer(world.teacher)
    assert list(tag_goals(teacher)) == [tag, Goal.objects.get(identifier="zorg")]
    for _twice in range(2):
        put_tag(goal=tag.pk, on=on_work(world), by=teacher)
    assert tags_on("lessons.unit_of_work", [world.unit_of_work.pk]) == {world.unit_of_work.pk: [tag]}
    assert [one.title for one in carriers(viewer=teacher, goal=tag.pk)] == ["Breuken (L3A)"]
    assert carriers(viewer=world.viewer(world.other_teacher), goal=tag.pk) == []
    take_tag_off(goal=tag.pk, on=on_work(world), by=teacher)
    assert not GoalTag.objects.exists()


def test_who_does_not_keep_a_thing_puts_nothing_on_it(world: World, tag: Goal) -> None:
    for person in (world.colleague, world.learners[0], world.general_director):
        with pytest.raises(NotVisible):
            put_tag(goal=tag.pk, on=on_work(world), by=world.viewer(person))
    for on in (Reference("goals.goal", str(world.goals["add"].pk)), Reference("people.person", "1")):
        with pytest.raises(NotVisible):
            put_tag(goal=tag.pk, on=on, by=world.viewer(world.teacher))
    with pytest.raises(Refused):
        put_tag(goal=world.goals["add"].pk, on=on_work(world), by=world.viewer(world.teacher))


def test_a_goal_is_tagged_by_who_looks_after_its_framework_and_found_by_the_tag(world: World, tag: Goal) -> None:
    goal = world.goals["compare"]
    goal.framework.owner = world.school
    goal.framework.save()
    put_tag(goal=tag.pk, on=Reference("goals.goal", str(goal.pk)), by=world.viewer(world.secretary))
    assert search("breuken", tag=tag.pk).goals == [goal]
    assert len(search("breuken").goals) > 1
    assert [one.title for one in carriers(viewer=world.viewer(world.teacher), goal=tag.pk)] == [goal.title]
    assert carriers(viewer=world.viewer(world.other_teacher), goal=tag.pk) == []


def test_an_own_goal_of_a_learner_never_shows_at_the_tag(world: World, tag: Goal) -> None:
    learner = world.viewer(world.learners[0])
    own = make_own_goal(text="dino", official=None, is_extra=True, group=None, by=learner)
    put_tag(goal=tag.pk, on=Reference("goals.own_goal", str(own.pk)), by=learner)
    assert tags_on("goals.own_goal", [own.pk]) == {own.pk: [tag]}
    assert carriers(viewer=world.viewer(world.teacher), goal=tag.pk) == []


def test_tags_and_own_goals_go_along_with_what_replaces_a_goal(world: World, tag: Goal) -> None:
    put_tag(goal=tag.pk, on=on_work(world), by=world.viewer(world.teacher))
    own = make_own_goal(text="helpen", official=tag.pk, is_extra=False, group=None, by=world.viewer(world.learners[0]))
    goals = (GoalContent("nieuw", None, {"nl": "burger van de wereld"}),)
    newer = FrameworkContent(
        "ppgo", "2", PPGO.title, PPGO.kind, "adopted", goals, (LinkContent("ppgo/burger", "nieuw", "replacedBy"),)
    )
    save_framework(framework=newer, by=None)
    own.refresh_from_db()
    assert own.official is not None and own.official.identifier == "nieuw"
    assert GoalTag.objects.get().goal == own.official
