"""Barriers: raised where they are met, taken away where that can be done."""

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.network.notices.models import Notice
from samenwijzer.practice.agenda.barriers.models import Barrier
from tests.web.counting import queries_of
from tests.web.school.test_plan import page_of
from tests.worlds import World, people

TEXT = "Onze school mag geen leraar delen met de kunstacademie"


@pytest.mark.demand("D-446")
def test_a_barrier_raised_by_a_school_reaches_the_level_that_can_take_it_away(world: World) -> None:
    teacher, head, director = (world.client_of(one) for one in (world.teacher, world.head, world.general_director))
    central, address = world.client_of(world.central_staff), reverse("barriers", args=[world.school.pk])
    sent = {"text": TEXT, "hinders": "Kunst voor elk kind", "level": world.school_group.pk}
    for wrong in ({"text": ""}, {"hinders": " "}, {"level": world.other_school.pk}):
        assert teacher.post(address, sent | wrong).status_code == 422
    assert teacher.post(address, sent).status_code == 302
    barrier = Barrier.objects.get()
    assert Notice.objects.filter(person=world.general_director, text__contains=TEXT[:40]).exists()
    assert TEXT in page_of(director, "barriers", world.school_group.pk)
    network = reverse("barriers", args=[world.network.pk])
    assert TEXT not in central.get(network).content.decode()
    # It cannot be taken away there: it goes up with the reason, and gets an owner where it can.
    onward = {"level": world.network.pk, "why": ""}
    assert director.post(reverse("barrier_pass", args=[barrier.pk]), onward).status_code == 422
    assert head.post(reverse("barrier_pass", args=[barrier.pk]), onward | {"why": "x"}).status_code == 404
    director.post(reverse("barrier_pass", args=[barrier.pk]), onward | {"why": "Het net maakt die afspraak."})
    assert TEXT in central.get(network).content.decode()
    central.post(reverse("barrier_take", args=[barrier.pk]))
    seen = page_of(teacher, "barrier", barrier.pk)
    for words in ("Scholengroep De Dender", "Het net maakt die afspraak.", str(world.central_staff)):
        assert words in seen
    assert "Ligt bij GO!" in page_of(head, "barriers", world.school.pk)
    close = reverse("barrier_close", args=[barrier.pk])
    assert central.post(close, {"end": "solved", "words": ""}).status_code == 422
    central.post(close, {"end": "solved", "words": "Delen mag voortaan."})
    assert "Delen mag voortaan." in page_of(teacher, "barrier", barrier.pk)
    assert Notice.objects.filter(person=world.head, text__contains=TEXT[:40]).exists()
    assert central.post(close, {"end": "stays", "words": "Toch niet."}).status_code == 422
    assert world.client_of(world.other_teacher).get(reverse("barrier", args=[barrier.pk])).status_code == 404


def test_the_board_asks_the_same_however_much_lies_on_it(world: World) -> None:
    client, counts = world.client_of(world.head), []
    for _round in range(2):
        for level in (world.school, world.school_group, world.network):
            sent = {"text": TEXT, "hinders": "Kunst", "level": level.pk}
            client.post(reverse("barriers", args=[world.school.pk]), sent)
        counts.append(queries_of(client, reverse("barriers", args=[world.school.pk])))
    assert counts[0] == counts[1] <= 12


def test_who_reads_a_plan_and_not_its_barriers_is_not_sent_to_them(world: World) -> None:
    (spoc,) = people(["Griet Pauwels"], "spoc", world.school_group, timezone.localdate())
    group = world.school_group.pk
    address = reverse("barriers", args=[group])
    assert address not in page_of(world.client_of(spoc), "school_plan", group)
    assert address in page_of(world.client_of(world.general_director), "school_plan", group)
