"""Freedom, agreements, interests, talks and buddies: by agreement, where a strategy was taught, mine to hide."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.regulation.autonomy import companions, freedoms, moments
from samenwijzer.learning.regulation.autonomy.models import Freedom, IndependentMoment, Talk
from samenwijzer.learning.regulation.own_cycles import start_own_cycle
from samenwijzer.learning.regulation.strategies.actions import log_taught, try_strategy
from samenwijzer.practice.cycles.models import Cycle
from tests.worlds import World

STRATEGY = "srl-tijd-inplannen"


def teach(world: World, strategy: str = STRATEGY) -> None:
    log_taught(unit=world.group.pk, strategy=strategy, how="modelled", on=None, by=world.viewer(world.teacher))


def step(**changed: Any) -> dict[str, Any]:
    day = timezone.localdate() + timedelta(days=28)
    return {"domain": "everywhere", "dimension": "pace", "step": 1, "strategy": STRATEGY, "review_on": day} | changed


@pytest.mark.demand("D-019")
def test_a_step_up_holds_when_learner_and_teacher_agreed_with_a_day_to_look_back(world: World) -> None:
    noor = world.learners[0]
    teach(world)
    asked = freedoms.ask_step(learner=noor.pk, by=world.viewer(noor), **step())
    assert freedoms.step_of(learner=noor.pk, domain="everywhere", dimension="pace") == 0
    with pytest.raises(Refused):
        freedoms.agree(freedom=asked.pk, by=world.viewer(noor))
    address = reverse("learner_agree", args=[noor.pk, asked.pk])
    assert world.client_of(world.teacher).post(address).status_code == 302
    held = Freedom.objects.get()
    assert held.learner_agreed_at is not None
    assert (held.adult, held.adult_agreed_at is not None) == (world.teacher, True)
    assert held.review_on == timezone.localdate() + timedelta(days=28)
    assert freedoms.step_of(learner=noor.pk, domain="everywhere", dimension="pace") == 1
    page = world.client_of(noor).get(reverse("freedom")).content.decode()
    assert "Je plant een lesuur zelf." in page
    assert "We kijken er weer naar op" in page
    assert "Wat levert de volgende stap op?" in page


def test_more_freedom_only_where_the_strategy_was_taught_and_with_a_day(world: World) -> None:
    noor = world.learners[0]
    for by in (noor, world.teacher):
        with pytest.raises(Refused, match="nog niet aangeleerd"):
            freedoms.ask_step(learner=noor.pk, by=world.viewer(by), **step())
    teach(world)
    for wrong in ({"strategy": ""}, {"review_on": None}, {"review_on": timezone.localdate()}, {"dimension": "who"}):
        with pytest.raises(Refused):
            freedoms.ask_step(learner=noor.pk, by=world.viewer(noor), **step(**wrong))
    with pytest.raises(NotVisible):
        freedoms.ask_step(learner=noor.pk, by=world.viewer(world.colleague), **step())
    assert not Freedom.objects.exists()


def test_a_rule_that_lets_freedom_grow_untaught_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant a fault in R3: everything counts as taught. The test of the rule must notice."""
    monkeypatch.setattr(freedoms, "is_taught", lambda **given: True)
    with pytest.raises(pytest.fail.Exception):
        test_more_freedom_only_where_the_strategy_was_taught_and_with_a_day(world)


@pytest.mark.demand("D-047")
def test_freedom_goes_down_at_once_with_kind_words_that_the_learner_reads(world: World) -> None:
    noor, teacher = world.learners[0], world.viewer(world.teacher)
    teach(world)
    asked = freedoms.ask_step(learner=noor.pk, by=world.viewer(noor), **step(step=2))
    freedoms.agree(freedom=asked.pk, by=teacher)
    with pytest.raises(Refused):
        freedoms.ask_step(learner=noor.pk, by=teacher, **step(step=1, words=""))
    words = "Je plande al drie lessen goed. We plannen de dag nu weer even samen."
    freedoms.ask_step(learner=noor.pk, by=teacher, **step(step=1, words=words))
    assert freedoms.step_of(learner=noor.pk, domain="everywhere", dimension="pace") == 1
    assert words in world.client_of(noor).get(reverse("freedom")).content.decode()


