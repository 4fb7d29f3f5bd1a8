"""What stands in the calendar of a school can be changed, removed, and brought back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samenwijzer.learning.groups.models import Grouping, Seat
from samenwijzer.network.calendar.changes import Before
from samenwijzer.network.calendar.models import Period, Room, Slot
from samenwijzer.practice.offers.models import Offer
from tests.rounds import flex_round, offered
from tests.worlds import World

TODAY = timezone.localdate()


def undo(client: Client) -> None:
    """Press the button in the toast of the last change."""
    message = list(client.get(reverse("calendar")).context["messages"])[-1]
    assert client.post(message.extra_tags).status_code == 302


def test_parts_of_the_year_change_with_what_is_laid_in_them_and_come_back(world: World) -> None:
    client = world.client_of(world.head)
    first, last = TODAY, TODAY + timedelta(days=40)
    part = Period.objects.create(unit=world.school, title="Module 1", first=first, last=last)
    Period.objects.create(unit=world.school, title="Module 2", first=last + timedelta(9), last=last + timedelta(40))
    inside = Slot.objects.create(
        unit=world.group, title="Atelier", weekday=0, begins="8:30", finishes="10:00", starts=first, ends=last
    )
    change, away = (reverse(f"calendar_period_{what}", args=[part.pk]) for what in ("change", "away"))
    sent = {"title": "Herfst", "first": first, "last": last + timedelta(days=5)}
    assert "Module 2" in client.post(change, sent | {"last": last + timedelta(days=9)}).content.decode()
    assert client.post(change, sent | {"last": first - timedelta(days=1)}).context["form"].errors
    assert client.post(change, sent).status_code == 302
    inside.refresh_from_db()
    assert inside.ends == last + timedelta(days=5), "what is laid in it moves along"
    undo(client)
    part.refresh_from_db()
    inside.refresh_from_db()
    assert (part.title, part.last, inside.ends) == ("Module 1", last, last)
    refused = client.post(away)
    assert refused.status_code == 422
    assert "Atelier" in refused.content.decode(), "what still uses it is named"
    inside.delete()
    assert client.post(away).status_code == 302
    undo(client)
    assert Period.objects.get(pk=part.pk).title == "Module 1"


def test_meetings_change_from_today_and_not_where_groups_meet(world: World) -> None:
    client = world.client_of(world.head)
    began = TODAY - timedelta(days=30)
    values = {"title": "Flexuur", "weekday": 1, "begins": "10:00", "finishes": "10:50", "starts": began}
    own, other = (Slot.objects.create(unit=one, **values) for one in (world.group, world.parallel_group))
    change, away = (reverse(f"calendar_slot_{what}", args=[own.pk]) for what in ("change", "away"))
    page = client.get(change).content.decode()
    assert world.parallel_group.name in page, "what groups do together changes together"
    grouping = Grouping.objects.create(
        unit=world.group, purpose="cooperation", starts=TODAY, ends=TODAY + timedelta(days=9), weekday=1,
        begins="10:00", finishes="10:50", published_at=timezone.now(),
    )  # fmt: skip
    Seat.objects.create(grouping=grouping, learner=world.learners[0])
    sent = {"title": "Atelier", "weekday": 1, "begins": "10:00", "finishes": "11:00", "groups": [world.group.pk],
            f"place-{own.pk}": "Aula"}  # fmt: skip
    assert (client.post(change, sent).status_code, client.post(away).status_code) == (422, 422)
    grouping.delete()
    assert client.post(change, sent | {"groups": []}).status_code == 422
    assert client.post(change, sent).status_code == 302
    rows = Slot.objects.order_by("starts", "pk")
    assert [(one.title, one.starts, one.ends) for one in rows] == [
        *[("Flexuur", began, TODAY - timedelta(days=1))] * 2, ("Atelier", TODAY, None),
    ]  # fmt: skip
    undo(client)
    assert [(one.pk, one.title, one.ends) for one in Slot.objects.order_by("pk")] == [
        (own.pk, "Flexuur", None), (other.pk, "Flexuur", None),
    ]  # fmt: skip
    assert client.post(away).status_code == 302
    assert not Slot.objects.filter(ends=None).exists()
    undo(client)
    assert Slot.objects.filter(ends=None).count() == 2
    stolen = Before.of([Room(unit=world.other_school, name="Elders")]).signed()
    assert client.post(reverse("calendar_back", args=[stolen])).status_code == 404
    assert client.post(reverse("calendar_back", args=[stolen[:-2]])).status_code == 404


@pytest.mark.parametrize("what", ["change", "away"])
def test_a_room_stays_as_long_as_somebody_counts_on_it(world: World, what: str) -> None:
    client = world.client_of(world.head)
    room = Room.objects.create(unit=world.school, name="Leerplein", seats=60, groups=4, affords=["screens"])
    Room.objects.create(unit=world.school, name="Aula", seats=200)
    offer = offered(world, flex_round(world), "Breuken", capacity=12)
    Offer.objects.filter(pk=offer.pk).update(room=room)
    address = reverse(f"calendar_room_{what}", args=[room.pk])
    sent = {"name": "Leerplein", "seats": 10, "groups": 4}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "Breuken" in refused.content.decode()
    Offer.objects.filter(pk=offer.pk).update(withdrawn_at=timezone.now())
    if what == "change":
        assert client.post(address, sent | {"name": "Aula"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    undo(client)
    room.refresh_from_db()
    assert (room.seats, room.affords) == (60, ["screens"])
