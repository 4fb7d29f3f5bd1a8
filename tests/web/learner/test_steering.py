"""What helps a learner to steer: a pulse, prompts that come and go, help after trying, a teacher who learns."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.foundation.references import Reference
from samenwijzer.learning.evidence.pack import Scales, Step
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.learning.progress.refresh import refresh_learners
from samenwijzer.learning.regulation.actions import choose_mode, state_confidence
from samenwijzer.learning.regulation.autonomy.prompts import switch_prompts
from samenwijzer.learning.regulation.own_cycles import start_own_cycle
from samenwijzer.network.people.models import Person
from samenwijzer.practice.cycles import pack
from samenwijzer.practice.cycles.actions import keep_answers, share_phases, start_cycle
from samenwijzer.practice.cycles.models import Answer, Cycle
from samenwijzer.practice.cycles.owners import PERSON
from samenwijzer.practice.cycles.pack import templates, versions
from samenwijzer.practice.cycles.queries import cycle_of
from samenwijzer.practice.instruments import queries
from samenwijzer.practice.instruments.models import Response
from tests.worlds import World, seen, small_world

PULSE = "abc-motivation"
FULLY = {"choose": "4", "matters": "4", "together": "4", "alone": "1", "works": "4", "on-my-own": "4"}
#: What would name a level of a learner.
LEVELS = ("zwak", "sterke leerling", "niveaugroep", "niveau 1", "trage", "basisgroep", "zorgleerling", "fase 2")


def begin(world: World, person: Person, **given: Any) -> Cycle:
    values = {"title": "Breuken uitleggen", "official": world.goals["compare"].pk, "is_extra": False, "due": None}
    return start_own_cycle(by=world.viewer(person), **(values | given))


def page_of(world: World, person: Person, cycle: Cycle, **asked: str) -> str:
    return world.client_of(person).get(reverse("my_cycle", args=[cycle.uid]), asked).content.decode()


@pytest.mark.demand("D-017")
@pytest.mark.django_db
def test_a_learner_sees_its_trend_and_the_teacher_only_the_mean_until_it_is_shared_and_no_longer_after() -> None:
    world = small_world(learners=11)
    noor, teacher = world.learners[0], world.client_of(world.teacher)
    group, own = reverse("steering", args=[world.group.pk]), reverse("learner_steers", args=[noor.pk])
    clients = {person: world.client_of(person) for person in world.learners}
    for person in world.learners[:9]:
        assert clients[person].post(reverse("pulse_answer"), FULLY).status_code == 302
    past = timezone.localtime() - timedelta(days=40)
    Response.objects.update(at=past)
    assert "trend" not in teacher.get(group).content.decode().split("Goesting om te leren")[1][:400], "nine is too few"
    clients[world.learners[9]].post(reverse("pulse_answer"), FULLY)
    Response.objects.update(at=past)
    assert "4,0 op 4" in teacher.get(group).content.decode()
    assert "4,0 op 4" in clients[noor].get(reverse("pulse")).content.decode()
    assert "deelt dit niet" in teacher.get(own).content.decode()
    clients[noor].post(reverse("pulse_share"), {"shared": "1"})
    assert "4,0 op 4" in teacher.get(own).content.decode()
    assert str(noor) in teacher.get(group).content.decode()
    clients[noor].post(reverse("pulse_share"), {"shared": "0"})
    assert "deelt dit niet" in teacher.get(own).content.decode()
    assert queries.shared_trend(instrument=PULSE, learner=noor.pk, viewer=world.viewer(world.teacher)) == []


def test_a_pulse_that_forgets_who_shares_is_found(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant a fault: everybody counts as sharing. The test of the demand must notice."""
    monkeypatch.setattr(queries, "shares_trend", lambda **given: True)
    with pytest.raises(AssertionError):
        test_a_learner_sees_its_trend_and_the_teacher_only_the_mean_until_it_is_shared_and_no_longer_after()


@pytest.mark.demand("D-050")
def test_a_learner_says_goal_plan_and_confidence_first_and_the_teacher_switches_prompts_off(world: World) -> None:
    noor, teacher = world.learners[0], world.client_of(world.teacher)
    cycle = begin(world, noor)
    page = page_of(world, noor, cycle)
    for asked in ("Waaraan ga je zien dat het gelukt is?", "Je plan: begin", "Hoe zeker ben je dat het lukt?"):
        assert asked in page
    sure = templates()["self-regulation"].phases[0].prompts
    choices = next(one.choices for one in sure if one.key == "sure")
    assert [one.value for one in choices] == [1, 2, 3, 4, 5]
    assert all(f'value="{one.key}"' in page for one in choices)
    assert "cycle-folded" not in page
    sent = {"setting": "off"}
    assert teacher.post(reverse("steering_prompts", args=[world.group.pk]), sent).status_code == 302
    page = page_of(world, noor, cycle)
    folded = page.index("cycle-folded")
    assert folded < page.index("Waaraan ga je zien dat het gelukt is?"), "folded away, and still there"
    assert '<details class="cycle-folded" open' in page_of(world, noor, cycle, alles="1"), "back on request"
    teacher.post(reverse("learner_prompts", args=[noor.pk]), {"setting": "all"})
    assert "cycle-folded" not in page_of(world, noor, cycle), "the learner comes before the group"
    assert "cycle-folded" in page_of(world, world.learners[1], begin(world, world.learners[1]))


