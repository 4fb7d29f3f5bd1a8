"""Offers: who makes them, who takes a place, and that no place is given that is not there."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from shutil import copy

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.packs import PackError
from samenwijzer.network.calendar.models import Absence, Room
from samenwijzer.practice.offers import actions
from samenwijzer.practice.offers.actions import Full, choose, leave, move, place, publish_places, tick, wish
from samenwijzer.practice.offers.models import Offer, Placement, Round, Wish
from samenwijzer.practice.offers.pack import Freedom, offer_kinds
from samenwijzer.practice.offers.queries import door, doors, own_moments, rounds, whole_round
from samenwijzer.practice.offers.rounds import (
    Content,
    change_offer,
    open_round,
    remove_round,
    restore_offer,
    withdraw_offer,
)
from samenwijzer.practice.offers.rules import Choosing, offers_for, own_offer
from tests.rounds import flex_round, offered, opened
from tests.worlds import World

pytestmark = pytest.mark.django_db
FREE = Choosing(Freedom.FREE)
FOLDER = Path("src/samenwijzer/packs/go2030")


def taken(offer: Offer) -> int:
    return Offer.objects.get(pk=offer.pk).taken


def test_a_full_offer_takes_nobody_and_changing_your_mind_gives_the_place_back(world: World) -> None:
    one = flex_round(world)
    small, other = offered(world, one, "Breuken", capacity=1), offered(world, one, "Schilderen", capacity=5)
    noor, ilyas, *_rest = (world.viewer(learner) for learner in world.learners)
    with pytest.raises(NotVisible):  # not open yet: nobody knows of it
        choose(offer=small.pk, choosing=FREE, by=noor)
    opened(world, one)

    choose(offer=small.pk, choosing=FREE, by=noor)
    choose(offer=small.pk, choosing=FREE, by=noor)
    assert taken(small) == 1
    with pytest.raises(Full, match="Breuken"):
        choose(offer=small.pk, choosing=FREE, by=ilyas)
    wish(offer=small.pk, is_wished=True, by=ilyas)
    choose(offer=other.pk, choosing=FREE, by=ilyas)
    assert not Wish.objects.exists(), "who has a place no longer waits for one at that moment"

    choose(offer=other.pk, choosing=FREE, by=noor)
    assert (taken(small), taken(other)) == (0, 2)
    leave(offer=other.pk, by=noor)
    assert (taken(other), Placement.objects.filter(person=world.learners[0]).count()) == (1, 0)


def test_the_database_itself_refuses_one_too_many(world: World) -> None:
    small = offered(world, flex_round(world), "Breuken", capacity=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.filter(pk=small.pk).update(taken=2)
    place(offer=small.pk, people=[world.learners[0].pk], by=world.viewer(world.teacher))
    row = Placement.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(moment=row.moment, offer=small, person=row.person, why="chosen", at=timezone.now())


def test_who_saw_the_last_place_with_others_gets_it_only_once(world: World) -> None:
    """A whole school chooses in the same minute: many see the last place before anybody took it."""
    small = offered(world, flex_round(world), "Breuken", capacity=1)
    opened(world, small.moment.round)
    viewers = [world.viewer(learner) for learner in world.learners[:3]]
    seen_by_all = [own_offer(viewer, small.pk) for viewer in viewers]
    choose(offer=seen_by_all[0], choosing=FREE, by=viewers[0])
    for found, viewer in zip(seen_by_all[1:], viewers[1:], strict=True):
        with pytest.raises(Full):
            choose(offer=found, choosing=FREE, by=viewer)
    assert Placement.objects.filter(offer=small).count() == taken(small) == 1


def test_taking_a_place_as_it_was_seen_is_noticed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant a fault: a place is taken from what was seen, and not in the statement that looks."""

    def take_unseen(offer: Offer) -> None:
        Offer.objects.filter(pk=offer.pk).update(taken=offer.taken + 1)

    monkeypatch.setattr(actions, "_take", take_unseen)
    with pytest.raises(pytest.fail.Exception):
        test_who_saw_the_last_place_with_others_gets_it_only_once(world)


