"""*Mijn cyclus* as a learner gets it: from a goal in own words to a next step, with nothing lost on the way."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samenwijzer.foundation.references import Reference
from samenwijzer.learning.groups.actions import Named, publish
from samenwijzer.learning.groups.basis import Asked, Placed
from samenwijzer.learning.regulation.actions import choose_mode
from samenwijzer.learning.regulation.calibration import calibrations, how_far
from samenwijzer.learning.regulation.own_cycles import start_own_cycle
from samenwijzer.network.access.models import View
from samenwijzer.network.people.models import Person
from samenwijzer.practice.cycles.actions import keep_answers, share_phases, start_cycle
from samenwijzer.practice.cycles.models import Cycle, Draft
from samenwijzer.practice.cycles.owners import PERSON
from samenwijzer.practice.cycles.pack import Kind, Owner, templates
from samenwijzer.practice.cycles.queries import cycles_of
from samenwijzer.practice.goals.models import OwnGoal
from samenwijzer.web.components.drawings import pictures
from samenwijzer.web.learner.cycle.page import tendency_sentence
from tests.web.counting import queries_of
from tests.worlds import World, small_world


@pytest.fixture
def world(db: None) -> World:
    """A world in which everybody keeps its browser."""
    made, browsers = small_world(), dict[int, Client]()
    object.__setattr__(
        made,
        "client_of",
        lambda person: browsers.get(person.pk) or browsers.setdefault(person.pk, World.client_of(made, person)),
    )
    return made


def get(world: World, person: Person, name: str, *args: Any, **asked: str) -> str:
    answer = world.client_of(person).get(reverse(name, args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def post(world: World, person: Person, name: str, *args: Any, **data: Any) -> HttpResponse:
    keyed = {key.replace("_", "-"): value for key, value in data.items()}
    return world.client_of(person).post(reverse(name, args=args), keyed)


def begin(world: World, person: Person, **data: Any) -> Cycle:
    sent = {"title": "Ik kan breuken uitleggen", "goal": world.goals["compare"].pk} | data
    assert post(world, person, "my_cycle_start", **sent).status_code == 302
    return Cycle.objects.latest("pk")


def go_through(world: World, person: Person, *, sure: str, result: str) -> Cycle:
    viewer = world.viewer(person)
    cycle = start_own_cycle(title="Breuken", official=world.goals["compare"].pk, is_extra=False, due=None, by=viewer)
    plan = [{"what": "strookjes leggen", "minutes": "20"}, {"what": "uitleggen aan Mila"}]
    for phase, values in (
        ("prepare", {"sure": sure, "plan": plan}),
        ("do", {"going": "partly", "done": [{"what": "strookjes leggen", "minutes": "35"}]}),
        ("reflect", {"result": result, "cause": "approach", "next": "vergelijken"}),
    ):
        keep_answers(cycle=cycle.uid, phase=phase, values=values, ends=True, by=viewer)
    return cycle


@pytest.mark.demand("D-043", "D-051", "D-052")
def test_a_learner_goes_through_a_whole_cycle(world: World) -> None:
    noor = world.learners[0]
    due = (timezone.localdate() + timedelta(days=9)).isoformat()
    cycle = begin(world, noor, due=due)
    goal = OwnGoal.objects.get()
    assert (goal.text, goal.official, cycle.about.id) == (cycle.title, world.goals["compare"], str(goal.pk))
    page = get(world, noor, "my_cycle", cycle.uid)
    assert "Hoe zeker ben je dat het lukt?" in page
    assert "Je plan: begin bij de laatste dag en werk terug" in page
    steps = {f"plan-what-{n}": f"stap {n}" for n in range(4)} | {f"plan-minutes-{n}": "10" for n in range(4)}
    post(world, noor, "cycle_keep", cycle.uid, "prepare", sure="a-little", ends="1", **steps)
    page = get(world, noor, "my_cycle", cycle.uid)
    assert "Lukt je plan?" in page
    assert "Wat ga je anders aanpakken?" in page
    took = {f"done-is-{n}": "1" for n in range(4)} | {f"done-minutes-{n}": "15" for n in range(4)}
    post(world, noor, "cycle_keep", cycle.uid, "do", going="yes-it-does", ends="1", **took)
    page = get(world, noor, "my_cycle", cycle.uid)
    assert "Hoe zeker ik was" in page
    assert "een beetje" in page
    post(world, noor, "cycle_keep", cycle.uid, "reflect", result="fully", cause="approach", ends="1", next="verder")
    page = get(world, noor, "my_cycle", cycle.uid)
    assert "Je dacht 40 minuten, het werden er 60." in page
    assert "Dat heb je zelf in de hand." in page
    assert "verder" in page


def test_how_sure_counts_as_it_was_before_and_the_tendency_is_told_kindly(world: World) -> None:
    noor = world.learners[0]
    first = go_through(world, noor, sure="not-yet", result="quite")
    post(world, noor, "cycle_keep", first.uid, "prepare", sure="fully")
    go_through(world, noor, sure="a-little", result="fully")
    works = cycles_of(viewer=world.viewer(noor), owners=(Owner.LEARNER,))
    found = calibrations(works)
    assert [(one.sure_choice.value, one.gap, one.planned, one.took) for one in found] == [
        (2, 3, 20, 35),
        (1, 3, 20, 35),
    ]
    assert how_far(works) == 1
    assert "beter dan je vooraf denkt" in tendency_sentence(found)
    assert "Na twee cycli" in tendency_sentence(found[:1])
    assert "beter dan je vooraf denkt" in get(world, noor, "my_cycles")


def test_prompts_fold_away_after_some_cycles_and_come_back_when_asked(world: World) -> None:
    noor = world.learners[0]
    for _ in range(4):
        go_through(world, noor, sure="quite", result="quite")
    cycle = begin(world, noor)
    page = get(world, noor, "my_cycle", cycle.uid)
    assert '<details class="cycle-folded">' in page
    assert "2 vragen meer, als je wil" in page
    assert '<details class="cycle-folded" open>' in get(world, noor, "my_cycle", cycle.uid, alles="1")


def test_a_goal_is_linked_to_the_curriculum_or_extra(world: World) -> None:
    noor = world.learners[0]
    assert begin(world, noor, goal="extra").title
    assert OwnGoal.objects.get().is_extra
    for data in ({"goal": ""}, {"goal": "9" * 30}, {"title": ""}, {"due": "gisteren"}, {"due": "2020-01-01"}):
        sent = {"title": "x", "goal": "extra"} | data
        assert post(world, noor, "my_cycle_start", **sent).status_code == 422
    assert Cycle.objects.count() == OwnGoal.objects.count() == 1


def test_a_draft_comes_back_wherever_the_learner_goes_on(world: World) -> None:
    noor = world.learners[0]
    cycle = begin(world, noor)
    answer = post(
        world, noor, "cycle_draft", cycle.uid, "prepare", success="ik was nog", sure="quite", **{"plan-what-2": "x"}
    )
    assert answer.json()["kept_at"] == Draft.objects.get().at.isoformat()
    page = get(world, noor, "my_cycle", cycle.uid)
    assert "ik was nog</textarea>" in page
    assert 'value="quite" checked' in page
    assert 'value="x"' in page
    assert "ik was nog" not in get(world, noor, "my_cycle", cycle.uid, fase="reflect")


def test_what_is_shared_stands_on_the_page_for_the_teacher_and_the_look_is_logged(world: World) -> None:
    noor = world.learners[0]
    cycle = begin(world, noor)
    post(world, noor, "cycle_keep", cycle.uid, "prepare", success="als Mila het snapt", sure="quite")
    assert "als Mila het snapt" not in get(world, world.teacher, "learner_portfolio", noor.pk)
    post(world, noor, "cycle_share", cycle.uid, scope_prepare="guides")
    page = get(world, world.teacher, "learner_portfolio", noor.pk)
    assert "als Mila het snapt" in page
    assert View.objects.filter(learner=noor, viewer=world.teacher).count() == 2
    post(world, noor, "cycle_share", cycle.uid, scope_prepare="private")
    assert "als Mila het snapt" not in get(world, world.teacher, "learner_portfolio", noor.pk)


@pytest.mark.demand("D-395")
def test_a_group_adjusts_its_plan_after_a_check_and_what_stood_before_stays(world: World) -> None:
    noor, ilyas, _, jef = world.learners[:4]
    teacher = world.viewer(world.teacher)
    here = (noor.pk, ilyas.pk)
    asked = Asked(purpose="cooperation", goal=world.goals["compare"].pk, largest=4, here=here)
    groups = [Named("Orion", Placed(None, here))]
    publish(unit=world.group.pk, asked=asked, groups=groups, ends=teacher.on, by=teacher)
    group = noor.seats.get().group
    cycle = begin(world, noor, group=group.pk)
    assert cycle.owner_id == str(group.pk)
    post(world, noor, "cycle_keep", cycle.uid, "prepare", sure="quite", ends="1", **{"plan-what-0": "eerst rekenen"})
    post(world, ilyas, "cycle_keep", cycle.uid, "do", change="we beginnen met de tekening")
    post(world, ilyas, "cycle_keep", cycle.uid, "prepare", sure="not-yet", **{"plan-what-0": "eerst tekenen"})
    page = get(world, noor, "my_cycle", cycle.uid, fase="prepare")
    assert "eerst tekenen" in page
    assert "eerst rekenen" in page.split("Hoe het eerst stond", 1)[1]
    assert "<b>Ilyas</b> nog niet" in page
    assert "we beginnen met de tekening" in get(world, noor, "my_cycle", cycle.uid, fase="do")
    assert world.client_of(jef).get(reverse("my_cycle", args=[cycle.uid])).status_code == 404
    assert post(world, jef, "my_cycle_start", title="x", group=group.pk).status_code == 404


def test_who_reads_few_words_gets_few_words_aloud_and_pictures_that_exist(world: World) -> None:
    noor = world.learners[0]
    choose_mode(learner=noor.pk, mode="simple", by=world.viewer(noor))
    page = get(world, noor, "my_cycle", begin(world, noor).uid)
    assert "Hoe zeker ben je?" in page
    assert 'data-say="Hoe zeker ben je?"' in page
    drawn = [
        choice.picture
        for template in templates().values()
        for phase in template.phases
        for prompt in phase.prompts
        for choice in prompt.choices
        if choice.picture
    ]
    assert set(drawn) <= set(pictures())


def test_the_pages_ask_as_much_for_many_cycles_as_for_one(world: World) -> None:
    """The list shows eight things of eight tables; the page of a cycle asks one more than twelve for its own goal."""
    noor, teacher = world.learners[0], world.teacher
    browser, cycle = world.client_of(noor), begin(world, noor)
    addresses = [reverse("my_cycle", args=[cycle.uid]), reverse("my_cycles")]
    shown_by(world, teacher)
    few = [queries_of(browser, one) for one in addresses]
    for _ in range(3):
        go_through(world, noor, sure="quite", result="quite")
        shown_by(world, teacher)
    assert [queries_of(browser, one) for one in addresses] == few
    assert few[0] <= 13
    assert few[1] <= 22


def shown_by(world: World, teacher: Person) -> None:
    """Let a teacher show a phase of a cycle of its own to its class."""
    viewer = world.viewer(teacher)
    owner = Reference(PERSON, str(teacher.pk))
    cycle = start_cycle(template="professional", owner=owner, title="Vragen", due=None, by=viewer)
    phase = templates()["professional"].phases[-1]
    asked = next(one for one in phase.prompts if one.kind == Kind.TEXT)
    keep_answers(cycle=cycle.uid, phase=phase.key, values={asked.key: "meer wachten"}, ends=False, by=viewer)
    share_phases(cycle=cycle.uid, scopes={phase.key: "class"}, by=viewer)