@pytest.mark.demand("D-427")
def test_history_shows_how_freedom_grew(world: World) -> None:
    noor, teacher = world.learners[0], world.viewer(world.teacher)
    teach(world)
    for number, days in ((1, 800), (2, 400)):
        asked = freedoms.ask_step(learner=noor.pk, by=world.viewer(noor), **step(step=number))
        freedoms.agree(freedom=asked.pk, by=teacher)
        Freedom.objects.filter(pk=asked.pk).update(at=timezone.localtime() - timedelta(days=days))
    grown = next(one for one in freedoms.freedoms_of(learner=noor.pk, viewer=world.viewer(noor)) if one.history)
    assert [one.step for one in grown.history] == [2, 1]
    assert grown.history[0].at.year > grown.history[1].at.year
    assert "Hoe het groeide" in world.client_of(noor).get(reverse("freedom")).content.decode()


def moment(world: World, **sent: Any) -> tuple[int, str]:
    values = {"title": "Hoekenwerk", "dimension": ["how", "where"], "kind": "independent"} | sent
    answer = world.client_of(world.teacher).post(reverse("steering_moment", args=[world.group.pk]), values)
    return answer.status_code, answer.content.decode()


@pytest.mark.demand("D-185", "D-409", "D-425")
def test_a_moment_asks_for_support_a_self_directed_one_for_the_skill_and_warns_when_never_taught(world: World) -> None:
    status, said = moment(world)
    assert (status, "Welke strategie ondersteunt de groep" in said) == (422, True)
    status, said = moment(world, kind="self-directed")
    assert (status, "welke vaardigheid leer je hier aan?" in said) == (422, True)
    status, said = moment(world, strategy=STRATEGY)
    assert (status, "werd nog nooit aangeleerd in deze groep" in said) == (422, True)
    assert not IndependentMoment.objects.exists()
    assert moment(world, strategy=STRATEGY, anyway="1")[0] == 302
    teach(world)
    assert moment(world, strategy=STRATEGY, kind="self-directed")[0] == 302
    newest = moments.moments_of(unit=world.group.pk)[0]
    assert (newest.is_self_directed, newest.dimensions, newest.strategy) == (True, ["how", "where"], STRATEGY)


@pytest.mark.demand("D-030")
def test_a_learner_changes_or_hides_an_interest_and_the_teacher_sees_it_at_once(world: World) -> None:
    noor, client, teacher = world.learners[0], world.client_of(world.learners[0]), world.client_of(world.teacher)
    client.post(reverse("about_me_keep"), {"what": "dinosaurussen", "why": "ze waren groot"})
    address = reverse("learner_steers", args=[noor.pk])
    assert "dinosaurussen" in teacher.get(address).content.decode()
    interest = companions.interests_of(learner=noor.pk, viewer=world.viewer(noor))[0]
    client.post(reverse("about_me_keep"), {"what": "vulkanen", "interest": str(interest.pk)})
    page = teacher.get(address).content.decode()
    assert ("vulkanen" in page, "dinosaurussen" in page) == (True, False)
    client.post(reverse("about_me_change", args=[interest.pk, "verberg"]))
    assert "vulkanen" not in teacher.get(address).content.decode()
    assert "vulkanen" in client.get(reverse("about_me")).content.decode()


