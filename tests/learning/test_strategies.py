"""Strategies: one area each, tried, taught, planned in four parts, and laid out by age with how sure that is."""

import pytest
from django.urls import reverse

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.regulation.strategies import queries
from samenwijzer.learning.regulation.strategies.actions import log_taught, plan_lesson, try_strategy
from samenwijzer.learning.regulation.strategies.models import StrategyTry
from samenwijzer.learning.regulation.strategies.pack import Area, repertoire
from samenwijzer.network.people.models import Person
from tests.worlds import World

ONE_AN_AREA = ("srl-zelftesten", "srl-hulp-vragen", "srl-rustig-ademen", "srl-kleine-stap")


def tried(world: World, person: Person, strategy: str, **given: object) -> StrategyTry:
    values = {"domain": "mathematics", "what_for": "de tafels", "went": 3} | given
    return try_strategy(strategy=strategy, by=world.viewer(person), **values)  # type: ignore[arg-type]


@pytest.mark.demand("D-404")
def test_each_strategy_has_exactly_one_area() -> None:
    known = repertoire()
    by_area = [{one.key for one in known.of(area)} for area in Area]
    assert sum(len(keys) for keys in by_area) == len(set.union(*by_area)) == len(known.strategies)
    assert all(len(keys) >= 5 for keys in by_area)


@pytest.mark.demand("D-428")
def test_the_strategies_of_young_children_use_play_and_pictures() -> None:
    young = [one for one in repertoire().strategies.values() if one.is_played]
    assert len(young) >= 6
    assert {one.area for one in young} == set(Area)
    words = ("prent", "speel", "spel", "blokken", "foto", "plakken", "kaartje")
    for one in young:
        assert one.teaching.band == "kleuter"
        assert one.teaching.picture
        assert any(word in one.teaching.teach.nl.casefold() for word in words), one.key


@pytest.mark.demand("D-186", "D-390")
def test_the_toolbox_shows_which_area_is_missing_until_there_is_one_of_each(world: World) -> None:
    noor = world.learners[0]
    client = world.client_of(noor)
    for strategy in ONE_AN_AREA:
        drawers = queries.toolbox(learner=noor.pk)
        if strategy == "srl-rustig-ademen":
            assert [one.name for one in queries.missing_areas(drawers)] == ["Emotie", "Motivatie"]
            page = client.get(reverse("toolbox")).content.decode()
            assert "Nog te ontdekken:" in page
            assert "Emotie, Motivatie" in page
        tried(world, noor, strategy)
    drawers = queries.toolbox(learner=noor.pk)
    assert queries.missing_areas(drawers) == []
    assert all(drawer.tools for drawer in drawers)
    assert "Nog te ontdekken:" not in client.get(reverse("toolbox")).content.decode()


@pytest.mark.demand("D-410", "D-403")
def test_a_card_says_when_and_for_what_a_strategy_worked_also_for_a_social_goal(world: World) -> None:
    noor = world.learners[0]
    client = world.client_of(noor)
    sent = {"strategy": "srl-rustig-ademen", "domain": "mathematics", "what_for": "een toets", "when": "net ervoor"}
    assert client.post(reverse("toolbox_tried"), sent | {"went": "4"}).status_code == 302
    sent |= {"domain": "social", "what_for": "ruzie op de speelplaats", "when": "toen ik boos was"}
    assert client.post(reverse("toolbox_tried"), sent | {"went": "3"}).status_code == 302
    page = client.get(reverse("toolbox")).content.decode()
    for words in ("een toets", "net ervoor", "ruzie op de speelplaats", "toen ik boos was", "samenleven met anderen"):
        assert words in page
    assert "Lukte 2 keer van de 2." in page
    (tool,) = next(one.tools for one in queries.toolbox(learner=noor.pk) if one.area == Area.EMOTION)
    assert [one.domain for one in tool.worked] == ["social", "mathematics"]


@pytest.mark.demand("D-046", "D-190")
def test_the_log_counts_what_was_modelled_and_practised_and_a_lesson_without_practice_is_flagged(world: World) -> None:
    teacher, client = world.viewer(world.teacher), world.client_of(world.teacher)
    for how, times in (("modelled", 2), ("practised", 5)):
        for _ in range(times):
            sent = {"strategy": "srl-zelftesten", "how": how}
            assert client.post(reverse("steering_log", args=[world.group.pk]), sent).status_code == 302
    _, (line,) = queries.taught_in(unit=world.group.pk, viewer=teacher)
    assert (line.strategy.key, line.modelled, line.practised) == ("srl-zelftesten", 2, 5)
    sent = {
        "strategy": "srl-zelftesten",
        "part-explained": "waarom",
        "part-modelled": "voor",
        "part-supported": "kaart",
    }
    assert client.post(reverse("steering_lesson", args=[world.group.pk]), sent).status_code == 302
    page = client.get(reverse("steering", args=[world.group.pk])).content.decode()
    assert "mezelf testen" in page
    assert "oefening ontbreekt" in page
    plan_lesson(
        unit=world.group.pk,
        strategy="srl-uitleggen",
        title="Leg het uit",
        on=None,
        parts=dict.fromkeys(queries.part_names(), "ja"),
        by=teacher,
    )
    whole = queries.lessons_of(unit=world.group.pk)[0]
    assert (whole.lesson.title, list(whole.missing)) == ("Leg het uit", [])
    with pytest.raises(Refused):
        log_taught(unit=world.group.pk, strategy="srl-geluk", how="modelled", on=None, by=teacher)


@pytest.mark.demand("D-429", "D-462")
def test_a_school_shifts_a_band_with_a_reason_and_reads_where_evidence_is_weak(world: World) -> None:
    head, school = world.client_of(world.head), world.school.pk
    sent = {"strategy": "srl-zelftesten", "band": "young"}
    address = reverse("strategy_line_shift", args=[school])
    assert head.post(address, sent).status_code == 422, "not without a reason"
    assert head.post(address, sent | {"why": "onze kinderen lezen vroeg"}).status_code == 302
    bands = {band.key: [one.strategy.key for one in entries] for band, entries in queries.learning_line(school=school)}
    assert "srl-zelftesten" in bands["young"]
    assert "srl-zelftesten" not in bands["older"]
    elsewhere = dict(queries.learning_line(school=world.other_school.pk))
    assert any(
        one.strategy.key == "srl-zelftesten" for band, row in elsewhere.items() for one in row if band.key == "older"
    )
    page = world.client_of(world.teacher).get(reverse("strategy_line", args=[school])).content.decode()
    assert "onze kinderen lezen vroeg" in page
    assert "zwak bewijs" in page
    assert "Dunlosky" in page
    weak = world.client_of(world.teacher).get(reverse("strategy_line", args=[school]), {"zwak": "1"}).content.decode()
    assert "mezelf testen" not in weak
    assert "rustig ademen" in weak