@pytest.mark.demand("D-411")
def test_a_hint_waits_until_the_learner_tried_and_it_chooses_its_own_strategy(world: World) -> None:
    noor = world.learners[0]
    cycle = begin(world, noor)
    page = page_of(world, noor, cycle)
    assert "Probeer eerst zelf" in page
    assert "Ik begin met een kleine stap." not in page
    keep_answers(cycle=cycle.uid, phase="do", values={"change": "traag"}, ends=False, by=world.viewer(noor))
    page = page_of(world, noor, cycle)
    assert "Probeer eerst zelf" not in page
    for choice in ("Ik begin met een kleine stap.", "Ik zoek waarom dit belangrijk is voor mij."):
        assert choice in page
    toolbox = world.client_of(noor).get(reverse("toolbox"), {"strategie": "srl-kleine-stap"}).content.decode()
    assert '<option value="srl-kleine-stap" selected>' in toolbox


@pytest.mark.demand("D-191")
def test_a_teacher_shows_its_own_goal_and_reflection_to_the_class_if_it_wants(world: World) -> None:
    by = world.viewer(world.teacher)
    owner = Reference(PERSON, str(by.person_id))
    cycle = start_cycle(template="professional", owner=owner, title="Beter wachten na een vraag", due=None, by=by)
    keep_answers(cycle=cycle.uid, phase="prepare", values={"why": "ik praat te veel"}, ends=True, by=by)
    keep_answers(cycle=cycle.uid, phase="reflect", values={"next": "tien tellen helpt"}, ends=False, by=by)
    client, other = world.client_of(world.learners[0]), world.client_of(world.parallel_learners[0])
    assert "Beter wachten" not in client.get(reverse("my_cycles")).content.decode()
    share_phases(cycle=cycle.uid, scopes={"reflect": "class"}, by=by)
    page = client.get(reverse("my_cycles")).content.decode()
    assert ("Beter wachten" in page, "tien tellen helpt" in page, "ik praat te veel" in page) == (True, True, False)
    assert "Beter wachten" not in other.get(reverse("my_cycles")).content.decode()


