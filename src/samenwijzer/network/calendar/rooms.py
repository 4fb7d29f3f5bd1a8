"""Finding a room by what people want to do in it: a search in plain words (D-068)."""

import re
from dataclasses import dataclass

from samenwijzer.network.calendar.models import Room
from samenwijzer.network.calendar.pack import Affords, rooms_content


@dataclass(frozen=True)
class Asked:
    """What a search asks: places for so many groups and people, and what else there has to be."""

    groups: int
    seats: int
    affords: list[Affords]


def asked_in(words: str) -> Asked:
    """Read a search such as *ruimte voor 3 groepen + instructie* or *stil werken voor 12 leerlingen*."""
    groups = re.search(r"(\d{1,3})\s*(?:groep|group)", words, re.IGNORECASE)
    seats = re.search(r"(\d{1,4})\s*(?:plaats|leerling|zit|mens|place|learner|people)", words, re.IGNORECASE)
    return Asked(
        int(groups.group(1)) if groups else 0, int(seats.group(1)) if seats else 0, rooms_content().asked_in(words)
    )


def fitting(*, unit: int, words: str) -> list[Room]:
    """Return the rooms of a school that fit a search, the smallest that fits first (one query)."""
    asked = asked_in(words)
    keys = {one.key for one in asked.affords}
    rooms = Room.objects.filter(unit=unit, groups__gte=asked.groups, seats__gte=asked.seats)
    found = [one for one in rooms if keys <= set(one.affords)]
    return sorted(found, key=lambda one: (one.groups, one.seats, one.name))
