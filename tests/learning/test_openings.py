"""What a teacher opens for a group and closes for some: who sees it, when it was, and what it means in flex hours."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.groups.flex.choosing import choose_own
from samenwijzer.learning.groups.flex.needs import choosing_for
from samenwijzer.learning.regulation.autonomy import freedoms
from samenwijzer.learning.regulation.autonomy.models import Freedom, Opening
from samenwijzer.learning.regulation.autonomy.openings import set_open
from samenwijzer.learning.regulation.strategies.actions import log_taught
from tests.rounds import flex_round, offered, opened
from tests.worlds import World

STRATEGY = "srl-tijd-inplannen"


def teach(world: World) -> None:
    log_taught(unit=world.group.pk, strategy=STRATEGY, how="modelled", on=None, by=world.viewer(world.teacher))


@pytest.mark.demand("D-045")
def test_a_teacher_opens_order_and_place_for_the_group_and_closes_pace_for_two(world: World) -> None:
    teach(world)
    client, address = world.client_of(world.teacher), reverse("steering_openings", args=[world.group.pk])
    noor, ilyas, mila = world.learners[:3]
    opening = {"dimension": ["what", "where"], "open": "1", "strategy": STRATEGY}
    assert client.post(address, opening).status_code == 302
    client.post(address, opening | {"dimension": ["pace"]})
    client.post(address, {"dimension": ["pace"], "open": "0", "learner": [noor.pk, ilyas.pk]})
    slots = {
        one.dimension.opened: one for one in client.get(reverse("steering", args=[world.group.pk])).context["slots"]
    }
    assert {name for name, one in slots.items() if one.is_open} == {"volgorde", "plaats", "tempo"}
    assert {one.learner for one in slots["tempo"].exceptions} == {noor, ilyas}
    for learner, closed in ((noor, True), (mila, False)):
        page = world.client_of(learner).get(reverse("freedom")).content.decode()
        assert "Open voor de groep" in page
        assert ("Voorlopig samen met de leraar" in page) == closed, "only the two read it, on their own page"
    client.post(address, opening | {"dimension": ["pace"]})
    assert "Voorlopig samen" not in world.client_of(noor).get(reverse("freedom")).content.decode()


def test_opening_asks_for_a_strategy_that_was_taught_and_only_for_the_own_group(world: World) -> None:
    teacher = world.viewer(world.teacher)
    for strategy, words in (("", "strategie"), (STRATEGY, "nog niet aangeleerd")):
        with pytest.raises(Refused, match=words):
            set_open(unit=world.group.pk, dimensions=["what"], is_open=True, strategy=strategy, by=teacher)
    with pytest.raises(NotVisible):
        set_open(unit=world.parallel_group.pk, dimensions=["what"], is_open=False, by=teacher)
    with pytest.raises(NotVisible):
        set_open(
            unit=world.group.pk, dimensions=["what"], is_open=False, learners=[world.other_learners[0].pk], by=teacher
        )
    assert not Opening.objects.exists()


@pytest.mark.demand("D-188", "D-408")
def test_the_profile_shows_what_opened_when_and_what_earns_the_next_step(world: World) -> None:
    noor, teacher = world.learners[0], world.viewer(world.teacher)
    teach(world)
    rows = set_open(
        unit=world.group.pk, dimensions=["what", "how", "where", "pace"], is_open=True, strategy=STRATEGY, by=teacher
    )
    for number, row in enumerate(rows):
        Opening.objects.filter(pk=row.pk).update(at=timezone.localtime() - timedelta(days=30 * number))
    days = [date_format(timezone.localdate() - timedelta(days=30 * number), "j F Y") for number in range(4)]
    own = world.client_of(noor).get(reverse("freedom")).content.decode()
    guided = world.client_of(world.teacher).get(reverse("learner_steers", args=[noor.pk])).content.decode()
    for page in (own, guided):
        for dimension, day in zip(("wat ik doe", "hoe ik het doe", "waar ik werk", "mijn tempo"), days, strict=True):
            assert day in page[page.index(dimension) :]
        assert "Wat levert de volgende stap op?" in page
        assert "Toon twee keer dat" in page


def test_flex_hours_follow_what_was_agreed_and_say_so(world: World) -> None:
    teach(world)
    one = flex_round(world, freedom="own-goal")
    painting = offered(world, one, "Schilderen", capacity=6)
    opened(world, one)
    noor, ilyas, mila = world.learners[:3]
    with pytest.raises(Refused, match="niet over een doel"):
        choose_own(offer=painting.pk, by=world.viewer(noor))
    asked = freedoms.ask_step(
        learner=noor.pk, domain="everywhere", dimension="what", step=2, strategy=STRATEGY,
        review_on=timezone.localdate() + timedelta(days=28), by=world.viewer(noor),
    )  # fmt: skip
    with pytest.raises(Refused):  # asked is not agreed
        choose_own(offer=painting.pk, by=world.viewer(noor))
    freedoms.agree(freedom=asked.pk, by=world.viewer(world.teacher))
    assert "spraken af" in choosing_for(world.viewer(noor))[one.pk].because
    choose_own(offer=painting.pk, by=world.viewer(noor))
    set_open(unit=world.group.pk, dimensions=["what"], is_open=True, strategy=STRATEGY, by=world.viewer(world.teacher))
    choose_own(offer=painting.pk, by=world.viewer(ilyas))
    set_open(
        unit=world.group.pk, dimensions=["what"], is_open=False, learners=[mila.pk], by=world.viewer(world.teacher)
    )
    with pytest.raises(Refused, match="Bespreek eerst"):
        choose_own(offer=painting.pk, by=world.viewer(mila))
    page = world.client_of(mila).get(reverse("my_flex")).content.decode()
    assert "Bespreek eerst met je leraar" in page
    assert Freedom.objects.count() == 1