def test_a_cycle_is_read_in_the_version_it_was_begun_with(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    noor = world.learners[0]
    cycle, by = begin(world, noor), world.viewer(noor)
    keep_answers(cycle=cycle.uid, phase="prepare", values={"task": "twaalf sommen"}, ends=False, by=by)
    old = templates()["self-regulation"]
    first = old.phases[0]
    without = first.model_copy(update={"prompts": tuple(one for one in first.prompts if one.key != "task")})
    new = old.model_copy(update={"version": "10", "phases": (without, *old.phases[1:])})
    known = dict(versions())
    monkeypatch.setattr(pack, "versions", lambda folder=None: known | {("self-regulation", "10"): new})
    templates.cache_clear()
    assert templates()["self-regulation"].version == "10"
    assert cycle_of(cycle=cycle.uid, viewer=by).phases[0].phase.prompt("task") is not None
    assert begin(world, noor, title="Een nieuwe").version == "10"
    Cycle.objects.filter(pk=cycle.pk).update(version="0")
    page = page_of(world, noor, cycle)
    assert "Uit een vorige versie" in page, "no version that asked this is left, and no word is lost"
    assert "twaalf sommen" in page
    assert Answer.objects.filter(cycle=cycle).count() == 1
    templates.cache_clear()


def test_these_pages_ask_a_constant_number_of_queries(world: World, django_assert_max_num_queries: Any) -> None:
    noor, teacher = world.client_of(world.learners[0]), world.client_of(world.teacher)
    for name in ("corners", "pulse", "toolbox", "freedom", "about_me"):
        with django_assert_max_num_queries(12):
            assert noor.get(reverse(name)).status_code == 200
    for name, key in (
        ("circle", world.group.pk),
        ("learner_steers", world.learners[0].pk),
        ("steering", world.group.pk),
    ):
        # What a learner steers stands in nine tables (freedom, agreements, talks, tries, …), and the look is logged.
        with django_assert_max_num_queries(18 if name == "learner_steers" else 12):
            assert teacher.get(reverse(name, args=[key])).status_code == 200


def test_nobody_else_switches_prompts(world: World) -> None:
    address = reverse("learner_prompts", args=[world.learners[0].pk])
    assert world.client_of(world.colleague).post(address, {"setting": "off"}).status_code == 404
    assert switch_prompts(setting="off", learner=world.learners[0].pk, by=world.viewer(world.teacher)).pk


def check_no_level_names(world: World, person: Person) -> None:
    """Read every page of a learner in each way to read; none may name a level."""
    for mode in ("pictures", "simple", "full"):
        choose_mode(learner=person.pk, mode=mode, by=world.viewer(person))
        for name in ("compass", "my_cycles", "portfolio", "corners", "pulse", "toolbox", "freedom", "about_me"):
            shown = re.sub(r"<[^>]+>", " ", world.client_of(person).get(reverse(name)).content.decode()).casefold()
            found = [word for word in LEVELS if word in shown.replace("hoe zeker is dit? zwak", "")]
            assert not found, f"{name} in {mode} says {found[0]}"


@pytest.mark.demand("D-423")
def test_no_page_of_a_learner_shows_a_level_name(world: World) -> None:
    noor = world.learners[0]
    seen(noor, world.goals["compare"], [0.1, 0.2])
    refresh_learners([noor.pk], progress=lambda done, of: None)
    check_no_level_names(world, noor)


def test_a_label_that_slips_into_words_for_learners_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant a fault in R7: the step of a scale gets the name of a level. The test must notice."""
    monkeypatch.setattr(Step, "name", property(lambda step: "zwak"))
    with pytest.raises(AssertionError, match="says zwak"):
        test_no_page_of_a_learner_shows_a_level_name(world)


def test_what_is_formative_never_moves_a_picture(world: World) -> None:
    """R17: own cycles, tries, pulses and choices are formative; no picture of mastery changes by them."""
    noor = world.learners[0]
    seen(noor, world.goals["compare"], [0.8, 0.9])
    refresh_learners([noor.pk], progress=lambda done, of: None)
    before = Estimate.objects.get(learner=noor, goal=world.goals["compare"]).mean
    cycle = begin(world, noor)
    keep_answers(cycle=cycle.uid, phase="reflect", values={"result": "not-yet"}, ends=True, by=world.viewer(noor))
    client = world.client_of(noor)
    client.post(reverse("pulse_answer"), {"works": "1"})
    tried = {"strategy": "srl-zelftesten", "domain": "mathematics", "what_for": "breuken", "went": "1"}
    client.post(reverse("toolbox_tried"), tried)
    state_confidence(goal=world.goals["compare"].pk, sure=1, note="", by=world.viewer(noor))
    refresh_learners([noor.pk], progress=lambda done, of: None)
    assert Estimate.objects.get(learner=noor, goal=world.goals["compare"]).mean == pytest.approx(before)


def test_own_words_that_count_as_marks_are_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant a fault in R17: what a learner says of itself weighs as much as a test. The test above must notice."""
    monkeypatch.setattr(Scales, "weights", lambda scales: {kind.key: 1.0 for kind in scales.evidence_kinds})
    with pytest.raises(AssertionError):
        test_what_is_formative_never_moves_a_picture(world)


def test_monitoring_is_shared_by_learner_peer_and_teacher(world: World) -> None:
    """R22: the same goal is followed by the learner, a buddy it names and, where it shares, its teacher."""
    noor, ilyas = world.learners[:2]
    cycle = begin(world, noor)
    values = {"success": "als Mila het snapt"}
    keep_answers(cycle=cycle.uid, phase="prepare", values=values, ends=True, by=world.viewer(noor))
    world.client_of(noor).post(reverse("buddy_name", args=[cycle.uid]), {"helper": str(ilyas.pk)})
    share_phases(cycle=cycle.uid, scopes={"prepare": "guides"}, by=world.viewer(noor))
    assert "Breuken uitleggen" in world.client_of(noor).get(reverse("my_cycles")).content.decode()
    assert "Breuken uitleggen" in world.client_of(ilyas).get(reverse("my_cycles")).content.decode()
    address = reverse("learner_portfolio", args=[noor.pk])
    assert "als Mila het snapt" in world.client_of(world.teacher).get(address).content.decode()


def test_monitoring_that_stays_with_the_learner_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant a fault in R22: what a learner shares reaches nobody. The test above must notice."""
    monkeypatch.setattr("samenwijzer.practice.cycles.queries.read_of", lambda viewer, scope, people: ())
    with pytest.raises(AssertionError):
        test_monitoring_is_shared_by_learner_peer_and_teacher(world)