def test_one_offer_is_looked_up_by_the_rule_that_lists_them(world: World) -> None:
    one = flex_round(world, by=world.head, groups=("group", "parallel_group"))
    offers = [
        offered(world, one, "Voor allen", by=world.head),
        offered(world, one, "Voor L3B", by=world.head, groups=(world.parallel_group.pk,)),
        offered(world, one, "Valt weg", by=world.head),
        offered(world, flex_round(world), "Nog dicht"),
    ]
    opened(world, one, by=world.head)
    withdraw_offer(offer=offers[2].pk, by=world.viewer(world.head))
    for person in (world.learners[0], world.parallel_learners[0], world.other_learners[0], world.teacher):
        viewer, found = world.viewer(person), set()
        for offer in offers:
            with suppress(NotVisible):
                found.add(own_offer(viewer, offer.pk).offer.pk)
        assert found == set(offers_for(viewer).values_list("pk", flat=True))


def test_the_freedom_that_is_open_decides_what_a_learner_may_choose(world: World) -> None:
    one = flex_round(world)
    fractions = offered(world, one, "Breuken", goal="compare")
    painting = offered(world, one, "Schilderen")
    closed = offered(world, one, "Gesprek", choice="placed")
    opened(world, one)
    noor = world.viewer(world.learners[0])
    own_goal = Choosing(Freedom.OWN_GOAL, frozenset({world.goals["compare"].pk}))
    for offer, choosing, refused in (
        (painting, Choosing(Freedom.PLACED), "leraren kiezen"),
        (painting, own_goal, "niet over een doel"),
        (closed, FREE, "plaatsen je leraren"),
    ):
        with pytest.raises(Refused, match=refused):
            choose(offer=offer.pk, choosing=choosing, by=noor)
    assert choose(offer=fractions.pk, choosing=own_goal, by=noor).goal == world.goals["compare"]
    seen = {row.offered.offer.title: row for row in own_moments(viewer=noor, choosing={one.pk: own_goal})[0].possible}
    assert seen["Breuken"].open_goals == [world.goals["compare"]]
    assert seen["Breuken"].refusal == ""
    assert seen["Schilderen"].refusal != ""


def test_a_teacher_places_own_learners_and_the_learner_stays_there(world: World) -> None:
    one = flex_round(world, by=world.head, groups=("group", "parallel_group"))
    fractions = offered(world, one, "Breuken", by=world.colleague)
    painting = offered(world, one, "Schilderen", by=world.colleague)
    opened(world, one, by=world.head)
    teacher, noor = world.viewer(world.teacher), world.viewer(world.learners[0])
    place(offer=fractions.pk, people=[world.learners[0].pk], by=teacher)
    with pytest.raises(NotVisible):
        place(offer=fractions.pk, people=[world.parallel_learners[0].pk], by=teacher)
    with pytest.raises(Full):
        place(offer=fractions.pk, people=[one.pk for one in world.learners[1:]], by=teacher)
    assert taken(fractions) == 1, "all of them or none"
    with pytest.raises(Refused, match="plaatste je hier"):
        choose(offer=painting.pk, choosing=FREE, by=noor)
    with pytest.raises(Refused, match="plaatste je hier"):
        leave(offer=fractions.pk, by=noor)
    moved = move(
        round_id=one.pk, person=world.learners[0].pk, moment=painting.moment_id, to=painting.pk,
        by=world.viewer(world.head),
    )  # fmt: skip
    assert moved and moved.published_at is None, "before publishing what the coordinator moves is a draft"
    with pytest.raises(NotVisible):
        move(round_id=one.pk, person=world.learners[0].pk, moment=painting.moment_id, to=None, by=teacher)


def test_who_has_nothing_to_do_with_a_round_does_not_know_of_it(world: World) -> None:
    one = flex_round(world, by=world.head, groups=("group", "parallel_group"))
    fractions = offered(world, one, "Breuken", by=world.teacher)
    opened(world, one, by=world.head)
    for stranger in (world.other_teacher, world.secretary, world.analyst, world.guardian, world.learners[0]):
        viewer = world.viewer(stranger)
        assert rounds(viewer=viewer) == []
        with pytest.raises(NotVisible):
            whole_round(viewer=viewer, round_id=one.pk)
        with pytest.raises(NotVisible):
            door(viewer=viewer, offer=fractions.pk)
    with pytest.raises(NotVisible):  # a colleague's offer is not one's own
        withdraw_offer(offer=fractions.pk, by=world.viewer(world.colleague))
    with pytest.raises(NotVisible):
        choose(offer=fractions.pk, choosing=FREE, by=world.viewer(world.other_learners[0]))
    with pytest.raises(NotVisible):
        flex_round(world, by=world.teacher, groups=("group", "parallel_group"))
    assert [one.coordinates for one in (whole_round(viewer=world.viewer(who), round_id=one.pk) for who in
            (world.head, world.teacher))] == [True, False]  # fmt: skip


