"""The measuring half of ``benchmarks/flex.py``: runs inside the product, prints what it found as JSON."""

import json
import os
import time
from collections import Counter
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.groups.flex.choosing import choose_own
from samenwijzer.network.access.viewer import viewer_of
from samenwijzer.network.organisation.actions import add_members, create_unit
from samenwijzer.network.organisation.models import LEARNER, Membership
from samenwijzer.network.people.actions import create_people
from samenwijzer.network.people.models import Person
from samenwijzer.practice.offers import actions
from samenwijzer.practice.offers.models import Moment, Offer, Placement, Round, RoundGroup
from samenwijzer.practice.offers.pack import Freedom

MOMENTS, OFFERS, A_CLASS = 5, 12, 24
ROOM = 1.03


def prepare(learners: int) -> dict[str, int]:
    """Make a school with classes, a round of five moments on one day, and twelve offers at each."""
    today = timezone.localdate()
    school = create_unit(kind="school", name="School", parent=None, by=None)
    people = create_people(
        people=[Person(given_name=f"Leerling {n}", family_name="Test") for n in range(learners)], by=None
    )
    classes = [
        create_unit(kind="class", name=f"Klas {n}", parent=school, by=None) for n in range(-(-learners // A_CLASS))
    ]
    rows = [
        Membership(person=one, unit=classes[n // A_CLASS], role=LEARNER, starts=today) for n, one in enumerate(people)
    ]
    add_members(memberships=rows, by=None)
    one = Round.objects.create(
        unit=school, kind="flexuur", title="Flexuren", starts=today, ends=today + timedelta(days=1),
        freedom=Freedom.FREE, opened_at=timezone.now(),
    )  # fmt: skip
    RoundGroup.objects.bulk_create([RoundGroup(round=one, unit=unit) for unit in classes])
    hours = [
        Moment(round=one, on=one.ends, begins=f"{9 + n:02d}:00", finishes=f"{9 + n:02d}:50") for n in range(MOMENTS)
    ]
    Moment.objects.bulk_create(hours)
    capacity = -(-int(learners * ROOM) // OFFERS)
    offers = [
        Offer(moment=hour, title=f"Aanbod {n}", form="practice", capacity=capacity)
        for hour in hours
        for n in range(OFFERS)
    ]
    Offer.objects.bulk_create(offers)
    return {"offers": len(offers)}


def take_places(share: int, shares: int, begins: float) -> dict[str, object]:
    """Let every learner of this share choose at each moment, going down the same list of what is popular.

    Who finds an offer full sees what still has room, as the page says it, and takes the next of those.
    """
    learners = list(Membership.objects.filter(role=LEARNER).order_by("pk").values_list("person", flat=True))[
        share::shares
    ]
    by_moment: dict[int, list[int]] = {}
    for pk, moment in Offer.objects.order_by("pk").values_list("pk", "moment"):
        by_moment.setdefault(moment, []).append(pk)
    today, spent, refused, processor = timezone.localdate(), [], 0, time.process_time()
    time.sleep(max(begins - time.time(), 0))
    for number, learner in enumerate(learners):
        for offers in by_moment.values():
            began = time.perf_counter()
            viewer = viewer_of(person_id=learner, on=today)
            popular = offers[: OFFERS // 3]
            wanted = popular[number % len(popular) :] + popular[: number % len(popular)] + offers[OFFERS // 3 :]
            while True:
                try:
                    choose_own(offer=wanted[0], by=viewer)
                    break
                except Refused:
                    refused += 1
                    with_room = set(
                        Offer.objects.filter(pk__in=wanted[1:], taken__lt=F("capacity")).values_list("pk", flat=True)
                    )
                    wanted = [one for one in wanted[1:] if one in with_room]
            spent.append(1000 * (time.perf_counter() - began))
    return {
        "milliseconds": spent,
        "refused": refused,
        "ended": time.time(),
        "processor": time.process_time() - processor,
    }


def take_unseen(offer: Offer) -> None:
    """Take a place from what was seen before: the fault that lets two take the last one."""
    if offer.left < 1:
        raise Refused("full")
    Offer.objects.filter(pk=offer.pk).update(taken=offer.taken + 1)


def check() -> dict[str, int]:
    """Count what is there: offers with more than they hold, and whether the counters say what is there."""
    held = Counter(Placement.objects.values_list("offer", flat=True))
    offers = list(Offer.objects.all())
    return {
        "placed": sum(held.values()),
        "overfull": sum(held[one.pk] > one.capacity for one in offers),
        "counted": int(all(held[one.pk] == one.taken for one in offers)),
    }


if __name__ == "__main__":
    part = os.environ["PART"]
    if part == "prepare":
        found: dict[str, object] = dict(prepare(int(os.environ["LEARNERS"])))
    elif part == "choose":
        if os.environ.get("PLANTED"):
            actions._take = take_unseen
        found = take_places(int(os.environ["SHARE"]), int(os.environ["SHARES"]), float(os.environ["BEGINS"]))
    else:
        found = dict(check())
    print(json.dumps(found))
