"""Flex hours on screen: what stands filled in, what still lacks, what is printed, and how little is asked."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from samenwijzer.network.calendar.models import Slot
from samenwijzer.practice.offers.actions import place
from samenwijzer.practice.offers.models import Round
from tests.rounds import flex_round, offered, opened
from tests.worlds import World, seen

pytestmark = pytest.mark.django_db


def test_a_round_starts_from_the_timetable(world: World) -> None:
    on = world.viewer(world.teacher).on
    for weekday in (1, 3):
        Slot.objects.create(
            unit=world.group, title="Flexuur", weekday=weekday, begins=time(10), finishes=time(11, 30), starts=on
        )
    page = world.client_of(world.teacher).get(reverse("flex_start"))
    assert page.context["days"] == ["1", "3"], "nobody types in what the timetable knows (R6)"
    assert (page.context["form"].initial["begins"], page.context["form"].initial["finishes"]) == (
        time(10),
        time(11, 30),
    )
    sent = {
        "title": "Flex", "groups": [world.group.pk], "starts": on, "ends": on + timedelta(days=14),
        "weekday": [1, 3], "begins": "10:00", "finishes": "11:30", "freedom": "free",
    }  # fmt: skip
    client = world.client_of(world.teacher)
    assert client.post(reverse("flex_start"), sent | {"finishes": "09:00"}).context["form"].errors["finishes"]
    assert client.post(reverse("flex_start"), sent).status_code == 302
    assert Round.objects.get().moments.count() == 4


@pytest.mark.demand("D-061", partly="The open conditions of a round of flex hours, not of every ambition.")
def test_a_round_says_what_is_still_to_settle(world: World) -> None:
    one = flex_round(world)
    offered(world, one, "Breuken")
    offered(world, one, "Schilderen", adults=(world.teacher.pk,), place="refter")
    offered(world, one, "Schaken", adults=(world.teacher.pk,), place="gang")
    told = world.client_of(world.teacher).get(reverse("flex_round", args=[one.pk])).context["conditions"]
    assert told == [
        "Breuken: nog geen begeleider",
        "Breuken: nog geen lokaal",
        "Schaken: Lotte Vermeulen is op hetzelfde moment ook elders nodig",
        "Schilderen: Lotte Vermeulen is op hetzelfde moment ook elders nodig",
    ]


def test_screens_print_export_and_ask_as_much_for_many_as_for_few(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    one = flex_round(world)
    first = offered(world, one, "=Breuken", goal="compare", capacity=6, adults=(world.teacher.pk,))
    client = world.client_of(world.teacher)
    addresses = [
        (reverse("flex"), 8),
        (reverse("flex_round", args=[one.pk]), 15),  # eight things hang on a round, each a table of its own
        (reverse("flex_board", args=[one.pk]), 18),
        (reverse("flex_offer", args=[first.pk]), 19),  # the lists to choose from: goals, staff, rooms, learners
        (reverse("flex_doors", args=[one.pk]), 12),
        (reverse("flex_door", args=[first.pk]), 12),
    ]
    for address, most in addresses:
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
    for number, learner in enumerate(world.learners):
        seen(learner, world.goals["compare"], [0.1] * 4)
        offered(world, one, f"Aanbod {number}", capacity=6, adults=(world.teacher.pk,))
    place(offer=first.pk, people=[one.pk for one in world.learners], by=world.viewer(world.teacher))
    for address, most in addresses:
        with django_assert_max_num_queries(most):
            page = client.get(address).content.decode()
    assert "data-prints" in page, "a door list is paper too (R5)"
    listed = client.get(reverse("flex_export", args=[one.pk])).content.decode()
    assert listed.count("Noor Baert") == 1
    assert ";'=Breuken;" in listed


def test_a_learner_reads_why_and_in_words_of_growth(world: World) -> None:
    one = flex_round(world, freedom="own-goal")
    offered(world, one, "Schilderen")
    fractions = offered(world, one, "Breuken", goal="compare", capacity=6)
    opened(world, one)
    client = world.client_of(world.learners[0])
    page = client.get(reverse("my_flex")).content.decode()
    assert "gaat niet over een doel dat nu voor jou openstaat" in page
    assert page.index("Breuken") < page.index("Schilderen")
    client.post(reverse("my_flex_choose", args=[fractions.pk]))
    assert "Jij koos dit." in client.get(reverse("my_flex")).content.decode()
    simple = world.client_of(world.learners[1])
    simple.post(reverse("compass_mode"), {"mode": "simple"})
    assert "flex-simple" in simple.get(reverse("my_flex")).content.decode()