def test_the_door_list_says_who_is_expected_and_keeps_who_came(world: World) -> None:
    one = flex_round(world)
    fractions = offered(world, one, "Breuken", adults=(world.teacher.pk,))
    place(offer=fractions.pk, people=[one.pk for one in world.learners[:2]], by=world.viewer(world.teacher))
    teacher = world.viewer(world.teacher)
    tick(offer=fractions.pk, present={world.learners[0].pk: True, world.learners[5].pk: True}, by=teacher)
    listed = door(viewer=teacher, offer=fractions.pk)
    assert [(row.person.given_name, row.group, row.present) for row in listed.expected] == [
        ("Ilyas", "L3A", None), ("Noor", "L3A", True),
    ]  # fmt: skip
    assert listed.ticked == 1
    assert [str(one.offered.offer) for one in doors(viewer=teacher, round_id=one.pk, on=fractions.moment.on)]


def test_an_offer_falls_away_and_comes_back(world: World) -> None:
    one = flex_round(world)
    fractions = offered(world, one, "Breuken", adults=(world.teacher.pk,))
    teacher, noor = world.viewer(world.teacher), world.learners[0]
    place(offer=fractions.pk, people=[noor.pk], by=teacher)
    Absence.objects.create(person=world.teacher, first=fractions.moment.on, last=fractions.moment.on)
    assert whole_round(viewer=teacher, round_id=one.pk).offered[0].away == [world.teacher]
    withdraw_offer(offer=fractions.pk, by=teacher)
    opened_offer = offered(world, one, "Schilderen")
    opened(world, one)
    assert own_moments(viewer=world.viewer(noor), choosing={one.pk: FREE})[0].place is None
    restore_offer(offer=fractions.pk, by=teacher)
    assert own_moments(viewer=world.viewer(noor), choosing={one.pk: FREE})[0].place is not None
    withdraw_offer(offer=fractions.pk, by=teacher)
    place(offer=opened_offer.pk, people=[noor.pk], by=teacher)
    assert taken(fractions) == 0


def test_publishing_ends_on_a_day_and_is_taken_back(world: World) -> None:
    one = flex_round(world, days=2)
    first, second = offered(world, one, "Breuken"), offered(world, one, "Tekenen", at=1)
    teacher, noor = world.viewer(world.teacher), world.learners[0]
    for offer in (first, second):
        move(round_id=one.pk, person=noor.pk, moment=offer.moment_id, to=offer.pk, by=teacher)
    with pytest.raises(Refused, match="laatste dag"):
        publish_places(round_id=one.pk, until=one.ends + timedelta(days=1), by=teacher)
    assert publish_places(round_id=one.pk, until=one.starts, by=teacher) == 1
    told = own_moments(viewer=world.viewer(noor), choosing={})
    assert [bool(row.place) for row in told] == [True, False]


def test_places_and_words_are_checked(world: World) -> None:
    one = flex_round(world)
    teacher = world.viewer(world.teacher)
    with pytest.raises(Refused, match="niets om uit te kiezen"):
        open_round(round_id=one.pk, is_open=True, by=teacher)
    fractions = offered(world, one, "Breuken")
    place(offer=fractions.pk, people=[one.pk for one in world.learners[:2]], by=teacher)
    with pytest.raises(Refused, match="al 2 plaatsen"):
        change_offer(offer=fractions.pk, content=Content("Breuken", "instruction", 1), by=teacher)
    elsewhere = Room.objects.create(unit=world.other_school, name="Elders")
    for wrong in ({"room": elsewhere.pk}, {"adults": (world.other_teacher.pk,)}, {"groups": (world.other_group.pk,)}):
        with pytest.raises(Refused, match="klopt niet"):
            change_offer(offer=fractions.pk, content=Content("Breuken", "instruction", 4, **wrong), by=teacher)
    with pytest.raises(Refused, match="al leerlingen een plaats"):
        remove_round(round_id=one.pk, by=teacher)
    assert Round.objects.count() == 1


def test_the_pack_says_what_is_offered(tmp_path: Path) -> None:
    kind = offer_kinds().kind("flexuur")
    assert kind.teaching == {"instruction", "practice"}
    assert {one.key for one in kind.freedoms} == set(Freedom)
    folder = tmp_path / "offers"
    folder.mkdir()
    copy(FOLDER / "offers" / "kinds.yaml", folder)
    file = folder / "kinds.yaml"
    file.write_text(file.read_text().replace("key: practice", "key: instruction"))
    with pytest.raises(PackError, match="twice"):
        offer_kinds(tmp_path)
