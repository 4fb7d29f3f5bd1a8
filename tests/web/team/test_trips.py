"""Templates of learning: questions before and answers after a trip, proposals, existing practice, own goals."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.network.people.models import Person
from samenwijzer.practice.cycles.models import Cycle
from tests.worlds import World, small_world

pytestmark = pytest.mark.django_db


def text(world: World, person: Person, name: str, *args: object) -> str:
    return world.client_of(person).get(reverse(name, args=args)).content.decode()


@pytest.mark.demand("D-470", "D-476", "D-479")
def test_a_school_leaves_with_questions_and_says_later_what_changed() -> None:
    world = small_world(learners=1)
    browser, back = world.client_of(world.head), timezone.localdate() + timedelta(days=20)
    begin = {"template": "learning-trip", "title": "Naar Tampere", "back": back.isoformat()}
    assert browser.post(reverse("learning_plans"), begin | {"team": world.other_school.pk}).status_code == 404
    assert browser.post(reverse("learning_plans"), begin | {"team": world.school.pk}).status_code == 302
    cycle = Cycle.objects.get()
    assert cycle.due == back + timedelta(days=183)
    address = reverse("learning_trip", args=[cycle.uid])
    applied = {
        "phase": "apply", "trip-now": "wekelijkse kring", "trip-needs": "meer vrijheid", "trip-own": "Wie kiest wat?",
    }  # fmt: skip
    four = {"question": ["autonomy", "feedback", "teaming", "data"]}
    assert browser.post(address, applied | four).status_code == 422
    assert browser.post(address, applied | {"question": []}).status_code == 422
    two = {"question": ["autonomy", "feedback"]}
    assert browser.post(address, applied | two | {"trip-own": ""}).status_code == 422
    assert "Het verslag" not in browser.get(address).content.decode()
    assert browser.post(address, applied | two).status_code == 302
    asked = browser.get(address).content.decode()
    for carried in ("stap voor stap meer vrijheid", "feedback bruikbaar", "Wie kiest wat?", "wekelijkse kring"):
        assert carried in asked
    assert 'name="trip-answer-3"' not in asked
    report = {"phase": "report", "trip-transfer": "op de personeelsvergadering"}
    for place, words in (("1", "klein beginnen"), ("2", "vraag eerst"), ("own", "ieder kiest de volgorde")):
        report |= {f"trip-answer-{place}": words, f"trip-use-{place}": f"wij doen {words}"}
    assert browser.post(address, report).status_code == 302
    shown = browser.get(address).content.decode()
    order = [
        shown.index(one)
        for one in ("meer vrijheid?", "klein beginnen", "wij doen klein beginnen", "Wie kiest wat?", "ieder kiest de")
    ]
    assert order == sorted(order)
    assert "Zes maanden zijn om" not in shown
    Cycle.objects.update(due=timezone.localdate())
    assert "Zes maanden zijn om" in browser.get(address).content.decode()
    assert browser.post(address, {"phase": "change", "trip-changed": ""}).status_code == 422
    assert (
        browser.post(address, {"phase": "change", "trip-changed": "leerlingen kiezen hun volgorde"}).status_code == 302
    )
    assert "leerlingen kiezen hun volgorde" in text(world, world.care_coordinator, "learning_trip", cycle.uid)
    assert world.client_of(world.other_teacher).get(address).status_code == 404


@pytest.mark.demand("D-097")
def test_a_proposal_without_evidence_from_practice_is_allowed_and_labelled() -> None:
    world = small_world(learners=1)
    browser = world.client_of(world.teacher)
    begin = {"template": "change-proposal", "title": "Later starten", "team": world.group.pk}
    assert browser.post(reverse("learning_plans"), begin).status_code == 302
    cycle = Cycle.objects.get()
    keep = reverse("cycle_keep", args=[cycle.uid, "propose"])
    sent = {"proposal-what": "een kwartier later", "proposal-research": "slaap en leren", "ends": "1"}
    assert browser.post(keep, sent).status_code == 302
    page = text(world, world.teacher, "learning_plans")
    assert "zonder bewijs uit de praktijk" in page and "zonder bewijs uit onderzoek" not in page
    assert browser.post(keep, sent | {"proposal-practice": "BS De Beek doet het al"}).status_code == 302
    assert "zonder bewijs uit" not in text(world, world.teacher, "learning_plans")


@pytest.mark.demand("D-402", "D-441")
def test_existing_practice_begins_with_what_is_expected_and_a_goal_asks_for_evidence_of_learners() -> None:
    world = small_world(learners=1)
    browser = world.client_of(world.teacher)
    page = text(world, world.teacher, "learning")
    assert 'value="existing-practice"' in page and 'value="inquiry"' in page
    browser.post(reverse("team_cycle_start"), {"template": "existing-practice", "title": "Kring op maandag"})
    cycle = Cycle.objects.get()
    first = text(world, world.teacher, "team_cycle", cycle.uid)
    assert first.index("Wat verwacht je dat leerlingen") < first.index("Welke praktijk is het")
    keep = reverse("cycle_keep", args=[cycle.uid, "expect"])
    assert browser.post(keep, {"existing-practice": "kring", "ends": "1"}).status_code == 422
    expected = {"existing-expect": "iedereen vertelt", "existing-practice": "kring", "ends": "1"}
    assert browser.post(keep, expected).status_code == 302
    weigh = {"existing-against": "zes zwegen", "existing-decision": "adapt", "ends": "1"}
    assert browser.post(reverse("cycle_keep", args=[cycle.uid, "weigh"]), weigh).status_code == 302
    over = text(world, world.teacher, "learning")
    assert "iedereen vertelt" in over and "zes zwegen" in over and "aanpassen" in over
    browser.post(reverse("team_cycle_start"), {"template": "professional", "title": "Meer vragen stellen"})
    goal = Cycle.objects.get(template="professional")
    review = browser.get(f"{reverse('team_cycle', args=[goal.uid])}?fase=reflect").content.decode()
    assert "Waaraan zie je dat bij leerlingen?" in review and 'name="pupil-evidence"' in review