@pytest.mark.demand("D-033", "D-018")
def test_the_profile_lists_what_was_tried_for_what_and_says_when_that_is_too_little(world: World) -> None:
    names = {field.name for model in apps.get_models() for field in model._meta.get_fields()}
    assert not [name for name in names if "leerstijl" in name or "learning_style" in name]
    noor, client = world.learners[0], world.client_of(world.learners[0])
    for strategy, what_for, went in (
        ("srl-uitleggen", "breuken aan Mila", 4),
        ("srl-uitleggen", "de waterkringloop", 2),
        ("srl-zelftesten", "Franse woordjes", 3),
    ):
        values = {"strategy": strategy, "domain": "language", "what_for": what_for, "went": went}
        try_strategy(by=world.viewer(noor), **values)
    address = reverse("learner_steers", args=[noor.pk])
    for page in (
        client.get(reverse("about_me")).content.decode(),
        world.client_of(world.teacher).get(address).content.decode(),
    ):
        for words in ("uitleggen aan iemand", "breuken aan Mila", "de waterkringloop", "Lukte 1 keer van de 2."):
            assert words in page
        assert "nog niet genoeg om te zeggen hoe het gaat" in page
    client.post(reverse("about_me_profile"), {"shown": "0"})
    assert "breuken aan Mila" not in world.client_of(world.teacher).get(address).content.decode()
    assert "breuken aan Mila" in client.get(reverse("about_me")).content.decode()


@pytest.mark.demand("D-049")
def test_an_agreement_holds_what_both_do_and_both_say_how_it_went(world: World) -> None:
    noor, teacher, client = world.learners[0], world.client_of(world.teacher), world.client_of(world.learners[0])
    day = (timezone.localdate() + timedelta(days=14)).isoformat()
    sent = {"learner_does": "elke dag tien minuten lezen", "adult_does": "ik luister op vrijdag", "review_on": day}
    assert teacher.post(reverse("learner_agreement", args=[noor.pk]), sent | {"adult_does": ""}).status_code == 422
    assert teacher.post(reverse("learner_agreement", args=[noor.pk]), sent).status_code == 302
    made = companions.agreements_of(learner=noor.pk, viewer=world.viewer(noor))[0]
    client.post(reverse("freedom_kept", args=[made.pk]), {"worked": "1"})
    teacher.post(reverse("learner_kept", args=[noor.pk, made.pk]), {"worked": "0"})
    made.refresh_from_db()
    assert (made.learner_says, made.adult_says) == (True, False)
    page = client.get(reverse("freedom")).content.decode()
    assert "elke dag tien minuten lezen" in page
    assert "ik luister op vrijdag" in page


@pytest.mark.demand("D-184")
def test_a_talk_ends_with_the_own_next_step_of_the_learner(world: World) -> None:
    noor, teacher = world.learners[0], world.client_of(world.teacher)
    address = reverse("learner_talk", args=[noor.pk])
    assert teacher.post(address, {"talk-goal": "vlotter rekenen"}).status_code == 422
    assert not Talk.objects.exists()
    sent = {"talk-goal": "vlotter rekenen", "next_step": "Ik oefen morgen met Mila."}
    assert teacher.post(address, sent).status_code == 302
    form = teacher.get(reverse("learner_steers", args=[noor.pk])).content.decode()
    assert form.index('name="talk-agreed"') < form.index('name="next_step"')
    assert "Ik oefen morgen met Mila." in world.client_of(noor).get(reverse("freedom")).content.decode()


@pytest.mark.demand("D-394")
def test_a_goal_buddy_sees_that_goal_and_nothing_else(world: World) -> None:
    noor, ilyas = world.learners[:2]
    by = world.viewer(noor)
    first = start_own_cycle(title="Breuken uitleggen", official=None, is_extra=True, due=None, by=by)
    start_own_cycle(title="Mijn geheime doel", official=None, is_extra=True, due=None, by=by)
    sent = {"helper": str(ilyas.pk)}
    assert world.client_of(noor).post(reverse("buddy_name", args=[first.uid]), sent).status_code == 302
    helper = world.client_of(ilyas)
    page = helper.get(reverse("my_cycles")).content.decode()
    assert ("Breuken uitleggen" in page, "Mijn geheime doel" in page) == (True, False)
    for cycle in Cycle.objects.all():
        assert helper.get(reverse("my_cycle", args=[cycle.uid])).status_code == 404
    outside = {"helper": str(world.other_learners[0].pk)}
    assert world.client_of(noor).post(reverse("buddy_name", args=[first.uid]), outside).status_code == 404
